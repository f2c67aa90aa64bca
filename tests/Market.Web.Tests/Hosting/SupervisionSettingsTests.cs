using Market.Catalog.Supervision;
using Market.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace Market.Web.Tests.Hosting;

/// <summary>Local rules of supervision are settings.</summary>
public sealed class SupervisionSettingsTests
{
    [Fact]
    public void What_is_not_set_is_the_usual()
    {
        var (read, usual) = (Read(), new SupervisionSettings());
        Assert.Equal((usual.AppealDays, usual.ComplaintPoints, usual.SuspensionPoints, usual.FailurePoints, usual.MonthPoints), (read.AppealDays, read.ComplaintPoints, read.SuspensionPoints, read.FailurePoints, read.MonthPoints));
    }

    [Fact]
    public void Each_setting_sets_its_own_rule()
    {
        var read = Read(("MARKET_APPEAL_DAYS", "30"), ("MARKET_CHECK_COMPLAINT_POINTS", "1"), ("MARKET_CHECK_SUSPENSION_POINTS", "2"), ("MARKET_CHECK_FAILURE_POINTS", "0"), ("MARKET_CHECK_MONTH_POINTS", "4"));
        Assert.Equal((30, 1, 2, 0, 4), (read.AppealDays, read.ComplaintPoints, read.SuspensionPoints, read.FailurePoints, read.MonthPoints));
    }

    [Theory]
    [InlineData("MARKET_APPEAL_DAYS", "0")]
    [InlineData("MARKET_APPEAL_DAYS", "366")]
    [InlineData("MARKET_CHECK_MONTH_POINTS", "-1")]
    [InlineData("MARKET_CHECK_FAILURE_POINTS", "many")]
    public void What_is_out_of_range_is_named_at_start(string name, string value) =>
        Assert.Contains(name, Assert.Throws<FormatException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    private static SupervisionSettings Read(params (string Name, string Value)[] set) =>
        SupervisionConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(set.ToDictionary(x => x.Name, x => (string?)x.Value)).Build());
}
