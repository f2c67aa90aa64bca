using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>A harvest as told.</summary>
/// <param name="Plots">At least one of the cooperative's plots.</param>
/// <param name="Gtin">14 digits when the cooperative has a licensed GS1 prefix, else empty.</param>
/// <param name="At">When it was harvested, UTC; null for now.</param>
public sealed record HarvestForm(Guid CooperativeId, IReadOnlyCollection<Guid> Plots, LotFacts Facts, string Gtin, DateTime? At);

/// <summary>One share of a lot that is packed.</summary>
public sealed record PackingShare(Guid LotId, long Grams);

/// <summary>A packing as told: what went in, what came out as one new lot, the rest is loss.</summary>
/// <param name="Packs">Packs made, 0 for loose goods.</param>
public sealed record PackingForm(Guid CooperativeId, IReadOnlyList<PackingShare> Inputs, LotFacts Output, int Packs, DateTime? At);

/// <summary>Makes lots: harvested on plots, or packed from other lots.</summary>
public sealed class LotDesk(TraceDb db, TraceSettings settings, ICatalogQuestions catalog, TimeProvider clock)
{
    private readonly OwnEventBook events = new(db, clock);

    /// <returns>The new lot's code; null when cooperative, product or a plot is not the caller's.</returns>
    /// <exception cref="RuleException"><c>lot.plot_missing</c>, <c>lot.interval</c> when a pre-harvest interval has not ended, and as <see cref="Lot.Of"/>.</exception>
    public async Task<string?> HarvestAsync(TraceParty party, HarvestForm form, CancellationToken ct) => await CodeAsync(await db.OnceAsync(party.Key, events.Now, async () =>
    {
        if (await ProductAsync(party, form.CooperativeId, form.Facts.ProductId, ct) is not { } product) return null;
        var plots = await db.Plots.Where(x => x.CooperativeId == form.CooperativeId && form.Plots.Contains(x.Id)).OrderBy(x => x.Code).ToListAsync(ct);
        if (form.Plots.Count == 0) throw new RuleException("lot.plot_missing", "A harvest comes from at least one plot.", "plots");
        if (plots.Count != form.Plots.Distinct().Count()) return null;
        var at = events.Happened(form.At ?? party.FilledAt);
        await MustBeFreeAsync(plots, form.Facts.HarvestedOn, ct);
        var lot = Add('H', product, form.Gtin, form.Facts);
        db.LotPlots.AddRange(plots.Select(x => new LotPlot { LotId = lot.Id, PlotId = x.Id }));
        await db.SaveChangesAsync(ct);
        var told = Commissioning("harvest", at, lot);
        told["cm:plot"] = new JsonArray([.. plots.Select(x => (JsonNode)settings.Plot(x.Code))]);
        told["cm:variety"] = lot.Variety;
        told["cm:crew"] = lot.Crew;
        await events.AppendAsync(told, lot.CooperativeId, ct);
        return lot.Id;
    }, ct), ct);

    /// <summary>Grades and packs: kilograms of some lots become one new lot, less the loss.</summary>
    /// <returns>The new lot's code; null when something is not the caller's.</returns>
    /// <exception cref="RuleException"><c>packing.empty</c>, <c>packing.heavier</c>, <c>packing.product</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public async Task<string?> PackAsync(TraceParty party, PackingForm form, CancellationToken ct) => await CodeAsync(await db.OnceAsync(party.Key, events.Now, async () =>
    {
        if (await ProductAsync(party, form.CooperativeId, form.Output.ProductId, ct) is not { } product) return null;
        if (form.Inputs.Count == 0 || form.Inputs.Any(x => x.Grams <= 0)) throw new RuleException("packing.empty", "Say how much of which lot was packed.", "inputs");
        var (ids, into) = (form.Inputs.Select(x => x.LotId).ToArray(), form.Inputs.Sum(x => x.Grams));
        var inputs = await db.Lots.Where(x => x.CooperativeId == form.CooperativeId && ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        if (inputs.Count != ids.Distinct().Count()) return null;
        if (form.Output.Grams > into) throw new RuleException("packing.heavier", "More cannot come out than went in.", "weight", into);
        foreach (var share in form.Inputs) inputs[share.LotId].Take(share.Grams, 0, 0);
        var at = events.Happened(form.At ?? party.FilledAt);
        var lot = Add('B', product, "", form.Output with { HarvestedOn = inputs.Values.Min(x => x.HarvestedOn) });
        lot.InPacks(form.Packs);
        await db.SaveChangesAsync(ct);
        var told = OwnEvents.Begin("TransformationEvent", "packing", at);
        told["inputQuantityList"] = new JsonArray([.. form.Inputs.Select(x => OwnEvents.Quantity(inputs[x.LotId].Key, x.Grams))]);
        told["outputQuantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, lot.ProducedGrams));
        told["bizStep"] = "packing";
        told["cm:lossKilograms"] = (into - lot.ProducedGrams) / 1000m;
        told["cm:packs"] = form.Packs;
        await events.AppendAsync(told, lot.CooperativeId, ct);
        return lot.Id;
    }, ct), ct);

    private async Task<string?> CodeAsync(Guid? made, CancellationToken ct) => made is { } id ? await db.Lots.Where(x => x.Id == id).Select(x => x.Code).SingleAsync(ct) : null;

    private JsonObject Commissioning(string step, DateTime at, Lot lot)
    {
        var told = OwnEvents.Begin("ObjectEvent", step, at);
        told["action"] = "ADD";
        told["bizStep"] = "commissioning";
        told["disposition"] = "active";
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, lot.ProducedGrams));
        var master = new JsonObject { ["cbvmda:lotNumber"] = lot.Code, ["cbvmda:harvestStartDate"] = Day(lot.HarvestedOn) };
        if (lot.BestBefore is { } best) master["cbvmda:bestBeforeDate"] = Day(best);
        told["ilmd"] = master;
        return told;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ProductView?> ProductAsync(TraceParty party, Guid cooperativeId, Guid productId, CancellationToken ct) =>
        party.Has(cooperativeId) && await catalog.ProductAsync(productId, ct) is { } product && product.CooperativeId == cooperativeId ? product : null;

    private Lot Add(char kind, ProductView product, string gtin, LotFacts facts)
    {
        if (gtin.Length > 0 && (gtin.Length != 14 || !DigitalLink.CharacterSets.HasCheckDigit(gtin))) throw new RuleException("lot.gtin", "This is no GTIN of 14 digits.", "gtin");
        var code = PublicCode.New(kind);
        var lot = Lot.Of(new(product.CooperativeId, code, settings.Lot(gtin, code), gtin, product.Name, product.NameEn, product.Category), facts, kind == 'B', events.Now);
        db.Lots.Add(lot);
        return lot;
    }

    /// <summary>An input whose pre-harvest interval (安全间隔期) has not ended blocks the lot.</summary>
    private async Task MustBeFreeAsync(List<Plot> plots, DateOnly harvest, CancellationToken ct)
    {
        var ids = plots.Select(x => x.Id).ToArray();
        var waiting = await db.PlotInputs.AsNoTracking().Where(x => ids.Contains(x.PlotId) && x.AppliedOn <= harvest && x.FreeFrom > harvest).OrderByDescending(x => x.FreeFrom).FirstOrDefaultAsync(ct);
        if (waiting is null) return;
        throw new RuleException("lot.interval", "The pre-harvest interval of an input has not ended.", "plots", plots.Single(x => x.Id == waiting.PlotId).Name, waiting.Name, Day(waiting.FreeFrom));
    }
}
