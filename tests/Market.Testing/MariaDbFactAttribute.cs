namespace Market.Testing;

/// <summary>A test that only a shared database server can give: skipped on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute()
    {
        if (!TestDatabase.OnMySql) Skip = "It needs MariaDB: it runs when MARKET_TEST_MYSQL is set.";
    }
}
