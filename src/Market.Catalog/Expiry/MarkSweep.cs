using System.Diagnostics;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Hosting;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Expiry;

/// <summary>Tells holders of licences and certificates 90, 60 and 30 days before the last day, and once it is over. Several replicas may run it.</summary>
/// <remarks>It takes no badge away: days decide themselves, wherever a badge is shown. So nothing is wrong while it has not run yet.</remarks>
public sealed class MarkSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MarkSweep> log) : Worker(clock, log)
{
    /// <summary>Marks of one transaction: others who write wait no longer than that takes.</summary>
    private const int Most = 2_000;

    /// <summary>Longest pause between turns, in milliseconds.</summary>
    private const long MostPause = 25;

    /// <summary>Numbers a notice names; of more it says how many.</summary>
    private const int Named = 3;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(5);

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        await SweepAsync(ct);
        return false;
    }

    /// <summary>Does everything that is due today.</summary>
    /// <returns>How many licences and certificates were dealt with.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var done = 0;
        foreach (var stretch in await Stretch.DueAsync(db, DistrictClock.Date(Clock.GetUtcNow().UtcDateTime), ct))
        {
            for (var watch = Stopwatch.StartNew(); await db.InTransactionAsync(() => TurnAsync(db, stretch, ct), ct) is { } count; watch.Restart())
            {
                done += count;
                // SQLite has one writer at a time and does not queue them: whoever else writes gets as long as this turn took.
                if (count > 0) await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(MostPause, watch.ElapsedMilliseconds + 1)), ct);
            }
        }
        return done;
    }

    /// <returns>How many marks were dealt with; null when the stretch is at its end.</returns>
    private async Task<int?> TurnAsync(CatalogDb db, Stretch stretch, CancellationToken ct)
    {
        var progress = await HoldAsync(db, stretch, ct);
        progress.Skip(stretch.After);
        if (progress.Through >= stretch.Through) return null;
        var (after, end) = (progress.Through, stretch.Through);
        var day = progress.Holder is null
            ? await EndingMark.Of(db, stretch.Kind).Where(x => x.Until > after && x.Until <= end).OrderBy(x => x.Until).Select(x => (DateOnly?)x.Until).FirstOrDefaultAsync(ct)
            : after.AddDays(1);
        if (day is not { } last)
        {
            progress.Finish(end);
            return null;
        }
        var marks = await NextAsync(db, stretch, last, progress, ct);
        if (marks.Count < Most) progress.Finish(last);
        else
        {
            // A holder is told once of all that ends on a day, unless that is more than one turn takes.
            var cut = marks.FindLastIndex(x => x.Holder != marks[^1].Holder) + 1;
            if (cut > 0) marks.RemoveRange(cut, marks.Count - cut);
            progress.Stop(last, marks[^1].Holder, marks[^1].Id);
        }
        if (marks.Count > 0) await TellAsync(db, stretch, last, marks, ct);
        return marks.Count;
    }

    /// <summary>The step's progress, locked until the transaction ends: of two processes one waits, and then goes on behind the other.</summary>
    private static async Task<SweepProgress> HoldAsync(CatalogDb db, Stretch stretch, CancellationToken ct)
    {
        var row = db.SweepProgress.Where(x => x.Kind == stretch.Kind && x.Step == stretch.Step);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.Turns, x => x.Turns + 1), ct) == 1) return await row.SingleAsync(ct);
        var first = new SweepProgress { Kind = stretch.Kind, Step = stretch.Step };
        db.SweepProgress.Add(first);
        await db.SaveChangesAsync(ct);
        return first;
    }

    private static async Task<List<EndingMark>> NextAsync(CatalogDb db, Stretch stretch, DateOnly day, SweepProgress progress, CancellationToken ct)
    {
        var marks = (stretch.Begun is { } days ? EndingMark.Of(db, stretch.Kind, day.AddDays(-days)) : EndingMark.Of(db, stretch.Kind)).Where(x => x.Until == day);
        if (progress is not { Holder: { } holder, Last: { } last }) return await marks.OrderBy(x => x.Holder).ThenBy(x => x.Id).Take(Most).ToListAsync(ct);
        // Two questions, the rest of this holder and then the others: in one, MariaDB would walk past everything that is done already.
        var found = await marks.Where(x => x.Holder == holder && x.Id.CompareTo(last) > 0).OrderBy(x => x.Id).Take(Most).ToListAsync(ct);
        if (found.Count < Most) found.AddRange(await marks.Where(x => x.Holder.CompareTo(holder) > 0).OrderBy(x => x.Holder).ThenBy(x => x.Id).Take(Most - found.Count).ToListAsync(ct));
        return found;
    }

    private async Task TellAsync(CatalogDb db, Stretch stretch, DateOnly day, List<EndingMark> marks, CancellationToken ct)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var left = stretch.Step == 0 ? 0 : day.DayNumber - DistrictClock.Date(now).DayNumber;
        var holders = marks.GroupBy(x => x.Holder).ToList();
        var numbers = await EndingMark.NumbersAsync(db, stretch.Kind, [.. holders.SelectMany(x => x.Take(Named), (_, x) => x.Id)], ct);
        await db.BulkInsertAsync([.. holders.Select(x => OutboxMessage.Of(
            new MarksEnding(x.Key, stretch.Kind == MarkScheme.SharedLogo, [.. x.Take(Named).Select(y => numbers[y.Id])], x.Count(), day, stretch.Step == 0, left), now))], ct);
        if (stretch.Step != 0) return;
        if (stretch.Kind == MarkScheme.SharedLogo)
            await db.BulkInsertAsync(marks.ConvertAll(x => new LicenceEvent { LicenceId = x.Id, Kind = LicenceEvent.Expired, PersonId = Guid.Empty, At = DistrictClock.StartOf(day.AddDays(1)) }), ct);
        // Only the counter: cards and index have the days and show nothing beyond them, so no product has to be read again.
        await ChangeSequence.StampBadgesAsync(db, [], ct);
    }
}
