using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Demands;

/// <param name="Message">Why the file as a whole was refused; empty when its cells are.</param>
/// <param name="Title">As typed.</param>
/// <param name="BidsUntil">As typed.</param>
public sealed record DemandTablePage(string Message, IReadOnlyList<SheetError> Errors, string? Title, DateOnly? BidsUntil);

/// <summary>Demands from tables.</summary>
[Authorize(Policies.Buyer)]
public sealed class DemandTablesController(DemandTables tables, Wording wording) : Controller
{
    private static readonly string[] Example = ["上海青", "一级", "green", "", "", "2027-01-04", "2027-01-10", "1200", "6.20", "200", "4"];

    [HttpGet("/office/demands/table.csv")]
    public async Task<IActionResult> Template([FromServices] DistrictDirectory directory, CancellationToken ct)
    {
        var stores = await directory.StoresAsync(User.Caller().In(Role.Buyer), ct);
        var rows = stores.Take(1).Select(x => Example.Select((cell, i) => i == 4 ? x.Slug : cell).ToArray());
        await Response.WriteCsvAsync("demand.csv", [.. DemandSheet.Template(wording.English)], rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    [HttpPost("/office/demands/table"), RequestSizeLimit(Limits.Upload), RequestFormLimits(MultipartBodyLengthLimit = Limits.Upload)]
    public async Task<IActionResult> Publish(IFormFile? file, string? title, DateOnly? bidsUntil, CancellationToken ct)
    {
        try
        {
            if (file is null) throw new RuleException("file.missing", "Choose a file.", "file");
            var content = new byte[file.Length];
            await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, ct);
            var done = await tables.PublishAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null), content, new(title ?? "", DemandFields.Until(bidsUntil), [], new(), []), ct);
            return done.Errors.Count > 0 ? View("/Features/Demands/Table.cshtml", new DemandTablePage("", done.Errors, title, bidsUntil)) : done.Id is { } id ? Redirect($"/office/demands/{id}") : NotFound();
        }
        catch (RuleException rule)
        {
            return View("/Features/Demands/Table.cshtml", new DemandTablePage(wording.Refusal(rule), [], title, bidsUntil));
        }
    }
}
