using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace Market.Kernel.Data;

/// <summary>Tells a database that is away or busy from a defect: the first is waited for, the second is reported.</summary>
public static class Outage
{
    /// <summary>True when the database did not answer, or others were faster; drivers and EF wrap that in exceptions of their own.</summary>
    /// <remarks>MySqlConnector lets a lost connection through bare when a transaction begins or ends; everybody else who calls over a network wraps it in an exception of their own.</remarks>
    public static bool Is(Exception failure) => IsReset(failure) || IsOfDatabase(failure);

    private static bool IsReset(Exception bare) => bare is SocketException || (bare.GetType() == typeof(IOException) && bare.InnerException is SocketException);

    private static bool IsOfDatabase(Exception failure) => failure is DbException or DbUpdateException or MySqlEndOfStreamException or MySqlProtocolException || (failure.InnerException is { } inner && IsOfDatabase(inner));
}
