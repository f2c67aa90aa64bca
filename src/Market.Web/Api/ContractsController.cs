using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Archive;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>Supply contracts: drafted by a supermarket's buyer, agreed by both, reviewed and filed by the town.</summary>
[ApiController, Route("api/v1/contracts"), Authorize(Policies.Contracts)]
public sealed class ContractsController(ContractDesk desk, ContractSteps steps, QuotationDesk quotations, ContractReads reads, TimeProvider clock) : ControllerBase
{
    private ContractParty Party => User.Caller().Contracts;

    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>Drafts a contract.</summary>
    [HttpPost, Authorize(Policies.Buyer)]
    [ProducesResponseType<ContractAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Draft(ContractRequest request, CancellationToken ct) => Made(await desk.DraftAsync(Buyer(request), request.Facts(Chain(request)), ct) is { } id ? await ShapeAsync(id, ct) : null);

    /// <param name="q">In number, title, party or product.</param>
    /// <param name="year">In which it runs.</param>
    [HttpGet]
    public async Task<ListOf<ContractCardAnswer>> List([FromQuery] Paging paging, string? q, int? year, CancellationToken ct)
    {
        var found = await reads.ListAsync(Party, new(q, year), paging.Page, paging.PageSize, ct);
        return new([.. found.Items.Select(x => ContractShapes.Shape(x, Today))], found.Total, found.Page, found.PageSize);
    }

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<ContractAnswer>> Find(Guid id, CancellationToken ct) => await ShapeAsync(id, ct) is { } contract ? contract : NotFound();

    /// <summary>Drafts a contract over all that a supplier has accepted of a demand and that is in none yet.</summary>
    [HttpPost("/api/v1/demands/{id:guid}/contracts"), Authorize(Policies.Buyer)]
    [ProducesResponseType<ContractAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> FromAwards(Guid id, AwardedContractRequest request, [FromServices] AwardedContracts awarded, CancellationToken ct) =>
        Made(await awarded.DraftAsync(Buyer(request), id, request.SupplierId!.Value, ContractShapes.Terms(request.Terms ?? new()), ct) is { } contract ? await ShapeAsync(contract, ct) : null);

    /// <summary>Writes a draft anew: what was agreed to it is void.</summary>
    [HttpPost("{id:guid}/revision"), Authorize(Policies.Buyer)]
    public async Task<ActionResult<ContractAnswer>> Revise(Guid id, ContractRequest request, CancellationToken ct) => await DoneAsync(await desk.ReviseAsync(Buyer(request), id, request.Facts(Chain(request)), ct), id, ct);

    /// <summary>Drafts a new version of a filed contract; the filed one stays in force until the new one is filed.</summary>
    [HttpPost("{id:guid}/amendments"), Authorize(Policies.Buyer)]
    [ProducesResponseType<ContractAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Amend(Guid id, ContractRequest request, CancellationToken ct) => Made(await desk.AmendAsync(Buyer(request), id, request.Facts(Chain(request)), ct) is { } version ? await ShapeAsync(version, ct) : null);

    [HttpPost("{id:guid}/cancellation"), Authorize(Policies.Buyer)]
    public async Task<ActionResult<ContractAnswer>> Cancel(Guid id, CancellationToken ct) => await DoneAsync(await desk.CancelAsync(Buyer(null), id, ct), id, ct);

    /// <summary>The chain's approver or the supplier's manager agrees, each once.</summary>
    [HttpPost("{id:guid}/agreement"), Authorize(Policies.Agreeing)]
    public async Task<ActionResult<ContractAnswer>> Agree(Guid id, AgreementRequest? request, CancellationToken ct)
    {
        var (caller, meeting) = (User.Caller(), request?.MeetingRecord is { } record ? new MeetingRecord(record.Number, record.Date!.Value) : null);
        var done = caller.Is(Role.Approver) && await steps.AgreeAsync(caller.Acting(Role.Approver), ContractSide.Chain, id, (null, request?.Round), ct)
            || caller.Is(Role.Manager) && await steps.AgreeAsync(caller.Acting(Role.Manager), ContractSide.Supplier, id, (meeting, request?.Round), ct);
        return await DoneAsync(done, id, ct);
    }

    /// <summary>The reviewer of the supplier's town supports it or returns it.</summary>
    [HttpPost("{id:guid}/review"), Authorize(Policies.Town)]
    public async Task<ActionResult<ContractAnswer>> Review(Guid id, ContractReviewRequest request, CancellationToken ct)
    {
        if (!await steps.ReviewAsync(User.Caller().Acting(Role.Reviewer), id, request.Outcome == ReviewOutcome.Support, request.Reason, ct)) return NotFound();
        // What goes back is a draft again, and drafts are between the parties.
        return await ShapeAsync(id, ct) is { } contract ? contract : NoContent();
    }

    /// <summary>Records the two people who signed.</summary>
    [HttpPost("{id:guid}/seal"), Authorize(Policies.Manager)]
    public async Task<ActionResult<ContractAnswer>> Seal(Guid id, SealRequest request, CancellationToken ct) => await DoneAsync(await steps.SealAsync(User.Caller().Acting(Role.Manager), id, new(request.Handler, request.Chair), ct), id, ct);

    [HttpPost("{id:guid}/filing"), Authorize(Policies.Town)]
    public async Task<ActionResult<ContractAnswer>> File(Guid id, FilingRequest request, CancellationToken ct) => await DoneAsync(await steps.FileAsync(User.Caller().Acting(Role.Reviewer), id, request.Number, ct), id, ct);

    /// <summary>After the last day, when nothing is missing and all is paid.</summary>
    [HttpPost("{id:guid}/archiving"), Authorize(Policies.Town)]
    public async Task<ActionResult<ContractAnswer>> Archive(Guid id, [FromServices] ArchiveDesk archive, CancellationToken ct) => await DoneAsync(await archive.ArchiveAsync(User.Caller().Acting(Role.Reviewer), id, ct), id, ct);

    /// <summary>Records a week's market quotation; it counts when both parties recorded the same.</summary>
    [HttpPost("{id:guid}/quotations"), Authorize(Policies.Dealing)]
    public async Task<ActionResult<ContractAnswer>> Quote(Guid id, QuotationRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        Task<bool> As(Role role, ContractSide side) => quotations.QuoteAsync(caller.Acting(role), side, id, request.LineId!.Value, request.Day!.Value, request.Price!.Value.Amount, ct);
        return await DoneAsync(caller.Is(Role.Buyer) && await As(Role.Buyer, ContractSide.Chain) || caller.Is(Role.Manager) && await As(Role.Manager, ContractSide.Supplier), id, ct);
    }

    /// <summary>Adds a picture or a PDF to the contract's file.</summary>
    [HttpPost("{id:guid}/papers"), Authorize(Policies.Dealing), RequestSizeLimit(15 * 1024 * 1024)]
    public async Task<ActionResult<ContractAnswer>> Attach(Guid id, PaperRequest request, [FromServices] PaperDesk papers, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (request.Picture.Length > 0 == request.Pdf is not null) throw new RuleException("contract.photo_missing", "Choose a photo, a scan or a PDF.", "picture");
        if (request.Pdf is null && (await pictures.ShapesAsync([request.Picture], ct)).Count == 0) throw new RuleException("contract.picture_unknown", "No such picture was uploaded.", "picture");
        var caller = User.Caller();
        Task<bool> As(Role role, ContractSide side) => request.Pdf is { } pdf ? papers.AttachAsync(caller.Acting(role), side, id, request.Title, pdf, ct) : papers.AttachAsync(caller.Acting(role), side, id, request.Title, request.Picture, ct);
        return await DoneAsync(caller.Is(Role.Buyer) && await As(Role.Buyer, ContractSide.Chain) || caller.Is(Role.Manager) && await As(Role.Manager, ContractSide.Supplier), id, ct);
    }

    /// <summary>A PDF of the contract's file.</summary>
    [HttpGet("{id:guid}/papers/{paperId:guid}"), Produces("application/pdf")]
    public async Task<IActionResult> Paper(Guid id, Guid paperId, CancellationToken ct) => await reads.PaperAsync(User.Caller().Contracts, id, paperId, ct) is { } paper ? File(paper.Content, "application/pdf", paper.Title + ".pdf") : NotFound();

    private OrganisationAct Buyer(object? body) => User.Caller().Acting(Role.Buyer, body is null ? null : this.KeyIfAny(body));

    private Guid Chain(ContractRequest request) => request.ChainId ?? User.Caller().In(Role.Buyer).First();

    private async Task<ContractAnswer?> ShapeAsync(Guid id, CancellationToken ct) => await reads.FindAsync(Party, id, ct) is { } contract ? ContractShapes.Shape(contract, Today) : null;

    private async Task<ActionResult<ContractAnswer>> DoneAsync(bool done, Guid id, CancellationToken ct) => done && await ShapeAsync(id, ct) is { } contract ? contract : NotFound();

    private IActionResult Made(ContractAnswer? contract) => contract is null ? NotFound() : StatusCode(StatusCodes.Status201Created, contract);
}
