namespace Market.Orders.Tests.Payments;

/// <summary>Runs only where the real data lie: MARKET_REAL_DATA names their folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (Folder is null) Skip = "MARKET_REAL_DATA is not set.";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("MARKET_REAL_DATA") is { Length: > 0 } folder ? folder : null;
}
