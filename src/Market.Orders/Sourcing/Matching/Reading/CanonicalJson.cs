using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>Writes a market in one way only: lists sorted, amounts in grams, nothing left out that counts. <see cref="ProblemJson"/> reads it back.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int Enough = 65_536;

    public static void Write(Stream output, MatchProblem problem)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        var sorted = problem.Sorted();
        json.WriteStartObject();
        Rules(json, sorted.Rules);
        List(json, "windows", sorted.Windows, x => Members(json, ("id", x.Id), ("from", Day(x.From)), ("to", Day(x.To))));
        List(json, "towns", sorted.Towns, x =>
        {
            json.WriteString("id", x.Id);
            Map(json, "distances", x.Distances);
        });
        List(json, "cooperatives", sorted.Cooperatives, x => Supplier(json, x));
        List(json, "unions", sorted.Unions, x => Supplier(json, x));
        List(json, "lines", sorted.Lines, x => Line(json, x));
        List(json, "offers", sorted.Offers, x => Offer(json, x));
        List(json, "earlier", sorted.Earlier, x =>
        {
            Members(json, ("offer", x.Offer), ("line", x.Line), ("window", x.Window));
            json.WriteNumber("quantity", x.Grams);
            json.WriteBoolean("accepted", x.Accepted);
        });
        json.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter json, MatchRules rules)
    {
        json.WriteStartObject("rules");
        json.WriteNumber("shortagePerMille", rules.ShortagePerMille);
        json.WriteNumber("distanceFen", rules.DistanceFen);
        json.WriteNumber("distanceDivisor", rules.DistanceDivisor);
        json.WriteNumber("truckGrams", rules.TruckGrams);
        json.WriteNumber("truckFen", rules.TruckFen);
        Texts(json, "hubs", rules.Hubs);
        json.WriteNumber("carryLossPerMille", rules.CarryLossPerMille);
        json.WriteNumber("reliabilityCreditPerMille", rules.ReliabilityCreditPerMille);
        json.WriteNumber("incumbencyCreditPerMille", rules.IncumbencyCreditPerMille);
        json.WriteNumber("changeFenPerKg", rules.ChangeFenPerKg);
        Map(json, "budgetFen", rules.BudgetFen);
        // Left out where it holds: plans of one tender, from before it existed, keep their hash.
        if (!rules.PoorestTenderFirst) json.WriteBoolean("poorestTenderFirst", false);
        json.WriteNumber("smallSharePerMille", rules.SmallSharePerMille);
        json.WriteNumber("fairnessPerMille", rules.FairnessPerMille);
        if (rules.BidsUntil is { } until) json.WriteString("bidsUntil", Instant(until));
        if (rules.DecidedOn is { } day) json.WriteString("decidedOn", Day(day));
        json.WriteEndObject();
    }

    private static void Supplier(Utf8JsonWriter json, MatchSupplier supplier)
    {
        json.WriteString("id", supplier.Id);
        Texts(json, "members", supplier.Members);
        json.WriteBoolean("small", supplier.Small);
        json.WriteNumber("reliabilityPerMille", supplier.ReliabilityPerMille);
        if (supplier.Town is not null) json.WriteString("town", supplier.Town);
        Map(json, "distances", supplier.Distances);
        json.WriteBoolean("suspended", supplier.Suspended);
    }

    private static void Line(Utf8JsonWriter json, DemandLine line)
    {
        Members(json, ("id", line.Id), ("tender", line.Tender), ("product", line.Product), ("grade", line.Grade), ("place", line.Place));
        Texts(json, "certificates", line.Certificates);
        json.WriteBoolean("sharedLogo", line.SharedLogo);
        json.WriteNumber("ceilingFenPerKg", line.CeilingFenPerKg);
        json.WriteNumber("minLot", line.MinLotGrams);
        json.WriteNumber("maxSuppliers", line.MaxSuppliers);
        if (line.MaxSharePerMille is { } share) json.WriteNumber("maxSharePerMille", share);
        if (line.RadiusMetres is { } radius) json.WriteNumber("radiusMetres", radius);
        json.WriteNumber("minShelfWindows", line.MinShelfWindows);
        List(json, "demand", line.Demand.OrderBy(x => x.Window, StringComparer.Ordinal), x =>
        {
            json.WriteString("window", x.Window);
            json.WriteNumber("quantity", x.Grams);
        });
    }

    private static void Offer(Utf8JsonWriter json, SupplyOffer offer)
    {
        Members(json, ("id", offer.Id), ("supplier", offer.Supplier), ("product", offer.Product), ("grade", offer.Grade), ("bidAt", Instant(offer.BidAt)));
        if (offer.Tender is not null) json.WriteString("tender", offer.Tender);
        List(json, "tiers", offer.Tiers, x =>
        {
            json.WriteNumber("from", x.FromGrams);
            json.WriteNumber("fenPerKg", x.FenPerKg);
        });
        json.WriteNumber("minLot", offer.MinLotGrams);
        json.WriteNumber("fixedChargeFen", offer.FixedChargeFen);
        Grown(json, offer.Harvests, offer.Certificates, offer.Logos);
        List(json, "shares", Ordered(offer.Shares, static x => x.OrderBy(y => y.Cooperative, StringComparer.Ordinal)), x =>
        {
            json.WriteString("cooperative", x.Cooperative);
            Grown(json, x.Harvests, x.Certificates, x.Logos);
        });
        if (offer.ValidUntil is { } until) json.WriteString("validUntil", Day(until));
        json.WriteBoolean("withdrawn", offer.Withdrawn);
        if (offer.UnitWithoutNetWeight is not null) json.WriteString("unit", offer.UnitWithoutNetWeight);
        json.WriteBoolean("incumbent", offer.Incumbent);
    }

    private static void Grown(Utf8JsonWriter json, IReadOnlyList<Harvest> harvests, IReadOnlyList<HeldCertificate> certificates, IReadOnlyList<DateSpan> logos)
    {
        List(json, "harvests", Ordered(harvests, static x => x.OrderBy(y => y.From, StringComparer.Ordinal).ThenBy(y => y.To, StringComparer.Ordinal)), x =>
        {
            Members(json, ("window", x.From), ("to", x.To));
            json.WriteNumber("quantity", x.Grams);
        });
        List(json, "certificates", Ordered(certificates, static x => x.OrderBy(y => y.Kind, StringComparer.Ordinal).ThenBy(y => y.Valid.From).ThenBy(y => y.Valid.To)), x => Members(json, ("kind", x.Kind), ("from", Day(x.Valid.From)), ("to", Day(x.Valid.To))));
        List(json, "logos", Ordered(logos, static x => x.OrderBy(y => y.From).ThenBy(y => y.To)), x => Members(json, ("from", Day(x.From)), ("to", Day(x.To))));
    }

    /// <summary>Most lists of a bid have one entry or none.</summary>
    private static IEnumerable<T> Ordered<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, IEnumerable<T>> order) => items.Count < 2 ? items : order(items);

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
            if (json.BytesPending > Enough) json.Flush();
        }
        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Value)> members)
    {
        foreach (var (name, value) in members) json.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map.OrderBy(x => x.Key, StringComparer.Ordinal)) json.WriteNumber(key, value);
        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Instant(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
}
