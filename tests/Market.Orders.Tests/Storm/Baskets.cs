using CsCheck;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Purchase;

namespace Market.Orders.Tests.Storm;

/// <summary>What becomes of one cooperative's part of a basket.</summary>
public enum Fate { Completed, ShippedShort, CancelledBeforePacking }

/// <summary>One line: which offer, how many steps of it, the real weight and the part that is shipped, in percent.</summary>
public sealed record Wish(int Offer, int Steps, int WeightPercent, int ShippedPercent);

/// <summary>A basket and what happens to it.</summary>
/// <param name="Fates">By cooperative, in turn.</param>
public sealed record Basket(IReadOnlyList<Wish> Wishes, IReadOnlyList<Fate> Fates, bool Delivered, bool Paid);

/// <summary>Baskets at random, and what they must come to: reckoned again in decimals, from the rules and not from the program.</summary>
internal static class Baskets
{
    public static Gen<Basket> Any(int offers) => Gen.Select(
        Gen.Select(Gen.Int[0, offers - 1], Gen.Int[1, 40], Gen.Int[40, 140], Gen.Int[0, 100], (offer, steps, weight, shipped) => new Wish(offer, steps, weight, shipped)).List[1, 9],
        Gen.Enum<Fate>().List[3, 3], Gen.Bool, Gen.Int[0, 9],
        (wishes, fates, delivered, paid) => new Basket([.. wishes.DistinctBy(x => x.Offer)], fates, delivered, paid > 0));

    public static decimal Ceiling(OfferTerms offer, long milli) =>
        Fen(offer.PricePerUnit.Amount * (offer.Weighed ? Math.Floor(milli * (100m + offer.TolerancePercent) / 100m) : milli) / 1000m);

    /// <summary>By real weight when it is weighed, at most the ceiling; by the piece when fewer are shipped.</summary>
    public static decimal Final(OfferTerms offer, LineView line, long? grams, long? shippedMilli)
    {
        var ceiling = Ceiling(offer, line.Quantities.Ordered);
        var final = grams is { } weight ? Math.Min(ceiling, Fen(offer.PricePerUnit.Amount * (decimal)weight / offer.Unit.Grams())) : ceiling;
        return shippedMilli is { } shipped && shipped != line.Quantities.Ordered ? Math.Min(final, Fen(offer.PricePerUnit.Amount * shipped / 1000m)) : final;
    }

    public static decimal Freight(FreightTerms terms, decimal goodsFen, decimal grams) =>
        goodsFen >= terms.FreeOverFen ? 0 : terms.FirstFen + Math.Ceiling(Math.Max(0, grams - terms.FirstGrams) / terms.NextGrams) * terms.NextFen;

    public static decimal Fen(decimal fen) => Math.Round(fen, MidpointRounding.AwayFromZero);
}
