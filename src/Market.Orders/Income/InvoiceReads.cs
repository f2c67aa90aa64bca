using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Income;

/// <summary>An invoice or a credit note.</summary>
/// <param name="Corrects">Number of the invoice a credit note corrects, else null.</param>
public sealed record InvoiceView(Guid Id, long Number, bool CreditNote, long? Corrects, long AmountFen, DateTime IssuedAt, string? FapiaoNumber,
    Guid SubOrderId, Guid? LineId);

/// <summary>Invoices with what they are about, for printing and lists.</summary>
public sealed class InvoiceReads(OrdersDb db)
{
    /// <summary>A cooperative's invoices and credit notes, newest first.</summary>
    public async Task<PageOf<InvoiceView>> ListAsync(Guid cooperativeId, int page, int pageSize, CancellationToken ct)
    {
        var own = db.Invoices.AsNoTracking().Where(x => x.CooperativeId == cooperativeId);
        return new(await View(own.OrderByDescending(x => x.Number).Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct), await own.CountAsync(ct), page, pageSize);
    }

    /// <summary>Invoices of an order's parts, for its buyer.</summary>
    public Task<List<InvoiceView>> OfOrderAsync(Guid orderId, Guid buyer, CancellationToken ct) => View(db.Invoices.AsNoTracking()
        .Where(x => db.SubOrders.Any(part => part.Id == x.SubOrderId && part.OrderId == orderId && part.Order!.BuyerId == buyer))
        .OrderBy(x => x.IssuedAt).ThenBy(x => x.Number)).ToListAsync(ct);

    /// <summary>One document with the part it is about, for its buyer or its seller.</summary>
    /// <returns>null when neither may see it, or it does not exist.</returns>
    public async Task<(InvoiceView Invoice, SubOrderView Part)?> FindAsync(Guid id, Guid buyer, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var invoice = await db.Invoices.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct);
        if (invoice is null) return null;
        var part = await db.SubOrders.AsNoTracking().Include(x => x.Order).Include(x => x.Lines)
            .SingleOrDefaultAsync(x => x.Id == invoice.SubOrderId && (x.Order!.BuyerId == buyer || cooperatives.Contains(x.CooperativeId)), ct);
        if (part is null) return null;
        return ((await View(db.Invoices.Where(x => x.Id == id)).SingleAsync(ct)), part.View(part.Order!));
    }

    /// <summary>Keeps the tax invoice's number (发票) beside ours.</summary>
    /// <returns>false when the cooperatives have no such invoice.</returns>
    public async Task<bool> NoteFapiaoAsync(Guid id, string number, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await db.Invoices.Where(x => x.Id == id && cooperatives.Contains(x.CooperativeId)).ExecuteUpdateAsync(set => set.SetProperty(x => x.FapiaoNumber, number), ct) == 1;

    private static IQueryable<InvoiceView> View(IQueryable<Invoice> invoices) => invoices.Select(x => new InvoiceView(x.Id, x.Number, x.CreditNote, x.Corrects,
        x.AmountFen, x.IssuedAt, x.FapiaoNumber, x.SubOrderId, x.LineId));
}
