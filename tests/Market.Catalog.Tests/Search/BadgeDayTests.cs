using Market.Catalog.Search;

namespace Market.Catalog.Tests.Search;

public class BadgeDayTests
{
    private static readonly Guid Certificate = new("0199aaaa-0000-7000-8000-000000000001");
    private static readonly ProductQuery Green = new() { Badges = ["green"] };

    private static TestIndex Index(params (string Kind, DateOnly From, DateOnly Until)[] spans) =>
        new(TestIndex.Sold("土豆") with { Badges = [.. spans.Select(x => new BadgeSpan(x.Kind, x.From, x.Until, Certificate))] });

    [Theory]
    [InlineData("2026-11-21T15:59:59Z", 0)] // the day before, in the district
    [InlineData("2026-11-21T16:00:00Z", 1)] // the first day begins
    [InlineData("2026-11-23T15:59:59Z", 1)] // the last second of the last day
    [InlineData("2026-11-23T16:00:00Z", 0)] // the day after
    public async Task A_badge_counts_from_its_first_through_the_end_of_its_last_district_day(string now, int found)
    {
        using var index = Index(("green", new(2026, 11, 22), new(2026, 11, 23)));
        index.Clock.AdjustTime(DateTimeOffset.Parse(now));
        var hits = await index.Search.SearchAsync(Green, default);
        Assert.Equal(found, hits.Total);
        Assert.Equal(found, hits.Facets.Badges.Sum(badge => badge.Count));
        Assert.Equal(1, (await index.Search.SearchAsync(new(), default)).Total);
    }

    [Fact]
    public async Task A_badge_comes_and_goes_while_the_index_stays_the_same()
    {
        using var index = Index(("green", new(2026, 11, 23), new(2026, 11, 23)), ("green", new(2026, 11, 25), new(2026, 11, 26)));
        var (found, counted) = (new List<int>(), new List<int>());
        for (var day = 0; day < 5; day++, index.Clock.Advance(TimeSpan.FromDays(1)))
        {
            found.Add((await index.Search.SearchAsync(Green, default)).Total);
            counted.Add((await index.Search.SearchAsync(new(), default)).Facets.Badges.Sum(badge => badge.Count));
        }
        Assert.Equal([1, 0, 1, 1, 0], found);
        Assert.Equal(found, counted);
    }

    [Fact]
    public async Task A_product_is_counted_once_for_two_certificates_of_a_kind()
    {
        using var index = Index(("green", new(2026, 1, 1), new(2026, 12, 31)), ("green", new(2026, 6, 1), new(2027, 6, 1)));
        Assert.Equal([new("green", 1)], (await index.Search.SearchAsync(new(), default)).Facets.Badges);
    }

    [Fact]
    public async Task An_unknown_badge_finds_nothing_and_says_which_filter_to_drop()
    {
        using var index = Index();
        var hits = await index.Search.SearchAsync(new() { Badges = ["platinum"] }, default);
        Assert.Equal([new("badge", 1)], hits.Help!.Drop);
    }
}
