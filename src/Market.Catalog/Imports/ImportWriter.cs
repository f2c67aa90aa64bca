using System.Text.Json;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>Writes a plan and the report of it in one transaction: everybody sees all of an import or nothing.</summary>
internal sealed class ImportWriter(CatalogDb db, ImportClaim claim, Import import)
{
    private const int Chunk = 200;

    /// <returns>false when the import was cancelled or lost meanwhile; then nothing is kept.</returns>
    public async Task<bool> WriteAsync(ImportPlan plan, CancellationToken ct)
    {
        var errors = plan.Faults.OrderBy(x => x.Row).Select(x => new ImportError
        {
            ImportId = import.Id,
            Row = x.Row,
            Column = x.Column,
            Code = x.Code,
            Args = JsonSerializer.Serialize(x.Args, ImportText.Json),
        }).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!import.DryRun) await WriteGoodsAsync(plan, ct);
        await db.BulkInsertAsync(errors, ct);
        if (!await claim.FinishAsync(plan.Results, ct)) return false;
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task WriteGoodsAsync(ImportPlan plan, CancellationToken ct)
    {
        await db.BulkInsertAsync(plan.Observed, ct);
        await db.BulkReplaceAsync(plan.Corrected, ct);
        if (plan.Drafts.Count + plan.Changes.Count > 0) await WriteProductsAsync(plan, ct);
        db.Audit.Add(new AuditEntry
        {
            At = plan.Stored.Now,
            ActorId = import.ActorId,
            Action = "import.done",
            SubjectId = import.CooperativeId,
            Detail = $"{import.Id}: {plan.Results[RowResult.Created]} created, {plan.Results[RowResult.Updated]} updated",
        });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <remarks>The change number is taken late: its row stays locked until the commit, and other desks wait for it.</remarks>
    private async Task WriteProductsAsync(ImportPlan plan, CancellationToken ct)
    {
        var number = await ChangeSequence.NextAsync(db, ct);
        var released = plan.Stored.Products.Released;
        foreach (var ids in released.Chunk(Chunk))
            await db.Products.Where(x => ids.Contains(x.Id) && x.State == ListingState.Retired).ExecuteUpdateAsync(set => set.SetProperty(x => x.KeyHash, (byte[]?)null), ct);
        foreach (var product in plan.Drafts) product.ChangeSeq = number;
        await db.BulkInsertAsync(plan.Drafts, ct);
        await db.BulkInsertAsync([.. plan.Drafts.SelectMany(x => x.Offers)], ct);
        await db.BulkInsertAsync(plan.Prices, ct);
        foreach (var rows in plan.Changes.Chunk(Chunk)) await ChangeAsync(rows, plan.Stored, number, ct);
    }

    private async Task ChangeAsync((Guid Product, ParsedRow Row)[] rows, Snapshot stored, long number, CancellationToken ct)
    {
        var ids = rows.Select(x => x.Product).Distinct().ToList();
        var products = await db.Products.Include(x => x.Offers).Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        foreach (var (id, row) in rows)
        {
            var product = products[id];
            if (product.State == ListingState.Retired) throw new DbUpdateConcurrencyException("A product of the plan was retired meanwhile.");
            var offers = product.Offers.ToHashSet();
            stored.Edit.Apply(product, row, out var priced);
            product.ChangeSeq = number;
            foreach (var offer in product.Offers.Where(x => !offers.Contains(x))) db.Entry(offer).State = EntityState.Added;
            if (priced is not null) db.PriceChanges.Add(new() { OfferId = priced.Id, At = stored.Now, PriceFen = priced.PriceFen, ActorId = import.ActorId });
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
