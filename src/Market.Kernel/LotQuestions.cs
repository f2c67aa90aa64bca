using Market.Kernel.Messages;

namespace Market.Kernel;

/// <summary>Whether a lot may be packed, sold and shipped.</summary>
public enum LotMark { Open, Failed, Recalled }

/// <summary>How a lot stands now.</summary>
/// <param name="RecallNumber">The newest recall that stopped it; empty when none did.</param>
public sealed record LotStanding(LotMark Mark, string RecallNumber)
{
    /// <summary>Day until which it keeps at least; null when nobody said.</summary>
    public DateOnly? BestBefore { get; init; }
}

/// <summary>Goods that are to leave with a line of an order.</summary>
/// <param name="Grams">Above 0.</param>
/// <param name="Name">The product's name, for refusals.</param>
public sealed record WantedGoods(Guid LineId, Guid ProductId, long Grams, string Name)
{
    /// <summary>Only from lots that keep until this day at least, by their best-before date; null when none was agreed.</summary>
    public DateOnly? KeepsUntil { get; init; }
}

/// <summary>Goods on a pallet.</summary>
/// <param name="Grams">By product.</param>
public sealed record PalletGoods(Guid CooperativeId, IReadOnlyDictionary<Guid, long> Grams)
{
    /// <summary>Day until which all of a product on it keeps; a product is left out when a lot of it has no such day.</summary>
    public IReadOnlyDictionary<Guid, DateOnly> KeepsUntil { get; init; } = new Dictionary<Guid, DateOnly>();
}

/// <summary>What of a line leaves from one lot.</summary>
public sealed record TakenGoods(Guid LineId, string LotCode, long Grams)
{
    /// <summary>Proved to be harvested on the cooperative's own plots, all of it.</summary>
    public bool OwnPlots { get; init; }
}

/// <summary>Asked at checkout, packing, dispatch and scan, answered by Traceability.</summary>
public interface ILotStatus
{
    /// <summary>How lots stand by their codes; unknown codes are left out.</summary>
    Task<IReadOnlyDictionary<string, LotStanding>> StandingAsync(IReadOnlyCollection<string> codes, CancellationToken ct);

    /// <summary>Those of the products that are off sale: a lot of it is recalled, and no lot that may be sold has anything left.</summary>
    Task<IReadOnlyCollection<Guid>> StoppedAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct);

    /// <summary>Those of the products that may not be sold online because the commitment certificate (承诺达标合格证) is missing: their category needs one, and no lot that may be sold and has something left has it.</summary>
    /// <param name="categories">Slug of each product's category, by product.</param>
    Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct);

    /// <summary>Grams that lots of a product which may be sold have left.</summary>
    Task<long> FreeAsync(Guid productId, CancellationToken ct);

    /// <summary>What stands on a pallet that has not been booked in, with all that stands on it.</summary>
    /// <returns>null when there is no such pallet, or it was booked in.</returns>
    Task<PalletGoods?> PalletAsync(string code, CancellationToken ct);

    /// <summary>Takes goods for a part of an order from lots that may be sold, first expired first. They stay taken until <see cref="SubOrderDispatched"/> arrives; asked again for the same part, it gives back what it took before.</summary>
    /// <param name="partId">The cooperative's part of the order.</param>
    /// <returns>What comes from which lots; what no lot has left is missing.</returns>
    /// <exception cref="RuleException"><c>lot.none_open</c>, <c>lot.uncertified</c>, <c>goods.uncertified</c>, <c>goods.keep_too_short</c>: what is missing may not leave without a lot.</exception>
    Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct);

    /// <summary>The part does not leave after all: what was taken for it can be taken by others. Nothing happens when nothing was.</summary>
    /// <param name="takenBefore">Only what was taken before that moment, UTC; null for all.</param>
    Task GiveBackAsync(Guid partId, CancellationToken ct, DateTime? takenBefore = null);

    /// <summary>Parts for which something was taken before a moment and has not been booked as shipped, the longest waiting first; at most 1,000.</summary>
    /// <param name="takenBefore">UTC.</param>
    Task<IReadOnlyList<Guid>> WaitingAsync(DateTime takenBefore, CancellationToken ct);
}
