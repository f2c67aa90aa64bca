using Market.Kernel;

namespace Market.Traceability.Lots;

/// <summary>Whether a lot may be packed, sold and shipped.</summary>
public enum LotState
{
    /// <summary>It may.</summary>
    Open,

    /// <summary>An inspection found it non-conformant.</summary>
    Failed,

    /// <summary>A recall has stopped it.</summary>
    Recalled,
}

/// <summary>Goods of one harvest or one packing that are told apart from all others.</summary>
internal sealed class Lot
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }
    public Guid ProductId { get; private init; }

    /// <summary>Unique, 13 characters; printed and read aloud.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The lot's key in events: its own URI, or GTIN and lot of GS1.</summary>
    public string Key { get; private init; } = "";

    /// <summary>14 digits, or empty without a licensed prefix.</summary>
    public string Gtin { get; private init; } = "";

    /// <summary>Names as they stood at the harvest.</summary>
    public string ProductName { get; private init; } = "";
    public string ProductNameEn { get; private init; } = "";

    /// <summary>Slug of the product's category at the harvest; empty for lots from before it was kept.</summary>
    public string Category { get; private init; } = "";
    public string Variety { get; private init; } = "";
    public string Crew { get; private init; } = "";
    public DateOnly HarvestedOn { get; private init; }
    public DateOnly? BestBefore { get; private init; }
    public LotState State { get; private set; }

    /// <summary>Made by packing other lots, not harvested.</summary>
    public bool Packed { get; private init; }

    /// <summary>Packs made of it, 0 for loose goods.</summary>
    public int Packs { get; private set; }

    /// <summary>Grams harvested or packed.</summary>
    public long ProducedGrams { get; private init; }

    /// <summary>Grams that came back.</summary>
    public long ReturnedGrams { get; private set; }

    /// <summary>Grams of those that nobody has looked at since: they are there, and not sold until the cooperative has said what becomes of them.</summary>
    public long UncheckedGrams { get; private set; }

    /// <summary>Grams that came back and are gone since, though their receiver says by now that they never did.</summary>
    public long DeniedGrams { get; private set; }

    /// <summary>Grams sold or shipped.</summary>
    public long ShippedGrams { get; private set; }

    /// <summary>Grams that went into other lots.</summary>
    public long UsedGrams { get; private set; }

    /// <summary>Grams lost in packing or destroyed.</summary>
    public long LostGrams { get; private set; }

    /// <summary>Grams picked for orders and not yet booked as shipped; part of what is left by the books.</summary>
    public long TakenGrams { get; private set; }

    /// <summary>Grams found at the last stock taking; null before the first, then the books are taken.</summary>
    public long? CountedGrams { get; private set; }

    /// <summary>What the books said at that stock taking, grams.</summary>
    public long? BookedGrams { get; private set; }

    /// <summary>Number of its commitment certificate (承诺达标合格证); empty without one.</summary>
    public string CommitmentNumber { get; private set; } = "";
    public DateTime CreatedAt { get; private init; }
    public long Version { get; set; }
    private Lot() { }

    /// <summary>Grams still there by the books.</summary>
    public long LeftGrams => ProducedGrams + ReturnedGrams - ShippedGrams - UsedGrams - LostGrams;

    /// <summary>Grams that may be sold and that nobody has picked.</summary>
    public long FreeGrams => LeftGrams - TakenGrams - UncheckedGrams;

    /// <summary>Grams in stock: as counted, carried on by the books since; by the books alone before the first count.</summary>
    public long StockGrams => LeftGrams + (CountedGrams - BookedGrams ?? 0);

    /// <summary>A lot with code and key.</summary>
    /// <exception cref="RuleException"><c>lot.weight</c>, <c>lot.best_before</c>, <c>lot.in_future</c></exception>
    public static Lot Of(LotIdentity identity, LotFacts facts, bool packed, DateTime now)
    {
        if (facts.Grams is < 1 or > 10_000_000_000) throw new RuleException("lot.weight", "A lot weighs between 1 g and 10,000 t.", "weight");
        if (facts.HarvestedOn > DistrictClock.Date(now)) throw new RuleException("lot.in_future", "What is still to come cannot be recorded.", "harvestedOn");
        if (facts.BestBefore < facts.HarvestedOn) throw new RuleException("lot.best_before", "The lot would be past its date when it was harvested.", "bestBefore");
        return new()
        {
            CooperativeId = identity.CooperativeId,
            Code = identity.Code,
            Key = identity.Key,
            Gtin = identity.Gtin,
            ProductId = facts.ProductId,
            ProductName = identity.ProductName,
            ProductNameEn = identity.ProductNameEn,
            Category = identity.Category,
            Variety = facts.Variety.Trim(),
            Crew = facts.Crew.Trim(),
            HarvestedOn = facts.HarvestedOn,
            BestBefore = facts.BestBefore,
            ProducedGrams = facts.Grams,
            Packed = packed,
            CreatedAt = now,
        };
    }

    /// <summary>Refuses what may not be done with goods that failed or are recalled.</summary>
    /// <exception cref="RuleException"><c>lot.failed</c>, <c>lot.recalled</c></exception>
    public void MustBeOpen()
    {
        if (State == LotState.Failed) throw new RuleException("lot.failed", "This lot failed its inspection: it may not be packed, sold or shipped.", "", Code);
        if (State == LotState.Recalled) throw new RuleException("lot.recalled", "This lot is recalled: it may not be packed, sold or shipped.", "", Code);
    }

    /// <summary>Refuses what may not be done without a commitment certificate with goods of a class that needs one.</summary>
    /// <exception cref="RuleException"><c>lot.uncertified</c></exception>
    public void MustBeCertified(IReadOnlyList<string> classes)
    {
        if (CommitmentNumber.Length == 0 && classes.Contains(Category)) throw Uncertified(Code);
    }

    public static RuleException Uncertified(string code) => new("lot.uncertified", "This lot has no commitment certificate yet: record it on the lot's page first.", "", code);

    /// <summary>An inspection's outcome; a recalled lot stays recalled.</summary>
    public void Inspected(bool conformant)
    {
        if (State != LotState.Recalled) State = conformant ? LotState.Open : LotState.Failed;
    }

    public void InPacks(int packs) => Packs = packs;

    public void Recall() => State = LotState.Recalled;

    /// <exception cref="RuleException"><c>lot.committed</c></exception>
    public void Commit(string number)
    {
        if (CommitmentNumber.Length > 0) throw new RuleException("lot.committed", "This lot has its commitment certificate already.", "", CommitmentNumber);
        CommitmentNumber = number;
    }

    /// <summary>Goods leave into another lot, to a receiver, or are lost.</summary>
    /// <exception cref="RuleException"><c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public void Take(long usedGrams, long shippedGrams, long lostGrams)
    {
        if (usedGrams > 0 || shippedGrams > 0) MustBeOpen();
        if (usedGrams + shippedGrams + lostGrams > FreeGrams)
            throw new RuleException("lot.too_little", "There is less left of this lot.", "weight", Code, FreeGrams);
        (UsedGrams, ShippedGrams, LostGrams) = (UsedGrams + usedGrams, ShippedGrams + shippedGrams, LostGrams + lostGrams);
    }

    /// <summary>Goods that a receiver rejected come back, to be checked.</summary>
    public void Return(long grams) => (ReturnedGrams, UncheckedGrams) = (ReturnedGrams + grams, UncheckedGrams + grams);

    /// <summary>A receiver puts right that more of it came back than it had booked; what is gone since and was denied before counts no second time.</summary>
    public void ReturnAfterAll(long grams)
    {
        var gone = Math.Min(grams, DeniedGrams);
        DeniedGrams -= gone;
        Return(grams - gone);
    }

    /// <summary>They did not come back after all: the receiver put right what it had rejected. What the cooperative has destroyed meanwhile stays in the books.</summary>
    public void TakeBackReturn(long grams)
    {
        var waiting = Math.Min(grams, UncheckedGrams);
        var free = Math.Min(grams - waiting, Math.Max(0, FreeGrams));
        (ReturnedGrams, UncheckedGrams, DeniedGrams) = (ReturnedGrams - waiting - free, UncheckedGrams - waiting, DeniedGrams + grams - waiting - free);
    }

    /// <summary>The cooperative has looked at goods that came back: they are sold again, or gone.</summary>
    /// <exception cref="RuleException"><c>lot.unchecked</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public void CheckReturn(long grams, bool sellable)
    {
        if (grams > UncheckedGrams) throw new RuleException("lot.unchecked", "Less of it came back and waits to be checked.", "checked", Code, UncheckedGrams / 1000m);
        if (sellable) MustBeOpen();
        (UncheckedGrams, LostGrams) = (UncheckedGrams - grams, LostGrams + (sellable ? 0 : grams));
    }

    /// <param name="grams">What lies in the store, 0 and up.</param>
    public void Count(long grams) => (CountedGrams, BookedGrams) = (grams, LeftGrams);
}

/// <summary>What makes a lot this lot.</summary>
/// <param name="Gtin">14 digits or empty.</param>
internal sealed record LotIdentity(Guid CooperativeId, string Code, string Key, string Gtin, string ProductName, string ProductNameEn, string Category = "");

/// <summary>What is told of a lot.</summary>
/// <param name="BestBefore">Last good day; null when the goods carry none.</param>
public sealed record LotFacts(Guid ProductId, DateOnly HarvestedOn, DateOnly? BestBefore, long Grams, string Variety, string Crew);

/// <summary>A plot that a lot was harvested on.</summary>
internal sealed class LotPlot
{
    public Guid LotId { get; init; }
    public Guid PlotId { get; init; }
}
