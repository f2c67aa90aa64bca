using Market.Traceability.Story;
using Market.Web.Features.TracePages;

namespace Market.Web.Tests.TracePages;

public sealed class ColdChartTests
{
    private static readonly DateTime Start = new(2026, 11, 21, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Two_stays_stand_where_their_times_and_temperatures_say()
    {
        var chart = ColdChart.Of([Stay(4, 8, "2", "6.1", "3", "5"), Stay(0, 4, "1.8", "4", "2", "5")])!;

        Assert.Equal((0m, 8m, 1.8m, 6.1m, 2.5m, 5m), (chart.Floor, chart.Ceiling, chart.Lowest, chart.Highest, chart.Mean, chart.Limit));
        Assert.Equal(["0", "50"], chart.Stays.Select(x => chart.X(x.From)));
        Assert.Equal(["50", "50"], chart.Stays.Select(chart.Width));
        Assert.Equal(("190", "30", "90"), (chart.Y(0), chart.Y(8), chart.Y(5)));
        Assert.Equal("82", chart.Height(chart.Stays[1]));
        Assert.Equal([false, true], chart.Stays.Select(x => x.IsAbove));
        Assert.Equal("0,150 50,150 50,130 100,130", chart.Means());
        Assert.Equal("11-21 12:00", ColdChart.When(chart.From));
    }

    [Fact]
    public void Frost_and_a_stay_without_change_stay_in_the_drawing()
    {
        var frozen = ColdChart.Of([Stay(0, 1, "-18.2", "-18.2", "-18.2", "")])!;

        Assert.Equal((-19m, null), (frozen.Floor, frozen.Limit));
        Assert.Equal("3", frozen.Height(frozen.Stays[0]));
        Assert.InRange(double.Parse(frozen.Y(-18.2m), System.Globalization.CultureInfo.InvariantCulture), 30, 190);
        Assert.Equal("-18.2 ℃", ColdChart.Degrees(frozen.Lowest));
    }

    [Fact]
    public void Nothing_measured_and_measurements_of_others_without_times_draw_nothing()
    {
        Assert.Null(ColdChart.Of([]));
        Assert.Null(ColdChart.Of([new("cold", Start, new Dictionary<string, string> { ["minValue"] = "1" }), new("cold", Start, Stay(2, 1, "1", "2", "1", "").Facts), new("harvest", Start, Stay(0, 1, "1", "2", "1", "").Facts)]));
    }

    private static StoryStep Stay(int from, int until, string low, string high, string mean, string limit) => new("cold", Start.AddHours(until), new Dictionary<string, string>
    {
        ["place"] = "冷库",
        ["startTime"] = Start.AddHours(from).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["endTime"] = Start.AddHours(until).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["minValue"] = low,
        ["maxValue"] = high,
        ["meanValue"] = mean,
        ["limit"] = limit,
    });
}
