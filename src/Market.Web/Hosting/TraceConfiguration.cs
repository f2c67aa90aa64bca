using System.Globalization;
using Market.Traceability;
using Market.Traceability.Log;
using Market.Traceability.Recall;
using Market.Traceability.Tracing;

namespace Market.Web.Hosting;

/// <summary>Settings of traceability from the environment.</summary>
internal static class TraceConfiguration
{
    /// <summary>Categories of the demo district's shop that hold the goods of the rule.</summary>
    private const string CommitmentCategories = "leafy,roots,fruit-veg,peppers,fruit,eggs,meat";

    /// <summary>MARKET_LOG_ORIGIN (name of the log, host and path of the base URL unless set), MARKET_LOG_KEY (file with the signing key), MARKET_WITNESSES (address and verifier key, a space between, commas between witnesses), MARKET_COMMITMENT_CATEGORIES (slugs with commas between, none for no category).</summary>
    /// <remarks>MARKET_RECALL_REMIND_HOURS (0 for never), MARKET_RECALL_EXERCISE_DAYS (0 for none), MARKET_BALANCE_LOWEST and MARKET_BALANCE_HIGHEST (hundredths of a percent).</remarks>
    /// <exception cref="FormatException">A witness or a number cannot be read.</exception>
    public static TraceSettings Read(IConfiguration configuration, MarketSettings settings)
    {
        var origin = configuration["MARKET_LOG_ORIGIN"] is { Length: > 0 } name ? name : new Uri(settings.BaseUrl).Authority + "/log";
        var key = configuration["MARKET_LOG_KEY"] is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
        var witnesses = (configuration["MARKET_WITNESSES"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Witness);
        return new(settings.BaseUrl, new(origin, Path.Combine(settings.Data, "log", "checkpoint"), key, [.. witnesses]))
        {
            LoopbackHooks = settings.Demo,
            CommitmentCategories = (configuration["MARKET_COMMITMENT_CATEGORIES"] ?? CommitmentCategories).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Recalls = new()
            {
                RemindEvery = TimeSpan.FromHours(Number(configuration, "MARKET_RECALL_REMIND_HOURS", (int)new RecallSettings().RemindEvery.TotalHours, 0, 24 * 30)),
                ExerciseDays = Number(configuration, "MARKET_RECALL_EXERCISE_DAYS", new RecallSettings().ExerciseDays, 0, 366),
            },
            Band = new(Number(configuration, "MARKET_BALANCE_LOWEST", new BalanceBand().Lowest, 0, 10_000), Number(configuration, "MARKET_BALANCE_HIGHEST", new BalanceBand().Highest, 10_000, 20_000)),
        };
    }

    private static int Number(IConfiguration configuration, string name, int otherwise, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw new FormatException($"{name}: {text} is no number from {least} to {most}.");
    }

    private static WitnessSettings Witness(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var address, var key] && Uri.TryCreate(address, UriKind.Absolute, out var prefix)
        ? new(prefix, key)
        : throw new FormatException($"MARKET_WITNESSES: {text} is not an address and a verifier key.");
}
