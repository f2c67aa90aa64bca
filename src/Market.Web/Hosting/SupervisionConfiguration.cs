using System.Globalization;
using Market.Catalog.Supervision;

namespace Market.Web.Hosting;

/// <summary>Local rules of supervision from the environment.</summary>
internal static class SupervisionConfiguration
{
    /// <exception cref="FormatException">A value is no whole number in its range.</exception>
    public static SupervisionSettings Read(IConfiguration configuration)
    {
        var defaults = new SupervisionSettings();
        int Number(string name, int otherwise, int least, int most)
        {
            if (configuration[name] is not { Length: > 0 } text) return otherwise;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw new FormatException($"{name}: {text} is no number from {least} to {most}.");
        }
        return new()
        {
            AppealDays = Number("MARKET_APPEAL_DAYS", defaults.AppealDays, 1, 365),
            ComplaintPoints = Number("MARKET_CHECK_COMPLAINT_POINTS", defaults.ComplaintPoints, 0, 1000),
            SuspensionPoints = Number("MARKET_CHECK_SUSPENSION_POINTS", defaults.SuspensionPoints, 0, 1000),
            FailurePoints = Number("MARKET_CHECK_FAILURE_POINTS", defaults.FailurePoints, 0, 1000),
            MonthPoints = Number("MARKET_CHECK_MONTH_POINTS", defaults.MonthPoints, 0, 1000),
        };
    }
}
