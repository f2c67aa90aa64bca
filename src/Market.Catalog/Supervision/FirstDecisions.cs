using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Finds what a holder can appeal against.</summary>
internal static class FirstDecisions
{
    private static readonly string[] Measures = ["suspend", "revoke"];

    /// <summary>Every decision against these cooperatives, whether its time to appeal is over or not.</summary>
    public static async Task<List<FirstDecision>> OfAsync(CatalogDb db, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var cases = await db.MisuseCases.AsNoTracking().Where(x => x.State == CaseState.Decided && x.Outcome != CaseOutcome.NoMisuse && x.CooperativeId != null && cooperatives.Contains(x.CooperativeId.Value))
            .Select(x => new { x.Id, x.CooperativeId, x.Number, x.DecidedBy, x.DecidedAt, x.LicenceId }).ToListAsync(ct);
        var events = await (from licence in db.Licences.AsNoTracking()
                            where cooperatives.Contains(licence.CooperativeId)
                            from happened in licence.Events
                            where Measures.Contains(happened.Kind)
                            select new { happened.Id, licence.CooperativeId, licence.Number, happened.PersonId, happened.At, happened.Kind, LicenceId = licence.Id }).ToListAsync(ct);
        var refusals = await (from application in db.LicenceApplications.AsNoTracking()
                              where cooperatives.Contains(application.CooperativeId)
                              from step in application.Steps
                              where step.Kind == "refuse"
                              select new FirstDecision(AppealKind.Refusal, step.Id, application.CooperativeId, application.SubBrand, step.PersonId, step.At)).ToListAsync(ct);
        // One measure may have an event for each product; a measure taken in a case is appealed against as the case.
        var taken = cases.Select(x => (x.LicenceId, x.DecidedAt)).ToHashSet();
        var measures = events.Where(x => !taken.Contains((x.LicenceId, x.At))).GroupBy(x => (x.LicenceId, x.At, x.Kind)).Select(x => x.MinBy(y => y.Id.ToString(), StringComparer.Ordinal)!)
            .Select(x => new FirstDecision(AppealKind.Measure, x.Id, x.CooperativeId, x.Number, x.PersonId, x.At));
        return [.. cases.Select(x => new FirstDecision(AppealKind.Case, x.Id, x.CooperativeId!.Value, x.Number, x.DecidedBy!.Value, x.DecidedAt!.Value)), .. measures, .. refusals];
    }
}
