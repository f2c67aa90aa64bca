using Market.Catalog.Brand;
using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Archive;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Sourcing.Awards;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Contracts;

/// <summary>Supply contracts: the list, the archive's search, a contract with the next deed for whoever may do it.</summary>
[Authorize(Policies.Contracts)]
public sealed class ContractsController(ContractReads reads, ContractSteps steps, TimeProvider clock, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20, ShownSuppliers = 50, MostSearch = 60;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => DistrictClock.Date(Now);

    [HttpGet("/office/contracts")]
    public async Task<IActionResult> Index(string? q, int? year, int page = 1, CancellationToken ct = default)
    {
        var query = new ContractQuery(q, year);
        var found = await reads.ListAsync(User.Caller().Contracts, query, Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new ContractsPage(found.Items, query, User.Caller().Is(Role.Buyer), new(Request, found.Page, found.Total, PageSize), Now));
    }

    [HttpGet("/office/contracts/new"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> New(Guid supplier, string? q, CancellationToken ct) => View(await FormAsync(new(supplier, From: Today, To: Today.AddMonths(3)), ct, q ?? ""));

    [HttpPost("/office/contracts"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Draft(ContractFields form, [FromServices] ContractDesk desk, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var buyer = User.Caller().Acting(Role.Buyer);
                return await desk.DraftAsync(buyer, form.Facts(buyer.Organisations.First()), ct) is { } id ? Redirect($"/office/contracts/{id}") : NotFound();
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(Field(rule.Field), wording.Refusal(rule));
            }
        }
        return View("New", await FormAsync(form, ct));
    }

    /// <summary>From what a supplier has accepted of a demand; its terms are written next.</summary>
    [HttpPost("/office/demands/{id:guid}/contracts"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> FromAwards(Guid id, Guid supplierId, [FromServices] AwardedContracts awarded, CancellationToken ct) =>
        await awarded.DraftAsync(User.Caller().Acting(Role.Buyer), id, supplierId, new(), ct) is { } contract ? Redirect($"/office/contracts/{contract}/text") : NotFound();

    [HttpGet("/office/contracts/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpGet("/office/contracts/{id:guid}/print")]
    public async Task<IActionResult> Print(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    /// <summary>The text of a draft, or of the amendment of a filed contract.</summary>
    [HttpGet("/office/contracts/{id:guid}/text"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Text(Guid id, CancellationToken ct) => await EditableAsync(id, ct) is { } contract
        ? View(new ContractTextPage(contract, ContractFields.Of(contract), [.. contract.Lines.Select(x => new LineFields(x.FenPerKg / 100m, x.Windows.Count == 1 && x.Parts.Count == 1 ? x.Windows[0].Grams / 1000m : null))])) : NotFound();

    [HttpPost("/office/contracts/{id:guid}/text"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Write(Guid id, ContractFields form, List<LineFields>? lines, [FromServices] ContractDesk desk, CancellationToken ct)
    {
        if (await EditableAsync(id, ct) is not { } contract) return NotFound();
        if (ModelState.IsValid)
        {
            try
            {
                var (buyer, facts) = (User.Caller().Acting(Role.Buyer), form.Facts(contract, lines ?? []));
                if (contract.State == ContractState.Filed) return await desk.AmendAsync(buyer, id, facts, ct) is { } version ? Redirect($"/office/contracts/{version}") : NotFound();
                if (await desk.ReviseAsync(buyer, id, facts, ct)) return Redirect($"/office/contracts/{id}");
                return NotFound();
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(Field(rule.Field), wording.Refusal(rule));
            }
        }
        return View("Text", new ContractTextPage(contract, form, lines ?? []));
    }

    [HttpPost("/office/contracts/{id:guid}/cancellation"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Cancel(Guid id, [FromServices] ContractDesk desk, CancellationToken ct) => DoneAsync(id, "contracts.done.cancelled", () => desk.CancelAsync(User.Caller().Acting(Role.Buyer), id, ct), ct);

    [HttpPost("/office/contracts/{id:guid}/agreement"), Authorize(Policies.Agreeing)]
    public Task<IActionResult> Agree(Guid id, string? meetingNumber, DateOnly? meetingOn, int? round, CancellationToken ct) => DoneAsync(id, "contracts.done.agreed", async () =>
    {
        var caller = User.Caller();
        if (meetingNumber is { Length: > 0 } != meetingOn is not null) throw new RuleException("contract.meeting_half", "The meeting's record has a number and a date.", meetingOn is null ? "meetingOn" : "meetingNumber");
        var meeting = meetingNumber is { Length: > 0 } number && meetingOn is { } on ? new MeetingRecord(number, on) : null;
        return caller.Is(Role.Approver) && await steps.AgreeAsync(caller.Acting(Role.Approver), ContractSide.Chain, id, (null, round), ct)
            || caller.Is(Role.Manager) && await steps.AgreeAsync(caller.Acting(Role.Manager), ContractSide.Supplier, id, (meeting, round), ct);
    }, ct);

    [HttpPost("/office/contracts/{id:guid}/review"), Authorize(Policies.Town)]
    public async Task<IActionResult> Review(Guid id, string? decision, string? reason, CancellationToken ct)
    {
        var answer = await DoneAsync(id, decision == "support" ? "contracts.done.supported" : "contracts.done.returned", () => steps.ReviewAsync(User.Caller().Acting(Role.Reviewer), id, decision == "support", reason ?? "", ct), ct);
        // What goes back is a draft again, and drafts are between the parties.
        return answer is RedirectResult && decision != "support" ? Redirect("/town") : answer;
    }

    [HttpPost("/office/contracts/{id:guid}/seal"), Authorize(Policies.Manager)]
    public Task<IActionResult> Seal(Guid id, string? handler, string? chair, CancellationToken ct) => DoneAsync(id, "contracts.done.sealed", () => steps.SealAsync(User.Caller().Acting(Role.Manager), id, new(handler ?? "", chair ?? ""), ct), ct);

    [HttpPost("/office/contracts/{id:guid}/filing"), Authorize(Policies.Town)]
    public Task<IActionResult> File(Guid id, string? number, CancellationToken ct) => DoneAsync(id, "contracts.done.filed", () => steps.FileAsync(User.Caller().Acting(Role.Reviewer), id, number ?? "", ct), ct);

    [HttpPost("/office/contracts/{id:guid}/archiving"), Authorize(Policies.Town)]
    public Task<IActionResult> Archive(Guid id, [FromServices] ArchiveDesk archive, CancellationToken ct) => DoneAsync(id, "contracts.done.archived", () => archive.ArchiveAsync(User.Caller().Acting(Role.Reviewer), id, ct), ct);

    [HttpPost("/office/contracts/{id:guid}/papers"), Authorize(Policies.Dealing), RequestSizeLimit(12 * 1024 * 1024)]
    public Task<IActionResult> Attach(Guid id, string? title, IFormFile? photo, [FromServices] PaperDesk desk, [FromServices] PictureStore pictures, CancellationToken ct) => DoneAsync(id, "contracts.done.attached", async () =>
    {
        if (await reads.FindAsync(User.Caller().Contracts, id, ct) is not { } contract) return false;
        if (photo is null) throw new RuleException("contract.photo_missing", "Choose a photo or a scan.", "photo");
        var (side, act) = User.Caller().In(Role.Buyer).Contains(contract.ChainId) ? (ContractSide.Chain, User.Caller().Acting(Role.Buyer)) : (ContractSide.Supplier, User.Caller().Acting(Role.Manager));
        await using var stream = photo.OpenReadStream();
        var head = new byte[5];
        if (PaperDesk.IsPdf(head.AsSpan(0, await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct))))
        {
            using var pdf = new MemoryStream();
            stream.Position = 0;
            await stream.CopyToAsync(pdf, ct);
            return await desk.AttachAsync(act, side, id, title ?? "", pdf.ToArray(), ct);
        }
        stream.Position = 0;
        return await desk.AttachAsync(act, side, id, title ?? "", await pictures.SaveAsync(stream, User.CallerId(), ct), ct);
    }, ct);

    /// <summary>A PDF of the contract's file, to be kept: browsers show nothing of it here.</summary>
    [HttpGet("/office/contracts/{id:guid}/papers/{paperId:guid}")]
    public async Task<IActionResult> Paper(Guid id, Guid paperId, CancellationToken ct) => await reads.PaperAsync(User.Caller().Contracts, id, paperId, ct) is { } paper ? File(paper.Content, "application/pdf", paper.Title + ".pdf") : NotFound();

    [HttpPost("/office/contracts/{id:guid}/quotations"), Authorize(Policies.Dealing)]
    public Task<IActionResult> Quote(Guid id, Guid line, DateOnly? day, decimal? price, [FromServices] QuotationDesk desk, CancellationToken ct) => DoneAsync(id, "contracts.done.quoted", async () =>
    {
        if (await reads.FindAsync(User.Caller().Contracts, id, ct) is not { } contract) return false;
        var (caller, fen) = (User.Caller(), ContractFields.Form.Fen(price ?? 0m));
        return caller.In(Role.Buyer).Contains(contract.ChainId)
            ? await desk.QuoteAsync(caller.Acting(Role.Buyer), ContractSide.Chain, id, line, day ?? Today, fen, ct)
            : await desk.QuoteAsync(caller.Acting(Role.Manager), ContractSide.Supplier, id, line, day ?? Today, fen, ct);
    }, ct);

    /// <summary>Calls for goods of the contract.</summary>
    [HttpPost("/office/contracts/{id:guid}/call-offs"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Call(Guid id, Dictionary<Guid, decimal?>? kilograms, DateOnly? deliverOn, string? note, [FromServices] CallOffDesk desk, CancellationToken ct) => DoneAsync(id, "contracts.done.called", async () =>
        await desk.CallAsync(User.Caller().Acting(Role.Buyer), id, new([.. (kilograms ?? []).Where(x => x.Value is not (null or 0)).Select(x => new WantedGrams(x.Key, ContractFields.Form.Grams(x.Value)))], deliverOn ?? Today, note ?? ""), ct) is not null, ct);

    private async Task<IActionResult> DoneAsync(Guid id, string done, Func<Task<bool>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await work()) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/contracts/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(Field(rule.Field), wording.Refusal(rule));
            }
        }
        return await PageAsync(id, ct) is { } page ? View("Show", page) : NotFound();
    }

    /// <summary>The desk names fields as the API does; the form has one line.</summary>
    private static string Field(string field) => field.Split('.')[^1] switch { "windows" or "parts" => "kilograms", "lines" => "product", "loss" => "loss", var last => last };

    private async Task<ContractView?> EditableAsync(Guid id, CancellationToken ct) => await reads.FindAsync(User.Caller().Contracts, id, ct) is { State: ContractState.Draft or ContractState.Filed } contract && User.Caller().In(Role.Buyer).Contains(contract.ChainId) ? contract : null;

    private async Task<ContractFormPage> FormAsync(ContractFields form, CancellationToken ct, string search = "")
    {
        var services = HttpContext.RequestServices;
        var registry = services.GetRequiredService<CooperativeRegistry>();
        var suppliers = await registry.SearchAsync(search.Length > MostSearch ? search[..MostSearch] : search, ShownSuppliers, ct);
        if (form.Supplier != default && !suppliers.Exists(x => x.Id == form.Supplier)) suppliers.InsertRange(0, (await registry.ByIdAsync([form.Supplier], ct)).Values);
        var stores = await services.GetRequiredService<DistrictDirectory>().StoresAsync(User.Caller().In(Role.Buyer), ct);
        return new(form, suppliers, form.Supplier == default ? [] : await services.GetRequiredService<LicenceRegister>().ProductsAsync([form.Supplier], ct), stores, Today, search);
    }

    private async Task<ContractPage?> PageAsync(Guid id, CancellationToken ct)
    {
        var caller = User.Caller();
        if (await reads.FindAsync(caller.Contracts, id, ct) is not { } x) return null;
        var services = HttpContext.RequestServices;
        var callOffs = x.Signed.FiledAt is null ? [] : (await services.GetRequiredService<DeliveryReads>().CallOffsAsync(caller.Contracts, x.HeadId, 1, 50, ct)).Items;
        var names = await services.GetRequiredService<CooperativeRegistry>().ByIdAsync([.. x.Lines.SelectMany(y => y.Parts).Select(y => y.CooperativeId).Append(x.SupplierId).Distinct()], ct);
        var (town, manages, buys) = (caller.In(Role.Reviewer).Contains(x.TownId), caller.In(Role.Manager).Contains(x.SupplierId), caller.In(Role.Buyer).Contains(x.ChainId));
        var over = x.State == ContractState.Filed && Today > x.To;
        var may = new ContractDeeds(buys, x.State == ContractState.Draft && x.Signed.ChainAgreedAt is null && caller.In(Role.Approver).Contains(x.ChainId), x.State == ContractState.Draft && x.Signed.SupplierAgreedAt is null && manages,
            town && x.State is (ContractState.Agreed or ContractState.Reviewed or ContractState.Sealed), manages && x.State == ContractState.Reviewed, town && x.State == ContractState.Sealed, town && over, buys && x.State == ContractState.Filed && Today <= x.To, manages);
        var lacking = over ? await services.GetRequiredService<ArchiveDesk>().LackingAsync(id, ct) : [];
        var typed = Request.HasFormContentType ? Request.Form.Where(y => !y.Key.StartsWith('_')).ToDictionary(y => y.Key, y => y.Value.ToString(), StringComparer.OrdinalIgnoreCase) : new Dictionary<string, string>();
        var crates = x.Terms.CrateFen > 0 ? await services.GetRequiredService<DeliveryReads>().CratesAsync(x.HeadId, ct) : null;
        return new(x, callOffs, may, names, caller.In(Role.Manager, Role.Clerk), lacking, typed, Now) { Crates = crates, Awarded = await services.GetRequiredService<AwardReads>().PricesAsync(x.ChainId, x.HeadId, ct) };
    }
}
