using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>Goods of one lot on a pallet with all that stands on it; grams.</summary>
/// <param name="OnIt">Directly or on a unit that stands on it.</param>
/// <param name="Accepted">What the receiver took; null before goods-in.</param>
public sealed record PalletLine(string Lot, string ProductName, string ProductNameEn, LotState State, long OnIt, long? Accepted, long? Short, long? Rejected, long Shelved, long Sold, long Wasted);

/// <summary>A pallet.</summary>
/// <param name="Units">Codes of the pallets and crates that stand on it.</param>
/// <param name="PackCount">Single packs that lie on it itself.</param>
/// <param name="Packs">Their serials, at most 500; only for those who load it or book it in, for who has a serial can copy it.</param>
/// <param name="On">Code of the pallet it stands on, or empty.</param>
/// <param name="Owner">The caller may load and send it.</param>
/// <param name="Receiver">The caller may book it in.</param>
public sealed record PalletView(string Code, string Key, Guid CooperativeId, PalletState State, string PlaceKind, Guid? PlaceId, string On, IReadOnlyList<string> Units, IReadOnlyList<PalletLine> Lines, int PackCount, IReadOnlyList<string> Packs, bool Owner, bool Receiver);

/// <summary>A pallet in a list.</summary>
public sealed record PalletRow(string Code, PalletState State, DateTime CreatedAt);

/// <summary>Pallets for the public and for those who work with them.</summary>
public sealed class PalletReads(TraceDb db)
{
    private readonly PalletBook book = new(db);

    /// <param name="party">null for the public.</param>
    /// <returns>null when there is no such pallet.</returns>
    public async Task<PalletView?> FindAsync(TraceParty? party, string code, CancellationToken ct)
    {
        if (await book.FindAsync(code, ct) is not { } pallet) return null;
        var all = await book.TreeAsync(pallet, ct);
        var grams = await book.GramsAsync(all, ct);
        var received = await db.GoodsIn.AsNoTracking().Where(x => x.PalletId == pallet.Id).ToDictionaryAsync(x => x.LotId, ct);
        var ids = grams.Keys.Concat(received.Keys).Distinct().ToArray();
        var lots = await db.Lots.AsNoTracking().Where(x => ids.Contains(x.Id)).OrderBy(x => x.Code).ToListAsync(ct);
        var on = pallet.OnId is { } below ? await db.Pallets.Where(x => x.Id == below).Select(x => x.Code).SingleAsync(ct) : "";
        var (packs, works) = (db.PalletPacks.AsNoTracking().Where(x => x.PalletId == pallet.Id), party?.Has(pallet.CooperativeId) == true || party?.Receives(pallet) == true);
        return new(pallet.Code, pallet.Key, pallet.CooperativeId, pallet.State, pallet.PlaceKind, pallet.PlaceId, on, [.. all.Where(x => x.OnId == pallet.Id).Select(x => x.Code)],
            lots.ConvertAll(x => Line(x, grams.GetValueOrDefault(x.Id), received.GetValueOrDefault(x.Id))), await packs.CountAsync(ct), works ? await packs.OrderBy(x => x.Serial).Take(PackDesk.Most).Select(x => x.Serial).ToListAsync(ct) : [], party?.Has(pallet.CooperativeId) == true, party?.Receives(pallet) == true);
    }

    /// <summary>The party's pallets, own and those that go or went to its places, the newest first; at most 200.</summary>
    public Task<List<PalletRow>> ListAsync(TraceParty party, CancellationToken ct)
    {
        var own = party.Cooperatives ?? [];
        var places = party.Places.Select(x => x.Id).ToArray();
        return db.Pallets.AsNoTracking().Where(x => own.Contains(x.CooperativeId) || (x.PlaceId != null && places.Contains(x.PlaceId.Value)))
            .OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Take(200).Select(x => new PalletRow(x.Code, x.State, x.CreatedAt)).ToListAsync(ct);
    }

    private static PalletLine Line(Lot lot, long onIt, GoodsIn? got) =>
        new(lot.Code, lot.ProductName, lot.ProductNameEn, lot.State, onIt, got?.Accepted, got?.Short, got?.Rejected, got?.Shelved ?? 0, got?.Sold ?? 0, got?.Wasted ?? 0);
}
