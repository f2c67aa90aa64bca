using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Books;

public sealed record IncomePageModel(IncomePage Income, Guid Cooperative, DateOnly? From, DateOnly? To, IncomeBalance Balance, Pager Pager);

public sealed record InvoicesPage(PageOf<InvoiceView> Invoices, Pager Pager);

public sealed record InvoicePage(InvoiceView Invoice, SubOrderView Part, bool Seller);

/// <summary>A cooperative's books: income record, exports, invoices.</summary>
public sealed class BooksController(IncomeReads income, InvoiceReads invoices, StatementExport export) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/office/income"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Income(Guid? cooperative, DateOnly? from, DateOnly? to, int page = 1, CancellationToken ct = default)
    {
        if (Own(cooperative) is not { } own) return NotFound();
        var found = await income.ListAsync(new(own, from, to), Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new IncomePageModel(found, own, from, to, await income.BalanceAsync(own, ct), new(Request, found.Entries.Page, found.Entries.Total, PageSize)));
    }

    [HttpGet("/office/income.{format:regex(^(csv|xlsx)$)}"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Export(string format, Guid? cooperative, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        if (Own(cooperative) is not { } own) return NotFound();
        var query = new IncomeQuery(own, from, to, NewestFirst: false);
        return format == "csv"
            ? File(await export.CsvAsync(query, ct), "text/csv; charset=utf-8", "income.csv")
            : File(await export.XlsxAsync(query, ct), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "income.xlsx");
    }

    [HttpGet("/office/invoices"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Invoices(Guid? cooperative, int page = 1, CancellationToken ct = default)
    {
        if (Own(cooperative) is not { } own) return NotFound();
        var found = await invoices.ListAsync(own, Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new InvoicesPage(found, new(Request, found.Page, found.Total, PageSize)));
    }

    /// <summary>One invoice or credit note, for its buyer or its seller.</summary>
    [HttpGet("/invoices/{id:guid}")]
    public async Task<IActionResult> Invoice(Guid id, CancellationToken ct)
    {
        var caller = User.Caller();
        return await invoices.FindAsync(id, caller.Id, caller.Cooperatives, ct) is { } found
            ? View(new InvoicePage(found.Invoice, found.Part, caller.Cooperatives.Contains(found.Part.CooperativeId)))
            : NotFound();
    }

    [HttpPost("/invoices/{id:guid}/fapiao"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Fapiao(Guid id, string? number, CancellationToken ct)
    {
        var text = number?.Trim() ?? "";
        if (text.Length is < 1 or > 40) throw new RuleException("invoice.fapiao", "Enter the number of the tax invoice.", "number");
        return await invoices.NoteFapiaoAsync(id, text, User.Caller().In(Role.Manager, Role.Clerk), ct) ? Redirect($"/invoices/{id}") : NotFound();
    }

    /// <summary>The asked one if it is the caller's, else their first; supervisors read too.</summary>
    private Guid? Own(Guid? cooperative)
    {
        var own = User.Caller().In(Role.Manager, Role.Supervisor);
        if (cooperative is { } one) return own.Contains(one) ? one : null;
        return own.Count > 0 ? own.First() : null;
    }
}
