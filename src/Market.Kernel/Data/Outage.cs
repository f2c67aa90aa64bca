using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Market.Kernel.Data;

/// <summary>Tells a database that is away or busy from a defect: the first is waited for, the second is reported.</summary>
public static class Outage
{
    /// <summary>True when the database did not answer, or others were faster; drivers and EF wrap that in exceptions of their own.</summary>
    public static bool Is(Exception failure) => failure is DbException or DbUpdateException || (failure.InnerException is { } inner && Is(inner));
}
