using System.Text.Json.Nodes;
using Market.Web.Tests.Inputs.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Basket and checkout forms that come twice, incomplete or from odd places.</summary>
[Collection(InputTests.Name)]
public sealed class BasketFormTests(AttackedSite site)
{
    [Fact]
    public async Task An_old_checkout_form_finds_its_order_and_leaves_a_new_basket_alone()
    {
        var (buyer, old, fresh) = (site.Browsing("consumer2"), await site.ProductAsync(), await site.ProductAsync("shangwan"));
        var form = await FormAsync(buyer, old);
        var first = await buyer.PostAsync("/checkout", form);
        await AddAsync(buyer, fresh);

        var again = await buyer.PostAsync("/checkout", form);

        Assert.StartsWith("/orders/", first.Location, StringComparison.Ordinal);
        Assert.Equal((302, first.Location), (again.Status, again.Location));
        Assert.Equal([$"/basket/lines/{fresh["offerId"]}"], await LinesAsync(buyer));
        Assert.Equal("1", buyer.Cookies.GetCookies(new(site.Address))["items"]!.Value);
        await EmptyAsync(buyer);
    }

    [Fact]
    public async Task A_checkout_form_without_its_number_places_nothing()
    {
        var (buyer, product) = (site.Browsing("consumer2"), await site.ProductAsync());
        var form = (await FormAsync(buyer, product)).Where(x => x.Key != "once").ToList();
        var before = await site.Counts.QuietAsync();

        var answer = await buyer.PostAsync("/checkout", form);

        Assert.Equal(200, answer.Status);
        Assert.Contains("结算单不完整", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before["orders_orders"], (await site.Counts.TakeAsync())["orders_orders"]);
        Assert.Equal([$"/basket/lines/{product["offerId"]}"], await LinesAsync(buyer));
        await EmptyAsync(buyer);
    }

    [Fact]
    public async Task A_delivery_form_names_every_empty_field_and_keeps_what_was_typed()
    {
        var buyer = site.Browsing("consumer2");
        var filled = (await FormAsync(buyer, await site.ProductAsync())).Where(x => x.Key is not ("way" or "stationId"));

        var answer = await buyer.PostAsync("/checkout", [.. filled, new("way", "delivery"), new("name", " "), new("phone", "1"), new("address", "青石镇 3 号")]);

        Assert.Equal(200, answer.Status);
        Assert.Equal(["#f-name", "#f-phone"], answer.Document.QuerySelectorAll(".error-summary a").Select(x => x.GetAttribute("href")));
        Assert.Equal(["1", "青石镇 3 号"], new[] { "phone", "address" }.Select(x => answer.Document.QuerySelector($"input[name={x}]")!.GetAttribute("value")));
        Assert.NotNull(answer.Document.QuerySelector("input[value=sandbox][checked]"));
        await EmptyAsync(buyer);
    }

    [Theory]
    [InlineData("stationId", "f-stationid", "请选自提点")]
    [InlineData("paymentMethod", "f-paymentmethod", "这里不能这样付")]
    public async Task A_choice_that_was_not_made_is_named_beside_it(string field, string id, string sentence)
    {
        var buyer = site.Browsing("consumer2");
        var filled = (await FormAsync(buyer, await site.ProductAsync())).Where(x => x.Key != field);

        var answer = await buyer.PostAsync("/checkout", [.. filled, .. field == "paymentMethod" ? new KeyValuePair<string, string>[] { new(field, "gold") } : []]);

        Assert.Equal(200, answer.Status);
        Assert.Equal([$"#{id}"], answer.Document.QuerySelectorAll(".error-summary a").Select(x => x.GetAttribute("href")));
        var choices = answer.Document.QuerySelector($"fieldset#{id}")!;
        Assert.Contains(sentence, answer.Document.QuerySelector($"#{choices.GetAttribute("aria-describedby")}")!.TextContent, StringComparison.Ordinal);
        await EmptyAsync(buyer);
    }

