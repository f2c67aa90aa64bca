using System.Text.Json;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Epcis;

/// <summary>What events can be looked up by.</summary>
public enum EventResource
{
    EventTypes,
    Epcs,
    BizSteps,
    BizLocations,
    ReadPoints,
    Dispositions,
}

/// <summary>Lists the types, keys, words and places that occur in the caller's events.</summary>
public sealed class EventDirectory(TraceDb db)
{
    /// <summary>The members in their order, page by page.</summary>
    /// <param name="owner">Organisations whose events the caller may see; null for all.</param>
    /// <param name="page">Members per page, and the token that the page before gave; null for the first.</param>
    /// <param name="form">How keys are written.</param>
    public async Task<(List<string> Members, string? Next)> ListAsync(IReadOnlyCollection<Guid>? owner, EventResource resource, (int PerPage, string? Token) page, EpcForm form, CancellationToken ct)
    {
        var take = Math.Min(page.PerPage, EventReads.MostPerPage);
        var after = page.Token ?? "";
        var members = await Values(owner, resource).Where(x => string.Compare(x, after) > 0).Distinct().OrderBy(x => x).Take(take + 1).ToListAsync(ct);
        var next = members.Count > take ? members[take - 1] : null;
        var keys = new KeyTranslation(form, default(JsonElement));
        return ([.. members.Take(take).Select(x => resource == EventResource.Epcs ? keys.Write(x) : x)], next);
    }

    /// <summary>Whether the member occurs, in whichever spelling it is asked for.</summary>
    public Task<bool> HasAsync(IReadOnlyCollection<Guid>? owner, EventResource resource, string value, CancellationToken ct)
    {
        var kept = resource switch
        {
            EventResource.EventTypes => value,
            EventResource.BizSteps => Vocabulary.BizStep.Bare(value),
            EventResource.Dispositions => Vocabulary.Disposition.Bare(value),
            _ => EventFact.Canonical(value),
        };
        return Values(owner, resource).AnyAsync(x => x == kept, ct);
    }

    private IQueryable<string> Values(IReadOnlyCollection<Guid>? owner, EventResource resource)
    {
        var events = db.Events.AsNoTracking().Where(x => owner == null || (x.OwnerId != null && owner.Contains(x.OwnerId.Value)));
        return resource switch
        {
            EventResource.EventTypes => events.Select(x => x.Type),
            EventResource.Epcs => db.EventKeys.AsNoTracking().Where(x => owner == null || events.Any(y => y.Seq == x.Seq)).Select(x => x.Key),
            EventResource.BizSteps => events.Select(x => x.BizStep),
            EventResource.BizLocations => events.Select(x => x.BizLocation),
            EventResource.ReadPoints => events.Select(x => x.ReadPoint),
            _ => events.Select(x => x.Disposition),
        };
    }
}
