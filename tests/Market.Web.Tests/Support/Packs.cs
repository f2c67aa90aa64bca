using System.Globalization;

namespace Market.Web.Tests.Support;

/// <summary>Packs with codes, for tests that look them up.</summary>
internal static class Packs
{
    /// <summary>A number of GS1's example prefix 952.</summary>
    public const string Gtin = "09521234567899";

    /// <summary>A new lot of goods with a GTIN, and the serial of its one pack.</summary>
    public static async Task<(string Lot, string Serial)> NewAsync(Site site) => await NewAsync(site, 1) is var (lot, serials) ? (lot, serials[0]) : default;

    /// <summary>A new lot of goods with a GTIN, and the serials of its packs.</summary>
    public static async Task<(string Lot, string[] Serials)> NewAsync(Site site, int packs)
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        using var anybody = await Client.AsAsync(site, null);
        var cooperative = (await anybody.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!["id"];
        var product = (await anybody.GetAsync($"/api/v1/products?cooperative={cooperative}&badge=green"))["items"][0]!["id"];
        var plot = (await manager.PostAsync("/api/v1/plots", new { cooperativeId = cooperative, name = "五号地", village = "后湾村", area = 1 }))["id"];
        // Older than the demo's lots, so that these stay on the first page of the list, where other tests look for them.
        var harvested = TimeProvider.System.GetUtcNow().AddHours(8).AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var lot = await manager.PostAsync("/api/v1/lots", new { cooperativeId = cooperative, productId = product, plots = new[] { plot }, weight = new { value = "10", unit = "kg" }, harvestedOn = harvested, gtin = Gtin });
        Assert.Equal(201, lot.Status);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{lot.Of<string>("code")}/commitment", new { number = "HG-" + lot.Of<string>("code"), party = "上湾合作社", contact = "0935-8210000" })).Status);
        var batch = await manager.PostAsync("/api/v1/code-batches", new { lotId = lot["id"], count = packs });
        return (lot.Of<string>("code"), [.. (await manager.GetAsync($"/api/v1/code-batches/{batch.Of<string>("id")}/codes.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(x => x.Split(',')[0])]);
    }
}
