using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>A bid of the file.</summary>
internal static class OfferJson
{
    public static SupplyOffer Read(JsonField offer)
    {
        offer.Object("id", "supplier", "tender", "product", "grade", "tiers", "minLot", "fixedChargeFen", "harvests", "certificates", "logos", "shares", "bidAt", "validUntil", "withdrawn", "unit", "netGrams", "incumbent");
        // Without a net weight the amounts mean nothing; the bid is read so that it can be told why it is out.
        var known = WeightUnit.TryOf(offer, out var unit);
        return new()
        {
            Id = offer.Get("id").Text(),
            Supplier = offer.Get("supplier").Text(),
            Tender = offer.Find("tender")?.Text(),
            Product = offer.Get("product").Text(),
            Grade = offer.Text("grade", ""),
            Tiers = offer.List("tiers", x => new PriceTier(x.Object("from", "fenPerKg").Find("from")?.Grams(unit) ?? 0, x.Get("fenPerKg").Whole())),
            MinLotGrams = offer.Find("minLot")?.Grams(unit) ?? 0,
            FixedChargeFen = offer.Whole("fixedChargeFen", 0),
            Harvests = Harvests(offer, unit),
            Certificates = Certificates(offer),
            Logos = offer.List("logos", Span),
            Shares = offer.List("shares", x => Share(x, unit)),
            BidAt = offer.Get("bidAt").Instant(),
            ValidUntil = offer.Find("validUntil")?.Day(),
            Withdrawn = offer.Flag("withdrawn"),
            UnitWithoutNetWeight = known ? null : offer.Text("unit", "g"),
            Incumbent = offer.Flag("incumbent"),
        };
    }

    private static MemberShare Share(JsonField share, long unit)
    {
        share.Object("cooperative", "harvests", "certificates", "logos");
        return new(share.Get("cooperative").Text(), Harvests(share, unit), Certificates(share), share.List("logos", Span));
    }

    /// <summary>A harvest that keeps names its last window in <c>to</c>.</summary>
    private static IReadOnlyList<Harvest> Harvests(JsonField of, long unit) => of.List("harvests", x =>
    {
        var from = x.Object("window", "to", "quantity").Get("window").Text();
        return new Harvest(from, x.Text("to", from), x.Get("quantity").Grams(unit));
    });

    private static IReadOnlyList<HeldCertificate> Certificates(JsonField of) => of.List("certificates", x => new HeldCertificate(x.Object("kind", "from", "to").Get("kind").Text(), new(x.Get("from").Day(), x.Get("to").Day())));

    private static DateSpan Span(JsonField span) => new(span.Object("from", "to").Get("from").Day(), span.Get("to").Day());
}
