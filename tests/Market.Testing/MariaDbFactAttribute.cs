using Market.Testing;

namespace Market.Web.Tests.Support;

/// <summary>A test that only a shared database server can give: skipped on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute()
    {
        if (!TestDatabase.OnMySql) Skip = "Two processes share one MariaDB: it runs when MARKET_TEST_MYSQL is set.";
    }
}
