using System.Text.Json;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Epcis;

/// <summary>Who captures, and for whom.</summary>
/// <param name="OwnerId">The organisation whose events these are; null for the district.</param>
public sealed record CaptureParty(Guid PersonId, Guid? OwnerId);

/// <summary>A capture job as its caller sees it.</summary>
/// <param name="Faults">What was refused and why, at most 200.</param>
public sealed record CaptureJob(Guid Id, CaptureErrorBehaviour Behaviour, DateTime CreatedAt, DateTime? FinishedAt, bool Success,
    int Total, int Accepted, int Duplicates, int Rejected, IReadOnlyList<EventReceipt> Faults);

/// <summary>Takes EPCIS documents in.</summary>
public sealed class CaptureDesk(TraceDb db, TimeProvider clock)
{
    /// <summary>Largest document, bytes.</summary>
    public const int MaxBytes = 8 << 20;

    /// <summary>Most events in one document.</summary>
    public const int MaxEvents = 10_000;

    /// <summary>Accepts a document; a worker captures it.</summary>
    /// <returns>The job's id, or what is wrong with the document as a whole.</returns>
    public async Task<(Guid? Id, EpcisFault? Fault)> SubmitAsync(CaptureParty party, ReadOnlyMemory<byte> sent, CaptureErrorBehaviour behaviour, CancellationToken ct)
    {
        using var document = CaptureRun.Read(sent, out var fault);
        if (document is null) return (null, fault);
        if (document.Events.Count > MaxEvents) return (null, EpcisFault.Of("epcis.too_many", "/epcisBody/eventList"));
        var capture = new Capture
        {
            OwnerId = party.OwnerId,
            PersonId = party.PersonId,
            Behaviour = behaviour,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Total = document.Events.Count,
            Document = sent.ToArray(),
        };
        db.Captures.Add(capture);
        await db.SaveChangesAsync(ct);
        return (capture.Id, null);
    }

    /// <summary>Keeps one event at once.</summary>
    /// <returns>Its verdict; the fault says why when it was rejected.</returns>
    public async Task<EventReceipt> AddAsync(CaptureParty party, ReadOnlyMemory<byte> sent, CancellationToken ct)
    {
        using var document = CaptureRun.Read(sent, out var fault);
        if (document is null || document.Events.Count != 1) return new(0, "", EventVerdict.Rejected, fault ?? EpcisFault.Of("epcis.one_event", ""));
        var run = new CaptureRun(db, clock.GetUtcNow().UtcDateTime);
        return (await run.KeepAsync(document, party.OwnerId, CaptureErrorBehaviour.Proceed, ct))[0];
    }

    /// <returns>null when there is no such job of this owner.</returns>
    /// <param name="owner">null sees every job.</param>
    public async Task<CaptureJob?> FindAsync(Guid id, Guid? owner, CancellationToken ct) =>
        (await Jobs(owner).Where(x => x.Id == id).ToListAsync(ct)).Select(View).SingleOrDefault();

    /// <summary>Newest first.</summary>
    public async Task<List<CaptureJob>> ListAsync(Guid? owner, int skip, int take, CancellationToken ct) =>
        (await Jobs(owner).OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Skip(skip).Take(take).ToListAsync(ct)).ConvertAll(View);

    private IQueryable<Capture> Jobs(Guid? owner) => db.Captures.AsNoTracking().Where(x => owner == null || x.OwnerId == owner);

    private static CaptureJob View(Capture x) => new(x.Id, x.Behaviour, x.CreatedAt, x.FinishedAt, x.Success, x.Total, x.Accepted, x.Duplicates, x.Rejected,
        JsonSerializer.Deserialize<List<EventReceipt>>(x.Faults)!);
}
