using System.ComponentModel.DataAnnotations;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Traceability.Recall;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>What a receiver was told and what it answered.</summary>
/// <param name="Receiver">Key in events.</param>
/// <param name="Received">Absent when no event says how much.</param>
/// <param name="Found">Absent before the answer.</param>
/// <param name="Closed">The recall is over: nothing can be added.</param>
public sealed record RecallNoticeAnswer(Guid Id, Guid RecallId, string Recall, RecallClass Class, string Reason, string Advice, string Receiver, string Kind, NoticeState State, DateTime SentAt, DateTime AnswerBy, DateTime? AnsweredAt,
    Quantity? Received, Quantity? Found, Quantity Returned, Quantity Destroyed, string? Photo, int Reminders, bool Closed, bool Exercise, IReadOnlyList<NoticeGoods>? Goods);

/// <param name="Recall">Only this recall's.</param>
/// <param name="Unanswered">Only those that still owe an answer.</param>
public sealed record NoticeQuery(Guid? Recall = null, bool Unanswered = false);

/// <param name="Found">What was still there; zero for nothing.</param>
public sealed record NoticeAnswerRequest([Required] Quantity? Found);

public sealed record NoticeReturnRequest([Required] Quantity? Weight);

/// <param name="Photo">Hash of a photo uploaded before.</param>
public sealed record NoticeDestructionRequest([Required] Quantity? Weight, [Required, StringLength(64)] string Photo);

/// <summary>Recalls as the receivers of goods answer them: stations, chains and cooperatives.</summary>
[ApiController, Route("api/v1/recall-notices"), Authorize(Policies.Receiving)]
public sealed class RecallNoticesController(NoticeDesk desk, NoticeReads reads, Receivers receivers) : ControllerBase
{
    /// <summary>The caller's notices; what is still owed first.</summary>
    [HttpGet]
    public async Task<ListOf<RecallNoticeAnswer>> List([FromQuery] Paging paging, [FromQuery] NoticeQuery query, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(await PartyAsync(ct), new(query.Recall, query.Unanswered), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(x => Shape(x, null))], total, paging.Page, paging.PageSize);
    }

    /// <summary>One notice with what of which lots was received when.</summary>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<RecallNoticeAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Find(Guid id, CancellationToken ct) => await reads.FindAsync(await PartyAsync(ct), id, ct) is var (notice, goods) ? Ok(Shape(notice, goods)) : NotFound();

    /// <summary>The receiver has read it and says what it found.</summary>
    [HttpPost("{id:guid}/acknowledgement"), Authorize(Policies.Answering)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Acknowledge(Guid id, NoticeAnswerRequest request, CancellationToken ct) => await desk.AcknowledgeAsync(await PartyAsync(ct), id, Grams(request.Found), ct) ? NoContent() : NotFound();

    /// <summary>Goods went back to where they came from.</summary>
    [HttpPost("{id:guid}/returns"), Authorize(Policies.Answering)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Return(Guid id, NoticeReturnRequest request, CancellationToken ct) => await desk.ReturnAsync(await PartyAsync(ct), id, Grams(request.Weight), ct) ? NoContent() : NotFound();

    /// <summary>Goods were destroyed, with a photo.</summary>
    [HttpPost("{id:guid}/destructions"), Authorize(Policies.Answering)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Destroy(Guid id, NoticeDestructionRequest request, CancellationToken ct) => await desk.DestroyAsync(await PartyAsync(ct), id, Grams(request.Weight), request.Photo, ct) ? NoContent() : NotFound();

    private Task<NoticeParty> PartyAsync(CancellationToken ct) => receivers.OfAsync(User.Caller(), ct);

    /// <exception cref="RuleException"><c>notice.unit</c></exception>
    private static long Grams(Quantity? quantity) => quantity!.Value.Unit.IsMass() ? quantity.Value.Mass(0).Grams : throw new RuleException("notice.unit", "Enter the weight in g, kg, t or jin.", "weight");

    private static RecallNoticeAnswer Shape(RecallNoticeView x, IReadOnlyList<NoticeGoods>? goods) => new(x.Id, x.RecallId, x.RecallNumber, x.Class, x.Reason, x.Advice, x.Receiver, x.Kind, x.State, x.SentAt, x.AnswerBy, x.AcknowledgedAt,
        Mass(x.SentGrams), Mass(x.FoundGrams), new(x.ReturnedGrams, Unit.Kg), new(x.DestroyedGrams, Unit.Kg), x.PhotoHash.Length > 0 ? x.PhotoHash : null, x.Reminders, x.Closed, x.Mock, goods);

    private static Quantity? Mass(long? grams) => grams is { } some ? new(some, Unit.Kg) : null;
}
