using System.Globalization;
using Market.Traceability.Hooks;

namespace Market.Traceability.Tests.Hooks;

/// <summary>When a schedule is due, by the district's wall clock.</summary>
public sealed class QueryScheduleTests
{
    [Theory]
    [InlineData("hour=1;minute=5", "2026-11-23T10:00:00", "2026-11-24T01:05:00")]
    [InlineData("hour=1;minute=5", "2026-11-24T01:04:59", "2026-11-24T01:05:00")]
    [InlineData("hour=1;minute=5", "2026-11-24T01:05:00", "2026-11-25T01:05:00")]
    [InlineData("second=0/30", "2026-11-23T10:00:00", "2026-11-23T10:00:30")]
    [InlineData("second=0/30", "2026-11-23T10:00:30", "2026-11-23T10:01:00")]
    [InlineData("minute=[10-12],40", "2026-11-23T10:12:30", "2026-11-23T10:40:00")]
    [InlineData("minute=*/20", "2026-11-23T10:41:00", "2026-11-23T11:00:00")]
    [InlineData("hour=8-10", "2026-11-23T10:30:00", "2026-11-24T08:00:00")]
    [InlineData("dayOfWeek=1", "2026-11-23T00:00:00", "2026-11-30T00:00:00")]
    [InlineData("dayOfWeek=7;hour=6", "2026-11-23T10:00:00", "2026-11-29T06:00:00")]
    [InlineData("dayOfMonth=31", "2026-11-23T10:00:00", "2026-12-31T00:00:00")]
    [InlineData("month=2;dayOfMonth=29", "2026-11-23T10:00:00", "2028-02-29T00:00:00")]
    public void The_next_time_is_the_first_after(string fields, string now, string next) => Assert.Equal(Utc(next), QuerySchedule.TryOf(Fields(fields))!.Next(Utc(now)));

    [Theory]
    [InlineData("")]
    [InlineData("hour=24")]
    [InlineData("minute=-1")]
    [InlineData("second=60")]
    [InlineData("dayOfMonth=0")]
    [InlineData("dayOfWeek=8")]
    [InlineData("month=2;dayOfMonth=30")]
    [InlineData("hour=[5-3]")]
    [InlineData("hour=5/0")]
    [InlineData("hour=one")]
    [InlineData("hour=1,,2")]
    [InlineData("hour= ")]
    [InlineData("year=2027")]
    [InlineData("minute=99999999999")]
    public void A_time_that_cannot_be_read_or_never_comes_is_none(string fields) => Assert.Null(QuerySchedule.TryOf(Fields(fields)));

    private static Dictionary<string, string> Fields(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);

    private static DateTime Utc(string local) => DateTime.SpecifyKind(DateTime.Parse(local, CultureInfo.InvariantCulture).AddHours(-8), DateTimeKind.Utc);
}
