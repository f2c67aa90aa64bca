using Market.Kernel;

namespace Market.Traceability.Pallets;

/// <summary>Where a pallet is.</summary>
public enum PalletState
{
    /// <summary>At its cooperative: goods come onto it and off it.</summary>
    Open,

    /// <summary>On its way to a receiver.</summary>
    UnderWay,

    /// <summary>The receiver has counted what came.</summary>
    Received,
}

/// <summary>Who receives goods: an e-commerce station or a supermarket.</summary>
/// <param name="Kind">station or store.</param>
public sealed record ReceivingPlace(string Kind, Guid Id)
{
    public const string Station = "station", Store = "store";
}

/// <summary>A pallet or crate that carries goods of lots, and other pallets or crates.</summary>
internal sealed class Pallet
{
    /// <summary>Most pallets one upon the other: a crate on a pallet on a trailer, and some room.</summary>
    public const int Highest = 8;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }

    /// <summary>Unique; printed and read aloud.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Key in events: its own URI, or the licensed SSCC as a Digital Link.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The pallet it stands on; null on the ground.</summary>
    public Guid? OnId { get; private set; }
    public PalletState State { get; private set; }

    /// <summary>station or store; empty before it left.</summary>
    public string PlaceKind { get; private set; } = "";
    public Guid? PlaceId { get; private set; }
    public DateTime CreatedAt { get; private init; }
    public long Version { get; set; }
    private Pallet() { }

    public static Pallet Of(Guid cooperativeId, string code, string key, DateTime now) => new() { CooperativeId = cooperativeId, Code = code, Key = key, CreatedAt = now };

    /// <exception cref="RuleException"><c>pallet.gone</c></exception>
    public void MustBeHere()
    {
        if (State != PalletState.Open) throw new RuleException("pallet.gone", "This pallet has left the cooperative.", "", Code);
    }

    /// <summary>Takes its place on another one.</summary>
    /// <exception cref="RuleException"><c>pallet.on_another</c>, <c>pallet.gone</c></exception>
    public void PutOn(Pallet other)
    {
        MustBeHere();
        if (OnId is not null) throw new RuleException("pallet.on_another", "This unit stands on a pallet already: take it off there first.", "unit", Code);
        OnId = other.Id;
    }

    public void TakeOff() => OnId = null;

    /// <exception cref="RuleException"><c>pallet.gone</c>, <c>pallet.on_another</c></exception>
    public void Ship(ReceivingPlace to)
    {
        MustBeHere();
        if (OnId is not null) throw new RuleException("pallet.on_another", "This unit stands on a pallet already: take it off there first.", "unit", Code);
        Leave(to);
    }

    /// <summary>Goes with the pallet that it stands on.</summary>
    public void Leave(ReceivingPlace to) => (State, PlaceKind, PlaceId) = (PalletState.UnderWay, to.Kind, to.Id);

    public void Receive() => State = PalletState.Received;
}

/// <summary>Goods of one lot that lie on a pallet itself, not on one that stands on it.</summary>
internal sealed class PalletLoad
{
    public Guid PalletId { get; init; }
    public Guid LotId { get; init; }

    /// <summary>0 and up.</summary>
    public long Grams { get; set; }
    public long Version { get; set; }
}

/// <summary>What a receiver found of one lot, and what became of it; all in grams.</summary>
internal sealed class GoodsIn
{
    public Guid PalletId { get; init; }
    public Guid LotId { get; init; }
    public long Accepted { get; init; }
    public long Short { get; init; }
    public long Rejected { get; init; }
    public long Shelved { get; private set; }
    public long Sold { get; private set; }
    public long Wasted { get; private set; }
    public DateTime At { get; init; }
    public long Version { get; set; }

    /// <exception cref="RuleException"><c>goods_in.too_little</c></exception>
    public void Move(ShelfStep step, long grams)
    {
        var left = step == ShelfStep.Shelf ? Accepted - Math.Max(Shelved, Sold) - Wasted : Accepted - Sold - Wasted;
        if (grams > left) throw new RuleException("goods_in.too_little", "So much of it is not there any more.", "weight", left / 1000m);
        if (step == ShelfStep.Shelf) Shelved += grams;
        else if (step == ShelfStep.Sale) Sold += grams;
        else Wasted += grams;
    }
}

/// <summary>What a receiver does with accepted goods.</summary>
public enum ShelfStep { Shelf, Sale, Waste }
