using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace Market.Kernel.Data;

/// <summary>Tells a database that is away or busy from a defect: the first is waited for, the second is reported.</summary>
public static class Outage
{
    /// <summary>True when the database did not answer, or others were faster; drivers and EF wrap that in exceptions of their own.</summary>
    /// <remarks>MySqlConnector lets a lost connection through bare when a transaction begins or ends.</remarks>
    public static bool Is(Exception failure) => failure is DbException or DbUpdateException or MySqlEndOfStreamException or MySqlProtocolException || (failure.InnerException is { } inner && Is(inner));
}