    [Fact]
    public async Task Goods_set_aside_at_the_checkout_are_kept_with_what_was_typed_and_then_ordered()
    {
        var (buyer, product) = (site.Browsing("consumer2"), await site.ProductAsync());
        var form = (await FormAsync(buyer, product)).Where(x => x.Key is not ("way" or "stationId")).Append(new("way", "delivery")).Append(new("address", "青石镇 3 号")).ToList();
        var before = await site.Counts.QuietAsync();

        foreach (var _ in new[] { 1, 2 })
        {
            var answer = await buyer.PostAsync("/checkout", [.. form, new("act", "hold")]);
            Assert.Equal(200, answer.Status);
            Assert.Empty(answer.Document.QuerySelectorAll(".error-summary"));
            Assert.Contains("已为您留货到", answer.Text, StringComparison.Ordinal);
            Assert.Equal("青石镇 3 号", answer.Document.QuerySelector("input[name=address]")!.GetAttribute("value"));
            Assert.Equal(before["orders_holds"] + 1, (await site.Counts.TakeAsync())["orders_holds"]);
        }
        // More of it than was set aside: the hold no longer fits, and the goods are taken from the shelf.
        await AddAsync(buyer, product);
        Assert.DoesNotContain("已为您留货到", (await buyer.GetAsync("/checkout")).Text, StringComparison.Ordinal);
        var placed = await buyer.PostAsync("/checkout", [.. form, new("name", "王芳"), new("phone", "13800000000")]);

        Assert.Equal(302, placed.Status);
        var after = await site.Counts.TakeAsync();
        Assert.Equal((before["orders_holds"], before["orders_orders"] + 1), (after["orders_holds"], after["orders_orders"]));
        await site.VerifyAsync();
    }

    [Fact]
    public async Task The_time_for_a_bank_transfer_is_told_to_the_minute()
    {
        var buyer = site.Browsing("buyer.huijia");
        await AddAsync(buyer, await site.ProductAsync());

        var chinese = await buyer.GetAsync("/checkout");
        await buyer.GetAsync("/prefs/lang/en");
        var english = await buyer.GetAsync("/checkout");
        await buyer.GetAsync("/prefs/lang/zh-CN");

        Assert.Contains("超市和单位用,1 天 13 小时 30 分钟内到账", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("to arrive within 1 day 13 hours 30 minutes", english.Text, StringComparison.Ordinal);
        await EmptyAsync(buyer);
    }

    [Theory]
    [InlineData("//x")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task A_refusal_never_leads_to_an_address_that_is_not_ours(string from)
    {
        var answer = await site.Browsing("consumer2").PostAsync("/basket/lines", [new("offerId", Guid.CreateVersion7().ToString()), new("quantity", "much")], from: from);

        Assert.Equal((302, "/"), (answer.Status, answer.Location));
    }

    /// <summary>The checkout form as the page shows it, filled in; the basket then holds this product alone.</summary>
    private async Task<List<KeyValuePair<string, string>>> FormAsync(Browser buyer, JsonNode product)
    {
        await EmptyAsync(buyer);
        await AddAsync(buyer, product);
        var page = await buyer.GetAsync("/checkout");
        return [.. buyer.Fields(page, "/checkout"), new("stationId", (await site.StationAsync()).ToString()), new("paymentMethod", "sandbox")];
    }

    private static async Task AddAsync(Browser buyer, JsonNode product) =>
        Assert.Equal(302, (await buyer.PostAsync("/basket/lines", [new("offerId", product["offerId"]!.GetValue<string>())], from: "/")).Status);

    private static async Task<List<string>> LinesAsync(Browser buyer) => [.. (await buyer.GetAsync("/basket")).Document.Forms
        .Select(x => x.GetAttribute("action") ?? "").Where(x => x.StartsWith("/basket/lines/", StringComparison.Ordinal)).Distinct()];

    private static async Task EmptyAsync(Browser buyer)
    {
        var page = await buyer.GetAsync("/basket");
        foreach (var line in await LinesAsync(buyer)) await buyer.PostAsync(line, [.. buyer.Fields(page, line), new("act", "remove")]);
    }
}
