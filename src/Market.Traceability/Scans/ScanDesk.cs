using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Serials;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>Who scans, as far as it is needed to tell devices apart for a day.</summary>
/// <param name="Traits">Address and browser; only a keyed hash of it is kept.</param>
/// <param name="Place">Town the shopper allowed to be kept; empty otherwise.</param>
public sealed record Scanner(string Traits, string Place);

/// <summary>A genuine code after its scan.</summary>
/// <param name="Gtin">14 digits or empty.</param>
public sealed record ScannedCode(string Serial, string Lot, string Gtin, ScanHistory History, int Score);

/// <summary>What became of a covered code.</summary>
public enum CoveredVerdict
{
    /// <summary>Right, and used up by this very try.</summary>
    Genuine,

    /// <summary>Right, but used up before: the goods may be copies.</summary>
    UsedBefore,

    /// <summary>Wrong.</summary>
    Wrong,
}

/// <summary>Looks codes up, records their scans and says what is odd about them.</summary>
public sealed class ScanDesk
{
    private readonly TraceDb db;
    private readonly CodeKeyring keyring;
    private readonly BatchIndex batches;
    private readonly ScanRecorder recorder;
    private readonly TimeProvider clock;

    internal ScanDesk(TraceDb db, CodeKeyring keyring, BatchIndex batches, ScanRecorder recorder, TimeProvider clock) =>
        (this.db, this.keyring, this.batches, this.recorder, this.clock) = (db, keyring, batches, recorder, clock);

    /// <summary>Checks a serial and records its scan.</summary>
    /// <returns>null when no batch's key made it: it is a typing error or a forgery, and both look alike.</returns>
    public async Task<ScannedCode?> ScanAsync(string serial, Scanner scanner, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var device = await keyring.DeviceAsync(scanner.Traits, DistrictClock.Date(now), ct);
        var lot = await db.Lots.AsNoTracking().Where(x => x.Id == found.Batch.LotId).Select(x => new { x.Code, x.State, x.ShippedGrams }).SingleAsync(ct);
        var before = await ScanScore.SeenAsync(db, found.Number, now, ct);
        var score = ScanScore.Of(before, new(lot.State, lot.ShippedGrams > 0, device, scanner.Place));
        var history = await recorder.RecordAsync(new(found.Number, found.Batch.Id, found.Batch.LotId, now, device, scanner.Place, score), ct);
        return new(found.Serial, lot.Code, found.Batch.Gtin, history, history.Voided ? ScanScore.Highest : score);
    }

    /// <summary>The lot's code behind a serial, without counting a scan.</summary>
    /// <returns>null when it is no genuine serial.</returns>
    public async Task<string?> LotOfAsync(string serial, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return null;
        return await db.Lots.AsNoTracking().Where(x => x.Id == found.Batch.LotId).Select(x => x.Code).SingleAsync(ct);
    }

    /// <summary>Uses up the covered code of a pack: once, and never by looking at a page.</summary>
    /// <returns>null when the serial itself is not genuine.</returns>
    public async Task<(CoveredVerdict Verdict, DateTime? At)?> UncoverAsync(string serial, string covered, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return null;
        var typed = string.Concat(covered.Where(x => SerialAlphabet.Value(x) >= 0).Select(x => SerialAlphabet.Characters[SerialAlphabet.Value(x)]));
        if (typed != await keyring.CoveredAsync(found.Batch.KeyId, found.Number, ct)) return (CoveredVerdict.Wrong, null);
        var now = (DateTime?)clock.GetUtcNow().UtcDateTime;
        if (await db.Codes.Where(x => x.Number == found.Number && x.CoveredAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.CoveredAt, now), ct) == 1) return (CoveredVerdict.Genuine, now);
        return (CoveredVerdict.UsedBefore, await db.Codes.AsNoTracking().Where(x => x.Number == found.Number).Select(x => x.CoveredAt).SingleOrDefaultAsync(ct));
    }

    /// <summary>The number and batch behind a serial.</summary>
    private async Task<(string Serial, long Number, Batch Batch)?> ResolveAsync(string serial, CancellationToken ct)
    {
        var typed = string.Concat(serial.Where(x => x is not ('-' or ' ')).Take(SerialNumbers.Length + 1));
        if (await keyring.WithAsync(x => x.Number(typed), ct) is not { } number || await batches.OfAsync(number, db, ct) is not { } batch) return null;
        var cipher = await keyring.CipherAsync(batch.KeyId, ct);
        var genuine = await keyring.WithAsync(x =>
        {
            lock (cipher) return x.IsGenuine(typed, number, cipher);
        }, ct);
        return genuine ? (string.Concat(typed.Select(x => SerialAlphabet.Characters[SerialAlphabet.Value(x)])), number, batch) : null;
    }
}
