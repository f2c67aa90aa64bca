using System.Globalization;
using Market.Catalog.Stores;
using Market.Catalog.Supervision;

namespace Market.Web.Hosting;

/// <summary>Local rules of supervision and of the shelf map from the environment.</summary>
internal static class SupervisionConfiguration
{
    /// <exception cref="FormatException">A value is no whole number in its range.</exception>
    public static SupervisionSettings Read(IConfiguration configuration)
    {
        var defaults = new SupervisionSettings();
        int Number(string name, int otherwise, int least, int most) => SupervisionConfiguration.Number(configuration, name, otherwise, (least, most));
        return new()
        {
            AppealDays = Number("MARKET_APPEAL_DAYS", defaults.AppealDays, 1, 365),
            ComplaintPoints = Number("MARKET_CHECK_COMPLAINT_POINTS", defaults.ComplaintPoints, 0, 1000),
            SuspensionPoints = Number("MARKET_CHECK_SUSPENSION_POINTS", defaults.SuspensionPoints, 0, 1000),
            FailurePoints = Number("MARKET_CHECK_FAILURE_POINTS", defaults.FailurePoints, 0, 1000),
            MonthPoints = Number("MARKET_CHECK_MONTH_POINTS", defaults.MonthPoints, 0, 1000),
        };
    }

    /// <exception cref="FormatException">The value is no whole number in its range.</exception>
    public static ShelfSettings Shelves(IConfiguration configuration) => new() { Days = Number(configuration, "MARKET_SHELF_DAYS", new ShelfSettings().Days, (1, 366)) };

    private static int Number(IConfiguration configuration, string name, int otherwise, (int Least, int Most) range)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Least && number <= range.Most ? number : throw new FormatException($"{name}: {text} is no number from {range.Least} to {range.Most}.");
    }
}
