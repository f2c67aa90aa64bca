using System.Globalization;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Web.Tests.Shared;

/// <summary>Lengths of time as people read them.</summary>
public sealed class WordingTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddLocalization(x => x.ResourcesPath = "Resources").AddSingleton(TimeProvider.System).AddSingleton<Shelf>().AddSingleton<Wording>().BuildServiceProvider();

    [Theory]
    [InlineData(4320, "3 天", "3 days")]
    [InlineData(1440, "1 天", "1 day")]
    [InlineData(2160, "1 天 12 小时", "1 day 12 hours")]
    [InlineData(1441, "1 天 1 分钟", "1 day 1 minute")]
    [InlineData(61, "1 小时 1 分钟", "1 hour 1 minute")]
    [InlineData(90, "1 小时 30 分钟", "1 hour 30 minutes")]
    [InlineData(20, "20 分钟", "20 minutes")]
    [InlineData(0, "0 分钟", "0 minutes")]
    public void A_length_of_time_is_told_to_the_minute(int minutes, string chinese, string english)
    {
        Assert.Equal(chinese, Say("zh-CN", x => x.Span(TimeSpan.FromMinutes(minutes))));
        Assert.Equal(english, Say("en", x => x.Span(TimeSpan.FromMinutes(minutes))));
    }

    [Fact]
    public void A_refusal_tells_it_the_same_way()
    {
        var late = new RuleException("claim.too_late", "", "", TimeSpan.FromHours(36));

        Assert.Equal("过了 1 天 12 小时,不能再申诉了。", Say("zh-CN", x => x.Refusal(late)));
        Assert.Equal("The time for claims about this order (1 day 12 hours) is over.", Say("en", x => x.Refusal(late)));
    }

    [Theory]
    [InlineData("match.max_suppliers", "lines[1].maxSuppliers", "0", "最多几家至少是 1:第 2 行、最多几家供 是 0。", "The most suppliers must be at least 1: line 2, most suppliers is 0.")]
    [InlineData("match.not_positive", "offers[0].tiers[1].fenPerKg", "0", "第 2 档价格、每公斤价格 要大于 0:0。", "price 2, price of a kilogram must be more than 0: 0.")]
    [InlineData("match.shortage_range", "rules.shortagePerMille", "10", "缺货的代价", "price of what is missing")]
    [InlineData("match.list_empty", "windows", "", "送货时段 不能是空的。", "delivery windows must not be empty.")]
    [InlineData("match.list_empty", "lines[1].demand", "", "第 2 行、各时段的数量 不能是空的。", "line 2, its windows must not be empty.")]
    [InlineData("match.field_unknown", "lines[0].colour", "", "lines[0].colour", "lines[0].colour")]
    public void What_the_matching_refuses_names_the_field_in_words(string code, string path, string found, string chinese, string english)
    {
        var refusal = new RuleException(code, "", path, path, found);

        Assert.Contains(chinese, Say("zh-CN", x => x.Refusal(refusal)), StringComparison.Ordinal);
        Assert.Contains(english, Say("en", x => x.Refusal(refusal)), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _services.Dispose();
    }

    private string Say(string language, Func<Wording, string> what)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return what(_services.GetRequiredService<Wording>());
    }
}
