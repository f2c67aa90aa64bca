using System.Text.Json;
using Market.Orders.Sourcing.Matching.Model;
using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>Reads a market from JSON (docs/matching.md has the format).</summary>
public static class ProblemJson
{
    private const int Deepest = 16;

    /// <exception cref="Kernel.RuleException">With the code and the field's path.</exception>
    public static MatchProblem Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return Problem(new JsonField(document.RootElement, "").Object("rules", "windows", "towns", "cooperatives", "unions", "lines", "offers", "earlier"));
        }
        catch (JsonException failure)
        {
            throw Refusal("match.json_malformed", failure.LineNumber is { } line ? FormattableString.Invariant($"line {line + 1}") : "", failure.BytePositionInLine);
        }
    }

    private static MatchProblem Problem(JsonField root) => new()
    {
        Rules = root.Find("rules") is { } rules ? Rules(rules) : new(),
        Windows = root.List("windows", x => new DeliveryWindow(x.Object("id", "from", "to").Get("id").Text(), x.Get("from").Day(), x.Get("to").Day())),
        Towns = root.List("towns", x => new Town(x.Object("id", "distances").Get("id").Text(), x.Map("distances"))),
        Cooperatives = root.List("cooperatives", Supplier),
        Unions = root.List("unions", Supplier),
        Lines = root.List("lines", Line),
        Offers = root.List("offers", OfferJson.Read),
        Earlier = root.List("earlier", x => new EarlierAward(x.Object("offer", "line", "window", "quantity", "accepted").Get("offer").Text(), x.Get("line").Text(), x.Get("window").Text(), x.Get("quantity").Grams(1), x.Flag("accepted"))),
    };

    private static MatchRules Rules(JsonField rules)
    {
        rules.Object("shortagePerMille", "distanceFen", "distanceDivisor", "truckGrams", "truckFen", "hubs", "carryLossPerMille", "reliabilityCreditPerMille", "incumbencyCreditPerMille",
            "changeFenPerKg", "budgetFen", "poorestTenderFirst", "smallSharePerMille", "fairnessPerMille", "bidsUntil", "decidedOn");
        var standard = new MatchRules();
        return new()
        {
            ShortagePerMille = rules.Small("shortagePerMille", standard.ShortagePerMille),
            DistanceFen = rules.Whole("distanceFen", 0),
            DistanceDivisor = rules.Whole("distanceDivisor", 1),
            TruckGrams = rules.Whole("truckGrams", 0),
            TruckFen = rules.Whole("truckFen", 0),
            Hubs = rules.List("hubs", x => x.Text()),
            CarryLossPerMille = rules.Small("carryLossPerMille", 0),
            ReliabilityCreditPerMille = rules.Small("reliabilityCreditPerMille", 0),
            IncumbencyCreditPerMille = rules.Small("incumbencyCreditPerMille", 0),
            ChangeFenPerKg = rules.Whole("changeFenPerKg", 0),
            BudgetFen = rules.Map("budgetFen"),
            PoorestTenderFirst = rules.Flag("poorestTenderFirst", standard.PoorestTenderFirst),
            SmallSharePerMille = rules.Small("smallSharePerMille", 0),
            FairnessPerMille = rules.Small("fairnessPerMille", standard.FairnessPerMille),
            BidsUntil = rules.Find("bidsUntil")?.Instant(),
            DecidedOn = rules.Find("decidedOn")?.Day(),
        };
    }

    private static MatchSupplier Supplier(JsonField supplier)
    {
        supplier.Object("id", "members", "small", "reliabilityPerMille", "town", "distances", "suspended");
        return new()
        {
            Id = supplier.Get("id").Text(),
            Members = supplier.List("members", x => x.Text()),
            Small = supplier.Flag("small"),
            ReliabilityPerMille = supplier.Small("reliabilityPerMille", 1000),
            Town = supplier.Find("town")?.Text(),
            Distances = supplier.Map("distances"),
            Suspended = supplier.Flag("suspended"),
        };
    }

    private static DemandLine Line(JsonField line)
    {
        line.Object("id", "tender", "product", "grade", "certificates", "sharedLogo", "place", "ceilingFenPerKg", "minLot", "maxSuppliers", "maxSharePerMille", "radiusMetres", "minShelfWindows", "unit", "netGrams", "demand");
        var (unit, name) = (WeightUnit.Of(line), line.Text("unit", "g"));
        return new()
        {
            Id = line.Get("id").Text(),
            Tender = line.Text("tender", "1"),
            Product = line.Get("product").Text(),
            Grade = line.Text("grade", ""),
            Certificates = line.List("certificates", x => x.Text()),
            SharedLogo = line.Flag("sharedLogo"),
            Place = line.Get("place").Text(),
            CeilingFenPerKg = line.Get("ceilingFenPerKg").Whole(),
            MinLotGrams = line.Find("minLot")?.Grams(unit) ?? 0,
            MaxSuppliers = line.Get("maxSuppliers").Whole() is <= int.MaxValue and >= int.MinValue and var most ? (int)most : throw Refusal("match.overflow", line.Path + ".maxSuppliers"),
            MaxSharePerMille = line.Find("maxSharePerMille") is null ? null : line.Small("maxSharePerMille", 0),
            RadiusMetres = line.Find("radiusMetres")?.Whole(),
            MinShelfWindows = line.Small("minShelfWindows", 0),
            Demand = line.List("demand", x => Demand(x, unit, name)),
        };
    }

    private static WindowGrams Demand(JsonField demand, long unit, string name)
    {
        demand.Object("window", "quantity", "unit");
        if (demand.Find("unit") is { } own && own.Text() != name) throw Refusal("match.unit_mixed", own.Path, own.Text());
        return new(demand.Get("window").Text(), demand.Get("quantity").Grams(unit));
    }
}
