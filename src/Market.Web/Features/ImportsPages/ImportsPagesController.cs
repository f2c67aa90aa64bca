using System.Text.Json;
using Market.Catalog.Imports;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ImportsPages;

public sealed record ImportsPage(IReadOnlyList<ImportView> Items, Pager Pager);

public sealed record ImportPage(ImportView Import, IReadOnlyList<ImportRowError> Errors, ImportPreview? Preview);

/// <summary>Imports in the office: upload, look at what was understood, correct, run, watch.</summary>
[Authorize(Policies.Seller), Route("office/imports")]
public sealed class ImportsPagesController(ImportDesk imports, ImportReport report, Listers listers, Wording wording) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await imports.ListAsync((await listers.OfAsync(User.Caller(), ct)).Cooperatives, page, ct);
        return View(new ImportsPage(items, new(Request, page, total, 20)));
    }

    /// <summary>Every upload is first only checked: what it would do is shown before it does it.</summary>
    [HttpPost, RequestSizeLimit(Limits.Upload), RequestFormLimits(MultipartBodyLengthLimit = Limits.Upload)]
    public async Task<IActionResult> Upload(IFormFile? file, CancellationToken ct)
    {
        if (file is null) throw new RuleException("file.missing", "Choose a file.", "file");
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (lister.Cooperatives.Count == 0) return NotFound();
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, ct);
        return Redirect($"/office/imports/{await imports.StartAsync(lister.Cooperatives.First(), new(file.FileName, content, DryRun: true), lister, ct)}");
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    /// <summary>Only the progress, for the page to refresh itself.</summary>
    [HttpGet("{id:guid}/progress")]
    public async Task<IActionResult> Progress(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? PartialView("Progress", page) : NotFound();

    /// <summary>The same file again: for real, or checked with other columns.</summary>
    [HttpPost("{id:guid}/runs")]
    public async Task<IActionResult> Run(Guid id, Dictionary<string, string>? column, bool dryRun, CancellationToken ct)
    {
        var mapping = column is not { Count: > 0 } ? null : JsonSerializer.Serialize(column.ToDictionary(x => x.Key, x => int.TryParse(x.Value, out var index) ? index : (int?)null));
        return await imports.RepeatAsync(id, mapping, dryRun, await listers.OfAsync(User.Caller(), ct), ct) is { } next ? Redirect($"/office/imports/{next}") : NotFound();
    }

    [HttpPost("{id:guid}/cancellation")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct)
    {
        await imports.CancelAsync(id, (await listers.OfAsync(User.Caller(), ct)).Cooperatives, ct);
        return Redirect($"/office/imports/{id}");
    }

    [HttpGet("{id:guid}/errors.csv")]
    public async Task<IActionResult> Errors(Guid id, CancellationToken ct)
    {
        var own = (await listers.OfAsync(User.Caller(), ct)).Cooperatives;
        using var file = new MemoryStream();
        return await report.ErrorsCsvAsync(id, own, file, x => wording.Refusal(x.Code, x.Message, x.Args), ct)
            ? File(file.ToArray(), "text/csv; charset=utf-8", "errors.csv")
            : NotFound();
    }

    private async Task<ImportPage?> PageAsync(Guid id, CancellationToken ct)
    {
        var own = (await listers.OfAsync(User.Caller(), ct)).Cooperatives;
        if (await imports.FindAsync(id, own, ct) is not { } import) return null;
        var ended = import.State is ImportState.Done or ImportState.Failed or ImportState.Cancelled;
        ImportPreview? preview = null;
        try
        {
            if (ended && import.DryRun) preview = await imports.PreviewAsync(id, own, null, ct);
        }
        catch (RuleException)
        {
            // The file cannot be read at all; the import's own failure says why.
        }
        return new(import, ended ? await imports.ErrorsAsync(id, own, 1, ct) : [], preview);
    }
}
