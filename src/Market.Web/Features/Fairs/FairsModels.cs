using Market.Catalog.Brand;
using Market.Catalog.Fairs;
using Market.Kernel;

namespace Market.Web.Features.Fairs;

/// <summary>A fair as typed.</summary>
public sealed record FairFields(string? Name = null, string? NameEn = null, string? Place = null, DateOnly? From = null, DateOnly? To = null, DateOnly? ApplyUntil = null, string? Note = null)
{
    internal FairFacts Facts() => new(Name ?? "", NameEn ?? "", Place ?? "", Day(From, "from"), Day(To, "to"), Day(ApplyUntil, "applyUntil"), Note ?? "");

    private static DateOnly Day(DateOnly? day, string field) => day ?? throw new RuleException("fair.field_missing", "Fill this in.", field);
}

/// <summary>Samples as typed: kilograms and a note beside each product; those without kilograms stay at home.</summary>
public sealed record SampleFields(Guid? CooperativeId = null, List<Guid>? Product = null, List<decimal?>? Kilograms = null, List<string?>? Text = null)
{
    internal IReadOnlyList<SampleFacts> Facts() => [.. (Product ?? []).Select((x, i) => (Product: x, Kg: (Kilograms ?? []).ElementAtOrDefault(i), Note: (Text ?? []).ElementAtOrDefault(i))).Where(x => x.Kg is not null)
        .Select(x => new SampleFacts(x.Product, (long)(Math.Clamp(x.Kg!.Value, -1, 100_000_000) * 1000), x.Note ?? ""))];
}

public sealed record FairsPage(IReadOnlyList<FairCard> Coming, IReadOnlyList<FairCard> Past, FairFields Form, bool Office, DateOnly Today);

/// <param name="Own">The caller's cooperatives and their products.</param>
public sealed record FairPage(FairCard Fair, IReadOnlyList<FairEntryView> Entries, IReadOnlyList<ScopeView> Own, IReadOnlyCollection<Guid> Cooperatives, SampleFields Typed, bool Office, bool Open);
