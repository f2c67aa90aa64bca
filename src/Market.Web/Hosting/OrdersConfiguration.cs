using System.Globalization;
using Market.Catalog.Messaging;
using Market.Orders;
using Market.Orders.Payments;

namespace Market.Web.Hosting;

/// <summary>Local rules and payment keys from the environment.</summary>
internal static class OrdersConfiguration
{
    public static OrdersSettings Read(IConfiguration configuration, string baseUrl)
    {
        var defaults = new OrdersSettings();
        return new()
        {
            BaseUrl = baseUrl,
            Reservation = Minutes(configuration["MARKET_RESERVATION_MINUTES"], defaults.Reservation),
            TransferReservation = Minutes(configuration["MARKET_TRANSFER_RESERVATION_MINUTES"], defaults.TransferReservation),
            HoldFor = Minutes(configuration["MARKET_HOLD_MINUTES"], defaults.HoldFor),
            MostHolds = configuration["MARKET_MOST_HOLDS"] is { Length: > 0 } most ? int.Parse(most, NumberStyles.None, CultureInfo.InvariantCulture) : defaults.MostHolds,
            CompletesAfter = Minutes(configuration["MARKET_COMPLETES_AFTER_MINUTES"], defaults.CompletesAfter),
            ClaimAnswer = Minutes(configuration["MARKET_CLAIM_ANSWER_MINUTES"], defaults.ClaimAnswer),
            ClaimWindow = Minutes(configuration["MARKET_CLAIM_WINDOW_MINUTES"], defaults.ClaimWindow),
            CommissionBasisPoints = int.Parse(configuration["MARKET_COMMISSION_BASIS_POINTS"] ?? "0", NumberStyles.None, CultureInfo.InvariantCulture),
            Sourcing = new()
            {
                FreightFenPerTonneKm = Whole(configuration["MARKET_FREIGHT_FEN_PER_TONNE_KM"]),
                TruckGrams = Whole(configuration["MARKET_TRUCK_KG"]) * 1000,
                TruckFen = Whole(configuration["MARKET_TRUCK_FEN"]),
                SmallHouseholds = Whole(configuration["MARKET_SMALL_COOPERATIVE_HOUSEHOLDS"]),
                AnswerDays = Count(configuration["MARKET_AWARD_ANSWER_DAYS"], defaults.Sourcing.AnswerDays),
                ForecastSuppliers = Count(configuration["MARKET_FORECAST_SUPPLIERS"], defaults.Sourcing.ForecastSuppliers),
                ReliabilityDeliveries = Count(configuration["MARKET_RELIABILITY_DELIVERIES"], defaults.Sourcing.ReliabilityDeliveries),
                ReliabilityCreditPerMille = (int)Whole(configuration["MARKET_RELIABILITY_CREDIT_PER_MILLE"]),
            },
            Contracts = new()
            {
                MeetingFen = Whole(configuration["MARKET_CONTRACT_MEETING_FEN"]),
                StampDutyPerMillion = (int)Math.Min(Whole(configuration["MARKET_STAMP_DUTY_PER_MILLION"]), 1_000_000),
                CallOffAnswer = Minutes(configuration["MARKET_CALL_OFF_ANSWER_MINUTES"], defaults.Contracts.CallOffAnswer),
                DisputeWindow = Minutes(configuration["MARKET_DISPUTE_WINDOW_MINUTES"], defaults.Contracts.DisputeWindow),
                StatementReminders = Days(configuration["MARKET_STATEMENT_REMINDER_DAYS"], defaults.Contracts.StatementReminders),
            },
        };
    }

    /// <summary>Days apart by commas; "none" for no day at all.</summary>
    private static IReadOnlyList<int> Days(string? text, IReadOnlyList<int> otherwise) => text switch
    {
        null or "" => otherwise,
        "none" => [],
        _ => [.. text.Split(',').Select(x => Count(x.Trim(), 1)).Distinct().Order()],
    };

    private static int Count(string? text, int otherwise) => text is { Length: > 0 } ? Math.Max(1, int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)) : otherwise;

    private static long Whole(string? text) => text is { Length: > 0 } ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <returns>null when no keys are set: then there is no card payment.</returns>
    public static StripeSettings? Stripe(IConfiguration configuration) => configuration["STRIPE_SECRET_KEY"] is { Length: > 0 } key
        ? new(key, (configuration["STRIPE_WEBHOOK_SECRETS"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), configuration["STRIPE_API_BASE"])
        : null;

    private static TimeSpan Minutes(string? text, TimeSpan otherwise) =>
        text is { Length: > 0 } ? TimeSpan.FromMinutes(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)) : otherwise;
}

/// <summary>Mail server and SMS gateway from the environment.</summary>
internal static class MessengerConfiguration
{
    /// <returns>null when not all is set: then messages are written as files.</returns>
    public static GatewaySettings? Read(IConfiguration configuration) =>
        configuration["SMTP_HOST"] is { Length: > 0 } host && configuration["SMTP_FROM"] is { Length: > 0 } from && Uri.TryCreate(configuration["SMS_URL"], UriKind.Absolute, out var sms)
            ? new(host, int.Parse(configuration["SMTP_PORT"] ?? "25", NumberStyles.None, CultureInfo.InvariantCulture), from, sms, configuration["SMS_TOKEN"] ?? "")
            : null;
}
