using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Fairs;

/// <summary>Fairs are announced by the office; cooperatives apply with their samples; the office decides.</summary>
public sealed class FairDesk(CatalogDb db, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="RuleException"><c>fair.field_missing</c>, <c>fair.days</c></exception>
    public Task<Guid> AnnounceAsync(FairFacts facts, Guid office, CancellationToken ct) => db.InTransactionAsync(() =>
    {
        var fair = Fair.Announce(facts, Now);
        db.Fairs.Add(fair);
        Note("fair.announce", fair.Id, fair.Name, office);
        return Task.FromResult(fair.Id);
    }, ct);

    /// <returns>false when there is no such fair.</returns>
    /// <exception cref="RuleException"><c>fair.cancelled</c>, <c>fair.over</c>, <c>fair.reason</c></exception>
    public Task<bool> CancelAsync(Guid fairId, string reason, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Fairs.SingleOrDefaultAsync(x => x.Id == fairId, ct) is not { } fair) return false;
        fair.Cancel(reason, Now);
        foreach (var entry in await db.FairEntries.AsNoTracking().Where(x => x.FairId == fairId && (x.State == FairEntryState.Asked || x.State == FairEntryState.Accepted)).ToListAsync(ct)) Tell(fair, entry, "fair.off", fair.Reason);
        Note("fair.cancel", fair.Id, fair.Reason, office);
        return true;
    }, ct);

    /// <summary>A cooperative applies, or changes its samples.</summary>
    /// <param name="own">Cooperatives the caller manages.</param>
    /// <returns>The application's id; null when there is no such fair or the cooperative is not the caller's.</returns>
    /// <exception cref="RuleException"><c>fair.cancelled</c>, <c>fair.closed</c>, <c>fair.refused</c>, <c>fair.samples</c>, <c>fair.sample_weight</c>, <c>fair.product</c></exception>
    public Task<Guid?> ApplyAsync(IReadOnlyCollection<Guid> own, Guid fairId, Guid cooperativeId, IReadOnlyList<SampleFacts> samples, Guid person, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (!own.Contains(cooperativeId) || await db.Fairs.SingleOrDefaultAsync(x => x.Id == fairId, ct) is not { } fair) return null;
        fair.MustTakeApplications(DistrictClock.Date(Now));
        var entry = await db.FairEntries.Include(x => x.Samples).SingleOrDefaultAsync(x => x.FairId == fairId && x.CooperativeId == cooperativeId, ct);
        if (entry is null) db.FairEntries.Add(entry = FairEntry.Of(fairId, cooperativeId));
        var products = samples.Select(x => x.ProductId).ToList();
        if (await db.Products.CountAsync(x => products.Contains(x.Id) && x.CooperativeId == cooperativeId && x.State != ListingState.Retired, ct) != products.Distinct().Count())
            throw new RuleException("fair.product", "This is no product of the cooperative.", "samples");
        // The places of old samples are free again before the new ones take them.
        if (entry.Samples.Count > 0) await db.Set<FairSample>().Where(x => x.EntryId == entry.Id).ExecuteDeleteAsync(ct);
        foreach (var old in entry.Samples) db.Entry(old).State = EntityState.Detached;
        entry.Ask(samples, Now);
        Note("fair.apply", entry.Id, fair.Name, person);
        return entry.Id;
    }, ct);

    /// <returns>false when there is no such application of the caller's.</returns>
    /// <exception cref="RuleException"><c>fair.not_in</c></exception>
    public Task<bool> WithdrawAsync(IReadOnlyCollection<Guid> own, Guid fairId, Guid entryId, Guid person, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.FairEntries.SingleOrDefaultAsync(x => x.Id == entryId && x.FairId == fairId && own.Contains(x.CooperativeId), ct) is not { } entry) return false;
        entry.Withdraw();
        Note("fair.withdraw", entry.Id, "", person);
        return true;
    }, ct);

    /// <returns>false when there is no such application.</returns>
    /// <exception cref="RuleException"><c>fair.cancelled</c>, <c>fair.decided</c>, <c>fair.reason</c></exception>
    public Task<bool> DecideAsync(Guid fairId, Guid entryId, bool accept, string reason, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.FairEntries.SingleOrDefaultAsync(x => x.Id == entryId && x.FairId == fairId, ct) is not { } entry) return false;
        var fair = await db.Fairs.SingleAsync(x => x.Id == fairId, ct);
        fair.MustTakePlace();
        entry.Decide(accept, reason);
        Tell(fair, entry, accept ? "fair.accept" : "fair.refuse", entry.Reason);
        Note(accept ? "fair.accept" : "fair.refuse", entry.Id, entry.Reason, office);
        return true;
    }, ct);

    private void Tell(Fair fair, FairEntry entry, string step, string reason) => db.Outbox.Add(OutboxMessage.Of(new FairStep(fair.Id, entry.CooperativeId, step, fair.Name, reason), Now));

    private void Note(string action, Guid subject, string detail, Guid person) => db.Audit.Add(new AuditEntry { At = Now, ActorId = person, Action = action, SubjectId = subject, Detail = detail });
}
