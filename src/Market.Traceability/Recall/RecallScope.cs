using System.Security.Cryptography;
using System.Text;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>Everything that a recall reaches: the lots, what was made from them, and who received any of it.</summary>
internal sealed class RecallScope(TraceDb db, TraceSettings settings)
{
    private readonly Dictionary<string, Lot> lots = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Lot> Lots => lots.Values;

    public IReadOnlyList<Receiver> Receivers { get; private set; } = [];

    /// <param name="stop">Holds each lot fast before its events are read: a packing or shipping that runs meanwhile waits, and is refused.</param>
    public async Task FindAsync(IReadOnlyCollection<Lot> given, bool stop, CancellationToken ct)
    {
        var walk = new Walk(db, settings, TraceDirection.Forward, WalkLimits.None) { Before = keys => TakeAsync(keys, stop, ct) };
        await walk.RunAsync([.. given.Select(x => (x.Key, TraceNodeKind.Lot))], ct);
        Receivers = Receiver.Of(walk, settings);
    }

    /// <summary>What the log says of a recall, by its hash: number, class, day, lots.</summary>
    public static string Hash(RecallCase recall, IEnumerable<string> codes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"coopmarket-recall-v1\n{recall.Number}\n{recall.Class}\n{recall.State}\n{EventTimes.Milliseconds((recall.ClosedAt ?? recall.DecidedAt)!.Value)}\n{string.Join('\n', codes.Order(StringComparer.Ordinal))}\n")));

    private async Task TakeAsync(IReadOnlyCollection<string> keys, bool stop, CancellationToken ct)
    {
        foreach (var some in keys.Where(x => !lots.ContainsKey(x)).Chunk(400))
        {
            // The row is ours from here to the commit: who changes the lot meanwhile finds another version and begins anew.
            if (stop) await db.Lots.Where(x => some.Contains(x.Key)).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
            foreach (var lot in await (stop ? db.Lots : db.Lots.AsNoTracking()).Where(x => some.Contains(x.Key)).ToListAsync(ct)) lots[lot.Key] = lot;
        }
    }
}
