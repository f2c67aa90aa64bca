using Market.Catalog.Brand;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Traceability.Scans;
using Market.Traceability.Story;
using Market.Web.Hosting;
using Market.Web.Shared;

namespace Market.Web.Features.TracePages;

/// <param name="Route">Places in the order in which the goods came through them: villages, cooperative, cold stores, stations and shops. Where a buyer lives is no part of it.</param>
/// <param name="Code">The pack's code when one was scanned; null for a lot's page.</param>
/// <param name="Covered">What became of a covered code just tried.</param>
public sealed record TracePage(LotStory Story, CooperativeView Cooperative, ProductCard? Product, IReadOnlyList<BadgeOnDay> Marks, IReadOnlyList<string> Route, ScannedCode? Code, (CoveredVerdict Verdict, DateTime? At)? Covered);

/// <summary>Puts together what the page of a lot or a pack tells.</summary>
public sealed class LotPages(ICatalogQuestions catalog, Shelf shelf, BadgeHistory history, Receivers receivers, Wording wording)
{
    public async Task<TracePage> OfAsync(LotStory story, ScannedCode? code, (CoveredVerdict, DateTime?)? covered, CancellationToken ct)
    {
        var cooperative = await catalog.CooperativeAsync(story.Lot.CooperativeId, ct) ?? throw new InvalidOperationException($"Lot {story.Lot.Code} has no cooperative.");
        return new(story, cooperative, await shelf.CardAsync(story.Lot.ProductId, ct), await history.OfAsync(story.Lot.ProductId, story.Lot.HarvestedOn, ct), await RouteAsync(story, cooperative, ct), code, covered);
    }

    private async Task<IReadOnlyList<string>> RouteAsync(LotStory story, CooperativeView cooperative, CancellationToken ct)
    {
        var names = await receivers.NamesAsync([.. story.Steps.Where(x => x.Kind == "receiving").Select(x => x.Facts.GetValueOrDefault("destination", "")).Where(x => x.Length > 0)], ct);
        var places = story.Plots.Select(x => x.Village).Append(wording.Pick(cooperative.Name, cooperative.NameEn)).ToList();
        foreach (var step in story.Steps)
        {
            if (step.Kind == "cold") places.Add(step.Facts.GetValueOrDefault("place", ""));
            if (step.Kind == "receiving" && names.TryGetValue(step.Facts.GetValueOrDefault("destination", ""), out var name)) places.Add(wording.Pick(name.Name, name.NameEn));
        }
        return [.. places.Where(x => x.Length > 0).Distinct()];
    }
}
