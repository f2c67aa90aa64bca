using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Market.Traceability.Serials;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Codes;

/// <summary>A batch of codes.</summary>
public sealed record BatchView(Guid Id, string Lot, string ProductName, string ProductNameEn, long Count, DateTime CreatedAt, string Printer);

/// <summary>One code as it is printed.</summary>
/// <param name="Url">The address in capital letters: a QR code of it is smaller.</param>
public sealed record PrintedCode(string Serial, string Url);

/// <summary>Issues codes for the packs of a lot and writes them out.</summary>
public sealed class CodeDesk
{
    /// <summary>Codes made at a time: 53 kB of text.</summary>
    private const int Chunk = 4096;

    private readonly TraceDb db;
    private readonly TraceSettings settings;
    private readonly CodeKeyring keyring;
    private readonly TimeProvider clock;

    internal CodeDesk(TraceDb db, TraceSettings settings, CodeKeyring keyring, TimeProvider clock) => (this.db, this.settings, this.keyring, this.clock) = (db, settings, keyring, clock);

    /// <param name="count">1 to 100,000,000.</param>
    /// <returns>The new batch; null when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>codes.count</c>, <c>codes.used_up</c>, <c>lot.failed</c>, <c>lot.recalled</c>, <c>lot.uncertified</c></exception>
    public Task<Guid?> IssueAsync(TraceParty party, Guid lotId, long count, string printer, CancellationToken ct) => db.OnceAsync(party.Key, clock.GetUtcNow().UtcDateTime, async () =>
    {
        CodeBatch.CheckCount(count);
        var lot = await db.Lots.SingleOrDefaultAsync(x => x.Id == lotId, ct);
        if (lot is null || !party.Has(lot.CooperativeId)) return null;
        lot.MustBeOpen();
        lot.MustBeCertified(settings.CommitmentCategories);
        var first = await db.TakeAsync("codes", count, ct) - 1;
        if (first + count > SerialNumbers.Capacity) throw new RuleException("codes.used_up", "All codes of this marketplace are given out.");
        var batch = CodeBatch.Of(lot, first, count, new(RandomNumberGenerator.GetHexString(32, lowercase: true), party.PersonId, clock.GetUtcNow().UtcDateTime, printer.Trim()));
        db.CodeBatches.Add(batch);
        return batch.Id;
    }, ct);

    /// <summary>The caller's batches, newest first.</summary>
    /// <param name="lot">Only this lot's; null for all.</param>
    public Task<List<BatchView>> ListAsync(TraceParty party, Guid? lot, CancellationToken ct) => Own(party).Where(x => lot == null || x.LotId == lot).OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Take(200)
        .Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new BatchView(x.Id, y.Code, y.ProductName, y.ProductNameEn, x.Count, x.CreatedAt, x.Printer)).ToListAsync(ct);

    /// <returns>null when there is no such batch of the caller's.</returns>
    public Task<BatchView?> FindAsync(TraceParty party, Guid id, CancellationToken ct) => Own(party).Where(x => x.Id == id)
        .Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new BatchView(x.Id, y.Code, y.ProductName, y.ProductNameEn, x.Count, x.CreatedAt, x.Printer)).SingleOrDefaultAsync(ct);

    /// <summary>The codes of a batch, a few thousand at a time: memory stays the same however many there are.</summary>
    /// <param name="id">Of the caller's batch; an unknown one has no codes.</param>
    /// <param name="skip">Codes to leave out at the beginning, 0 or more.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<char>> SerialsAsync(TraceParty party, Guid id, long skip, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await Own(party).SingleOrDefaultAsync(x => x.Id == id, ct) is not { } batch) yield break;
        using var cipher = await keyring.NewCipherAsync(batch.KeyId, ct);
        var text = new char[Chunk * SerialNumbers.Length];
        for (var done = skip; done < batch.Count; done += Chunk)
        {
            var room = text.AsMemory(0, (int)Math.Min(Chunk, batch.Count - done) * SerialNumbers.Length);
            await keyring.WithAsync(serials =>
            {
                serials.Write(batch.First + done, cipher, room.Span);
                return room.Length;
            }, ct);
            yield return room;
        }
    }

    /// <summary>The beginning of a batch's codes' addresses; the serial follows.</summary>
    public async Task<string> AddressAsync(TraceParty party, Guid id, CancellationToken ct)
    {
        var gtin = await Own(party).Where(x => x.Id == id).Select(x => x.Gtin).SingleOrDefaultAsync(ct) ?? "";
        return settings.CodeAddress(gtin);
    }

    /// <summary>Codes for a sheet of labels.</summary>
    /// <param name="count">At most 2,000.</param>
    public async Task<List<PrintedCode>> PageAsync(TraceParty party, Guid id, long skip, int count, CancellationToken ct)
    {
        var (address, codes) = (await AddressAsync(party, id, ct), new List<PrintedCode>());
        await foreach (var text in SerialsAsync(party, id, skip, ct))
            for (var at = 0; at < text.Length; at += SerialNumbers.Length)
            {
                if (codes.Count == Math.Min(count, 2_000)) return codes;
                var serial = text.Span.Slice(at, SerialNumbers.Length).ToString();
                codes.Add(new(serial, address + serial));
            }
        return codes;
    }

    private IQueryable<CodeBatch> Own(TraceParty party)
    {
        var own = party.Cooperatives;
        return db.CodeBatches.AsNoTracking().Where(x => own == null || own.Contains(x.CooperativeId));
    }
}
