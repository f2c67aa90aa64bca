using System.Linq.Expressions;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>Suppliers answer their awards, each as a whole; whoever is silent loses it.</summary>
public sealed class AwardAnswers(OrdersDb db, TimeProvider clock)
{
    private const int MostReason = 300;

    /// <returns>The award's id; null when these suppliers have no such award.</returns>
    /// <exception cref="RuleException"><c>award.answered</c>, <c>award.late</c></exception>
    public Task<Guid?> AcceptAsync(BidderAct act, Guid awardId, CancellationToken ct) => AnswerAsync(act, awardId, AwardState.Offered, AwardState.Accepted, "", ct);

    /// <param name="reason">1 to 300 characters, for the buyer.</param>
    /// <inheritdoc cref="AcceptAsync"/>
    /// <exception cref="RuleException"><c>award.reason</c></exception>
    public Task<Guid?> DeclineAsync(BidderAct act, Guid awardId, string reason, CancellationToken ct) => AnswerAsync(act, awardId, AwardState.Offered, AwardState.Declined, Said(reason), ct);

    /// <summary>An accepted supplier drops out before there is a contract.</summary>
    /// <inheritdoc cref="DeclineAsync"/>
    /// <exception cref="RuleException"><c>award.not_accepted</c>, <c>award.contracted</c></exception>
    public Task<Guid?> DropOutAsync(BidderAct act, Guid awardId, string reason, CancellationToken ct) => AnswerAsync(act, awardId, AwardState.Accepted, AwardState.DroppedOut, Said(reason), ct);

    /// <summary>Awards whose last day has passed without an answer lapse.</summary>
    /// <returns>How many did now; call again while any.</returns>
    internal async Task<int> LapseAsync(DateTime now, CancellationToken ct)
    {
        var due = await db.Awards.Where(x => x.State == AwardState.Offered && x.AnswerUntil < now).OrderBy(x => x.AnswerUntil).Select(x => x.Id).Take(100).ToListAsync(ct);
        var done = 0;
        foreach (var id in due)
            done += await db.InTransactionAsync(async () =>
            {
                if (await db.Awards.Where(x => x.Id == id && x.State == AwardState.Offered && x.AnswerUntil < now).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, AwardState.Lapsed).SetProperty(x => x.AnsweredAt, now), ct) == 0) return 0;
                db.Deeds.Add(new Deed { At = now, Role = "system", Action = "award.lapse", SubjectId = id });
                await TellAsync(id, now, ct);
                return 1;
            }, ct);
        return done;
    }

    internal static string Said(string reason) => reason.Trim() is { Length: > 0 and <= MostReason } said ? said : throw new RuleException("award.reason", $"Say why, in at most {MostReason} characters.", "reason", MostReason);

    private async Task<Guid?> AnswerAsync(BidderAct act, Guid awardId, AwardState from, AwardState to, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Expression<Func<Award, bool>> own = x => x.Id == awardId && act.Cooperatives.Contains(x.SupplierId) && x.State != AwardState.Proposed && x.State != AwardState.Replaced;
        return await db.OnceAsync(act.Key, now, async () =>
        {
            // The one statement that decides: of many answers at once it changes a row for one.
            var changed = await db.Awards.Where(own).Where(x => x.State == from && (from == AwardState.Accepted ? x.ContractId == null : x.AnswerUntil >= now))
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, to).SetProperty(x => x.AnsweredAt, now).SetProperty(x => x.AnsweredBy, act.Actor.Id).SetProperty(x => x.Reason, reason), ct);
            if (await db.Awards.AsNoTracking().SingleOrDefaultAsync(own, ct) is not { } award) return (Guid?)null;
            if (changed == 0) throw Refusal(award, from);
            db.Deeds.Add(act.Actor.Does("award." + to.ToString().ToLowerInvariant(), awardId, now, award.SupplierId));
            await TellAsync(awardId, now, ct);
            return awardId;
        }, ct);
    }

    private static RuleException Refusal(Award award, AwardState asked) => (asked, award.State) switch
    {
        (AwardState.Accepted, AwardState.Accepted) => new("award.contracted", "There is a contract of this award: what cannot be delivered is told there."),
        (AwardState.Accepted, _) => new("award.not_accepted", "Only an accepted award can be given up."),
        (_, AwardState.Offered or AwardState.Lapsed) => new("award.late", "The last day to answer has passed."),
        _ => new("award.answered", "This award was answered already."),
    };

    private async Task TellAsync(Guid awardId, DateTime now, CancellationToken ct)
    {
        var award = await db.Awards.AsNoTracking().SingleAsync(x => x.Id == awardId, ct);
        var (number, askedBy) = (await db.Demands.Where(x => x.Id == award.DemandId).Select(x => x.Number).SingleAsync(ct), await db.AwardSets.Where(x => x.Id == award.SetId).Select(x => x.AskedBy).SingleAsync(ct));
        db.Outbox.Add(OutboxMessage.Of(new AwardAnswered(awardId, award.DemandId, number, askedBy, award.SupplierId, award.Supplier, award.State.ToString().ToLowerInvariant(), award.Reason), now));
    }
}
