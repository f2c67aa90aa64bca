namespace Market.Testing;

/// <summary>How hard the storms blow: a small count in every run, the full one with <c>MARKET_STORM=1</c>.</summary>
public static class StormSize
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("MARKET_STORM") == "1";

    public static int Of(int always, int full) => Full ? full : always;
}
