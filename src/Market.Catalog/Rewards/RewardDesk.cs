using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Rewards;

/// <summary>One-off rewards [P24]: the cooperative sends a dossier, its town supports or returns it, the office approves or refuses, finance pays by reference.</summary>
public sealed class RewardDesk(CatalogDb db, TimeProvider clock)
{
    /// <summary>Asks for the reward of a verified certificate.</summary>
    /// <returns>null when the lister has no such certificate.</returns>
    /// <exception cref="RuleException"><c>reward.renewal</c>, <c>reward.duplicate</c>, <c>reward.not_verified</c>, <c>reward.none</c>, <c>certificate.scheme_closed</c></exception>
    public Task<Guid?> SubmitAsync(Guid certificateId, Lister lister, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        var certificate = await db.Certificates.AsNoTracking().SingleOrDefaultAsync(x => x.Id == certificateId && lister.Cooperatives.Contains(x.CooperativeId), ct);
        if (certificate is null) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        // The holder's row stays locked until the end: of two dossiers at the same moment the second sees the first.
        await db.Cooperatives.Where(x => x.Id == certificate.CooperativeId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Phone, x => x.Phone), ct);
        var rule = await RewardClaims.RequireAsync(db, certificate, DistrictClock.Date(now), ct);
        var reward = Reward.Submit(certificate.CooperativeId, certificate.Id, rule, lister.PersonId, now);
        db.Rewards.Add(reward);
        Note(reward, "submit", "", lister.PersonId, now);
        return reward.Id;
    }, ct);

    /// <summary>Sends a returned dossier again.</summary>
    /// <returns>false when the lister has no such dossier.</returns>
    public Task<bool> ResubmitAsync(Guid id, string note, Lister lister, CancellationToken ct) =>
        ChangeAsync(id, "submit", note, lister.PersonId, (reward, now) => reward.Resubmit(note, lister.PersonId, now), reward => Task.FromResult(lister.Cooperatives.Contains(reward.CooperativeId)), ct);

    /// <param name="towns">Towns the reviewer may review for.</param>
    /// <returns>false when none of these towns has such a dossier.</returns>
    /// <exception cref="RuleException"><c>reward.state</c>, <c>reward.own</c>, <c>reward.reason_missing</c></exception>
    public Task<bool> GiveOpinionAsync(Guid id, bool support, string reason, IReadOnlyCollection<Guid> towns, Guid reviewer, CancellationToken ct) =>
        ChangeAsync(id, support ? "support" : "return", reason, reviewer, (reward, now) => (support ? (Action<string, Guid, DateTime>)reward.Support : reward.Return)(reason, reviewer, now),
            reward => db.Cooperatives.AnyAsync(x => x.Id == reward.CooperativeId && towns.Contains(x.TownId), ct), ct);

    /// <returns>false when there is no such dossier.</returns>
    /// <exception cref="RuleException"><c>reward.state</c>, <c>reward.two_people</c>, <c>reward.own</c>, <c>reward.reason_missing</c>, <c>reward.not_verified</c></exception>
    public Task<bool> DecideAsync(Guid id, bool approve, string reason, Guid office, CancellationToken ct) =>
        ChangeAsync(id, approve ? "approve" : "refuse", reason, office, (reward, now) => (approve ? (Action<string, Guid, DateTime>)reward.Approve : reward.Refuse)(reason, office, now), async reward =>
        {
            // A certificate that was refused at its re-check earns nothing.
            if (approve && !await db.Certificates.AnyAsync(x => x.Id == reward.CertificateId && x.State == CertificateState.Verified, ct)) throw new RuleException("reward.not_verified", "This certificate is not verified.");
            return true;
        }, ct);

    /// <summary>Records that finance paid it.</summary>
    /// <returns>false when there is no such dossier.</returns>
    /// <exception cref="RuleException"><c>reward.state</c>, <c>reward.reference_missing</c>, <c>reward.paid_ahead</c>, <c>reward.own</c></exception>
    public Task<bool> PayAsync(Guid id, string reference, DateOnly paidOn, Guid office, CancellationToken ct) =>
        ChangeAsync(id, "pay", reference, office, (reward, now) => reward.Pay(reference, paidOn, office, now), _ => Task.FromResult(true), ct);

    private Task<bool> ChangeAsync(Guid id, string kind, string reason, Guid person, Action<Reward, DateTime> change, Func<Reward, Task<bool>> may, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var reward = await db.Rewards.Include(x => x.Steps).SingleOrDefaultAsync(x => x.Id == id, ct);
        if (reward is null || !await may(reward)) return false;
        if (kind != "submit" && await db.Memberships.AnyAsync(x => x.PersonId == person && x.OrganisationId == reward.CooperativeId, ct)) throw new RuleException("reward.own", "Nobody decides on a reward of their own cooperative.");
        var now = clock.GetUtcNow().UtcDateTime;
        change(reward, now);
        Note(reward, kind, reason, person, now);
        return true;
    }, ct);

    private void Note(Reward reward, string kind, string reason, Guid person, DateTime now)
    {
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = "reward." + kind, SubjectId = reward.Id, Detail = reason });
        if (kind != "submit") db.Outbox.Add(OutboxMessage.Of(new RewardDecided(reward.Id, reward.CooperativeId, kind, reward.AmountFen, reason), now));
    }
}
