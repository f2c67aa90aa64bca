using Market.Kernel.Data;
using Microsoft.Data.Sqlite;

namespace Market.Kernel.Tests.Data;

public sealed class OutageTests
{
    [Fact]
    public void A_database_that_is_away_is_recognised_however_deep_it_is_wrapped() =>
        // As EF's execution strategy for MySQL wraps what may pass.
        Assert.True(Outage.Is(new InvalidOperationException("likely due to a transient failure", new SqliteException("busy", 5))));

    [Fact]
    public void A_defect_is_not_taken_for_an_outage() => Assert.False(Outage.Is(new InvalidOperationException("a defect", new ArgumentException("nothing to do with it"))));
}
