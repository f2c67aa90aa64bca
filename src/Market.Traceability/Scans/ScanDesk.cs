using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Scans;

/// <summary>Who scans, as far as it is needed to tell devices apart for a day.</summary>
/// <param name="Traits">Address and browser; only a keyed hash of it is kept.</param>
/// <param name="Place">Town the shopper allowed to be kept; empty otherwise.</param>
public sealed record Scanner(string Traits, string Place);

/// <summary>A genuine code after its scan.</summary>
/// <param name="Gtin">14 digits or empty.</param>
public sealed record ScannedCode(string Serial, string Lot, string Gtin, ScanHistory History)
{
    /// <summary>The shopper is to be warned, though the lot itself is sound.</summary>
    public bool IsOdd => History.Lot == LotState.Open && History.Score >= ScanScore.Warns;
}

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
    private readonly IServiceScopeFactory scopes;
    private readonly CodeKeyring keyring;
    private readonly BatchIndex batches;
    private readonly ScanRecorder recorder;
    private readonly TimeProvider clock;

    internal ScanDesk(IServiceScopeFactory scopes, CodeKeyring keyring, BatchIndex batches, ScanRecorder recorder, TimeProvider clock) =>
        (this.scopes, this.keyring, this.batches, this.recorder, this.clock) = (scopes, keyring, batches, recorder, clock);

    /// <summary>Checks a serial and records its scan.</summary>
    /// <param name="gtin">The GTIN it came with, which must be its own; null when it came alone.</param>
    /// <returns>null when no batch's key made it: it is a typing error or a forgery, and both look alike.</returns>
    public async Task<ScannedCode?> ScanAsync(string serial, string? gtin, Scanner scanner, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found || (gtin is not null && gtin.PadLeft(14, '0') != found.Batch.Gtin)) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var device = await keyring.DeviceAsync(scanner.Traits, DistrictClock.Date(now), ct);
        var history = await recorder.RecordAsync(new(found.Number, found.Batch, now, device, scanner.Place), ct);
        return new(found.Serial, found.Batch.Lot, found.Batch.Gtin, history);
    }

    /// <summary>What is known of a pack that was just scanned, without counting another scan.</summary>
    /// <returns>null when it is no genuine serial.</returns>
    public async Task<ScannedCode?> LookAsync(string serial, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return null;
        await using var scope = scopes.CreateAsyncScope();
        using var book = new ScanBook(scope.ServiceProvider.GetRequiredService<TraceDb>());
        var history = await book.OfAsync(found.Number, found.Batch.Id, clock.GetUtcNow().UtcDateTime, ct);
        return new(found.Serial, found.Batch.Lot, found.Batch.Gtin, history);
    }

    /// <summary>Adds the town to the device's last scan of this pack, within the day and when it had none.</summary>
    public async Task PlaceAsync(string serial, Scanner scanner, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return;
        var device = await keyring.DeviceAsync(scanner.Traits, DistrictClock.Date(clock.GetUtcNow().UtcDateTime), ct);
        await using var scope = scopes.CreateAsyncScope();
        using var book = new ScanBook(scope.ServiceProvider.GetRequiredService<TraceDb>());
        await book.PlaceAsync(found.Number, device, scanner.Place, ct);
    }

    /// <summary>The lot's code behind a serial, without counting a scan.</summary>
    /// <returns>null when it is no genuine serial.</returns>
    public async Task<string?> LotOfAsync(string serial, CancellationToken ct) => (await ResolveAsync(serial, ct))?.Batch.Lot;

    /// <summary>Uses up the covered code of a pack: once, and never by looking at a page.</summary>
    /// <returns>null when the serial itself is not genuine.</returns>
    public async Task<(CoveredVerdict Verdict, DateTime? At)?> UncoverAsync(string serial, string covered, CancellationToken ct)
    {
        if (await ResolveAsync(serial, ct) is not { } found) return null;
        var typed = SerialAlphabet.Plain(covered);
        if (typed != await keyring.CoveredAsync(found.Batch.KeyId, found.Number, ct)) return (CoveredVerdict.Wrong, null);
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<TraceDb>(), (DateTime?)clock.GetUtcNow().UtcDateTime);
        return await db.InTransactionAsync(async () =>
        {
            if (await db.Codes.Where(x => x.Number == found.Number && x.CoveredAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.CoveredAt, now), ct) == 1) return (CoveredVerdict.Genuine, now);
            if (await db.Codes.AsNoTracking().SingleOrDefaultAsync(x => x.Number == found.Number, ct) is { } row) return (CoveredVerdict.UsedBefore, row.CoveredAt);
            // Nobody has looked this code up before.
            db.Codes.Add(new() { Number = found.Number, CoveredAt = now });
            return (CoveredVerdict.Genuine, now);
        }, ct);
    }

    /// <summary>The number and batch behind a serial, without counting a scan.</summary>
    /// <returns>null when it is no genuine serial.</returns>
    internal async ValueTask<(string Serial, long Number, Batch Batch)?> ResolveAsync(string serial, CancellationToken ct)
    {
        var typed = serial.Length == SerialNumbers.Length ? serial : string.Concat(serial.Where(x => x is not ('-' or ' ')).Take(SerialNumbers.Length + 1));
        if (await keyring.WithAsync(x => x.Number(typed), ct) is not { } number || await batches.OfAsync(number, ct) is not { } batch) return null;
        var cipher = await keyring.CipherAsync(batch.KeyId, ct);
        var genuine = await keyring.WithAsync(x =>
        {
            lock (cipher) return x.IsGenuine(typed, number, cipher);
        }, ct);
        return genuine ? (SerialAlphabet.Plain(typed), number, batch) : null;
    }
}
