using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Rewards;

/// <summary>Who did what about a dossier.</summary>
/// <param name="Kind">submit, return, support, approve, refuse or pay.</param>
public sealed record RewardStepView(string Kind, DateTime At, string Person, string Reason);

/// <summary>A dossier as those see it who take part in it.</summary>
/// <param name="Level">Of a demonstration cooperative; otherwise empty.</param>
public sealed record RewardView(Guid Id, Guid CooperativeId, string Cooperative, string CooperativeEn, Guid CertificateId, string Kind, string Level, string Number, long AmountFen, RewardState State,
    DateTime SubmittedAt, string? PaymentReference, DateOnly? PaidOn, IReadOnlyList<RewardStepView> Steps);

/// <summary>A verified certificate and what it earns.</summary>
/// <param name="Refusal">Why it earns nothing; null when its reward can be asked for.</param>
public sealed record RewardChance(Guid CertificateId, string Kind, string Level, string Number, DateOnly IssuedOn, long AmountFen, RuleException? Refusal);

/// <summary>Sums of one state.</summary>
public sealed record RewardSum(RewardState State, int Count, long AmountFen);

/// <summary>Reads reward dossiers.</summary>
public sealed class RewardReads(CatalogDb db, TimeProvider clock)
{
    private const int Most = 200;

    /// <summary>These cooperatives' verified certificates that have no dossier yet, with what each earns or why nothing.</summary>
    public async Task<IReadOnlyList<RewardChance>> ChancesAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var certificates = await db.Certificates.AsNoTracking().Where(x => cooperatives.Contains(x.CooperativeId) && x.State == CertificateState.Verified && x.ValidUntil >= today && !db.Rewards.Any(y => y.CertificateId == x.Id))
            .OrderByDescending(x => x.IssuedOn).ThenBy(x => x.Id).Take(50).ToListAsync(ct);
        var chances = new List<RewardChance>();
        foreach (var certificate in certificates)
        {
            try
            {
                var rule = await RewardClaims.RequireAsync(db, certificate, today, ct);
                chances.Add(new(certificate.Id, certificate.Kind, certificate.Level, certificate.Number, certificate.IssuedOn, rule.AmountFen, null));
            }
            catch (RuleException rule)
            {
                chances.Add(new(certificate.Id, certificate.Kind, certificate.Level, certificate.Number, certificate.IssuedOn, 0, rule));
            }
        }
        return chances;
    }

    public Task<IReadOnlyList<RewardView>> OfCooperativesAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        ReadAsync(db.Rewards.Where(x => cooperatives.Contains(x.CooperativeId)).OrderByDescending(x => x.SubmittedAt).ThenBy(x => x.Id), ct);

    /// <summary>Dossiers that wait for these towns, oldest first.</summary>
    public Task<IReadOnlyList<RewardView>> WaitingForTownsAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct) =>
        ReadAsync(db.Rewards.Where(x => x.State == RewardState.Submitted && db.Cooperatives.Any(y => y.Id == x.CooperativeId && towns.Contains(y.TownId))).OrderBy(x => x.SubmittedAt).ThenBy(x => x.Id), ct);

    /// <summary>Dossiers that wait for the office's decision or for payment, oldest first.</summary>
    public Task<IReadOnlyList<RewardView>> WaitingForOfficeAsync(CancellationToken ct) =>
        ReadAsync(db.Rewards.Where(x => x.State == RewardState.Supported || x.State == RewardState.Approved).OrderBy(x => x.SubmittedAt).ThenBy(x => x.Id), ct);

    /// <summary>Dossiers that were decided for good, the newest first.</summary>
    public Task<IReadOnlyList<RewardView>> ClosedAsync(CancellationToken ct) =>
        ReadAsync(db.Rewards.Where(x => x.State == RewardState.Paid || x.State == RewardState.Refused).OrderByDescending(x => x.SubmittedAt).ThenBy(x => x.Id), ct);

    public async Task<RewardView?> FindAsync(Guid id, CancellationToken ct) => (await ReadAsync(db.Rewards.Where(x => x.Id == id), ct)).FirstOrDefault();

    public async Task<IReadOnlyList<RewardSum>> SumsAsync(CancellationToken ct) =>
        await db.Rewards.GroupBy(x => x.State).Select(x => new RewardSum(x.Key, x.Count(), x.Sum(y => y.AmountFen))).ToListAsync(ct);

    private async Task<IReadOnlyList<RewardView>> ReadAsync(IQueryable<Reward> which, CancellationToken ct)
    {
        var found = await which.AsNoTracking().Take(Most).Include(x => x.Steps).ToListAsync(ct);
        var (ids, holders, people) = (found.ConvertAll(x => x.CertificateId), found.ConvertAll(x => x.CooperativeId), found.SelectMany(x => x.Steps, (_, x) => x.PersonId).Distinct().ToList());
        var certificates = await db.Certificates.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var names = await db.Cooperatives.Where(x => holders.Contains(x.Id)).Select(x => new { x.Id, x.Name, x.NameEn }).ToDictionaryAsync(x => x.Id, ct);
        var persons = await db.Users.Where(x => people.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.DisplayName, ct);
        return found.ConvertAll(x => new RewardView(x.Id, x.CooperativeId, names[x.CooperativeId].Name, names[x.CooperativeId].NameEn, x.CertificateId, certificates[x.CertificateId].Kind, certificates[x.CertificateId].Level,
            certificates[x.CertificateId].Number, x.AmountFen, x.State, x.SubmittedAt, x.PaymentReference, x.PaidOn,
            [.. x.Steps.OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new RewardStepView(y.Kind, y.At, persons.GetValueOrDefault(y.PersonId, ""), y.Reason))]));
    }
}
