using System.Text.Json.Nodes;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Things that exist in the demo district, so that wrong input gets as deep as it can.</summary>
public sealed class Places
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private string _number = "";
    private string _lot = "";

    /// <summary>Code of a lot of shangwan's.</summary>
    public string Lot => _lot;

    /// <summary>Code of a pallet of shangwan's.</summary>
    public string Pallet { get; private set; } = "";

    /// <summary>An id that exists below an address of the API.</summary>
    public string Id(string collection) => _ids[collection];

    /// <summary>The cooperative's application for the fair.</summary>
    public string Entry { get; private set; } = "";

    /// <summary>Values by the member's name in the API's bodies.</summary>
    public Dictionary<string, JsonNode> Members { get; } = new(StringComparer.Ordinal);

    public static async Task<Places> FindAsync(AttackedSite site)
    {
        var places = new Places();
        var cooperatives = (await site.As("").GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray();
        var shangwan = Id(cooperatives.Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!);
        var product = (await site.As("").GetAsync($"/api/v1/products?cooperative={shangwan}"))["items"][0]!;
        var part = (await site.As("manager.shangwan").GetAsync("/api/v1/sub-orders"))["items"][0]!;
        var order = (await site.As("consumer").GetAsync("/api/v1/orders"))["items"][0]!;
        places._ids["/api/v1/cooperatives"] = shangwan;
        places._ids["/api/v1/products"] = Id(product);
        places._ids["/api/v1/offers"] = product["offerId"]!.GetValue<string>();
        places._ids["/api/v1/sub-orders"] = Id(part);
        places._ids["/api/v1/orders"] = Id(order);
        places.Members["cooperativeId"] = shangwan;
        places.Members["products"] = new JsonArray(Id(product));
        places.Members["holder"] = shangwan;
        places.Members["kind"] = "green";
        places.Members["file"] = "";
        places.Members["product"] = Id(product);
        (places.Members["level"], places.Members["renews"]) = ("", "");
        (places.Members["paidOn"], places.Members["classes"], places.Members["owner"]) = (Day(TimeProvider.System.GetUtcNow().AddDays(-1)), "31", "上湾合作社");
        var today = TimeProvider.System.GetUtcNow();
        (places.Members["issuedOn"], places.Members["date"], places.Members["validUntil"]) = (Day(today.AddDays(-10)), Day(today.AddDays(-10)), Day(today.AddYears(1)));
        places.Members["report"] = "";
        places._number = await CaseAsync(site);
        places.Members["offerId"] = product["offerId"]!.GetValue<string>();
        places.Members["townId"] = Id((await site.As("").GetAsync("/api/v1/towns"))["items"][0]!);
        places.Members["stationId"] = Id((await site.As("").GetAsync("/api/v1/stations"))["items"][0]!);
        places.Members["orderLineId"] = Id(order["subOrders"]![0]!["lines"]![0]!);
        places.Members["lineId"] = Id(part["lines"]![0]!);
        var plot = await site.As("manager.shangwan").PostAsync("/api/v1/plots", new { cooperativeId = shangwan, name = "一号地", area = 2.5 });
        var lot = await site.As("manager.shangwan").PostAsync("/api/v1/lots", new { cooperativeId = shangwan, productId = Id(product), plots = new[] { plot["id"] }, weight = new { value = "100", unit = "kg" }, harvestedOn = Day(today.AddDays(-1)) });
        (places.Members["lotId"], places.Members["plots"], places.Members["productId"]) = (lot["id"].DeepClone(), new JsonArray(plot["id"].DeepClone()), Id(product));
        (places.Members["harvestedOn"], places.Members["appliedOn"], places.Members["bestBefore"], places.Members["gtin"]) = (Day(today.AddDays(-1)), Day(today.AddDays(-30)), Day(today.AddDays(20)), "");
        (places.Members["at"], places.Members["reportHash"], places.Members["conformant"]) = (Day(today.AddDays(-1)) + "T00:00:00Z", "", true);
        places.Members["lots"] = new JsonArray(lot["code"].DeepClone());
        (places._ids["/api/v1/plots"], places._lot) = (Id(plot.Json!), lot["code"].GetValue<string>());
        await site.As("manager.shangwan").PostAsync($"/api/v1/lots/{places._lot}/commitment", new { number = "HG-" + places._lot, party = "上湾合作社", contact = "0935-8210000" });
        places._ids["/api/v1/code-batches"] = (await site.As("manager.shangwan").PostAsync("/api/v1/code-batches", new { lotId = lot["id"], count = 50 }))["id"].GetValue<string>();
        places.Pallet = (await site.As("manager.shangwan").PostAsync("/api/v1/pallets", new { cooperativeId = shangwan })).Of<string>("code");
        places.Members["unit"] = (await site.As("manager.shangwan").PostAsync("/api/v1/pallets", new { cooperativeId = shangwan })).Of<string>("code");
        await site.As("manager.shangwan").PostAsync($"/api/v1/pallets/{places.Pallet}/loads", new { lot = places._lot, weight = new { value = "10", unit = "kg" } });
        (places.Members["lot"], places.Members["sscc"]) = (places._lot, "");
        foreach (var name in new[] { "accepted", "short", "rejected" }) places.Members[name] = new JsonObject { ["value"] = "1", ["unit"] = "kg" };
        places.Members["receiver"] = "station:" + Id((await site.As("").GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan-village")!);
        places.Members["weight"] = new JsonObject { ["value"] = "1", ["unit"] = "kg" };
        places.Members["found"] = new JsonObject { ["value"] = "1", ["unit"] = "kg" };
        places.Members["place"] = (await site.As("").GetAsync("/api/v1/stores"))["items"].AsArray().First(x => x!["slug"]!.GetValue<string>().StartsWith("huijia", StringComparison.Ordinal))!["id"]!.DeepClone();
        var line = new { product = "上海青", place = places.Members["place"], priceCeiling = new { amount = 700, currency = "CNY" }, maxSuppliers = 3, windows = new[] { new { from = Day(today.AddDays(30)), to = Day(today.AddDays(36)), quantity = places.Members["weight"] } } };
        places._ids["/api/v1/demands"] = (await site.As("buyer.huijia").PostAsync("/api/v1/demands", new { title = "上海青", bidsUntil = Day(today.AddDays(20)) + "T00:00:00Z", lines = new[] { line } })).Of<string>("id");
        var chain = Id((await site.As("").GetAsync("/api/v1/chains"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "huijia")!);
        var store = (await site.As("office").PostAsync("/api/v1/stores", new { chainId = chain, slug = "shop-" + Guid.CreateVersion7().ToString("N")[^8..], name = "小店", nameEn = "Shop", townId = places.Members["townId"], address = "街" })).Of<string>("id");
        (places._ids["/api/v1/stores"], places.Members["storeId"], places.Members["chainId"], places.Members["fromTownId"], places.Members["toTownId"], places.Members["metres"]) = (store, store, chain, places.Members["townId"]!.DeepClone(), places.Members["townId"]!.DeepClone(), 8_000);
        (places.Members["from"], places.Members["to"], places.Members["applyUntil"], places.Members["samples"]) = (Day(today.AddDays(30)), Day(today.AddDays(31)), Day(today.AddDays(20)), new JsonArray(new JsonObject { ["productId"] = Id(product), ["quantity"] = new JsonObject { ["value"] = "1", ["unit"] = "kg" } }));
        places._ids["/api/v1/fairs"] = (await site.As("office").PostAsync("/api/v1/fairs", new { name = "展", nameEn = "Fair", place = "馆", from = Day(today.AddDays(30)), to = Day(today.AddDays(31)), applyUntil = Day(today.AddDays(20)) })).Of<string>("id");
        places.Entry = (await site.As("manager.shangwan").PostAsync($"/api/v1/fairs/{places._ids["/api/v1/fairs"]}/entries", new { cooperativeId = shangwan, samples = new[] { new { productId = Id(product), quantity = new { value = "1", unit = "kg" } } } })).Of<string>("id");
        places._ids["/api/v1/unions"] = Id((await site.As("").GetAsync("/api/v1/unions"))["items"][0]!);
        places.Members["paymentMethod"] = "sandbox";
        places.Members["category"] = "fruit";
        places.Members["storage"] = "chilled";
        places.Members["season"] = "6-10";
        places.Members["netWeight"] = new JsonObject { ["value"] = "1", ["unit"] = "kg" };
        return places;
    }

    /// <summary>The path with an id that exists, where there is one.</summary>
    public string Path(Operation operation) => Known(operation).Replace("{bid}", "01900000-0000-7000-8000-000000000002", StringComparison.Ordinal).Replace("{entry}", Entry, StringComparison.Ordinal).Replace("{paperId}", "01900000-0000-7000-8000-000000000003", StringComparison.Ordinal).Replace("{cooperativeId}", Id("/api/v1/cooperatives"), StringComparison.Ordinal);

    private string Known(Operation operation)
    {
        if (operation.Path.StartsWith("/api/v1/pallets/{code}", StringComparison.Ordinal)) return operation.Path.Replace("{code}", Pallet, StringComparison.Ordinal);
        if (operation.Path.Contains("{code}", StringComparison.Ordinal) || operation.Path.Contains("{key}", StringComparison.Ordinal)) return operation.Path.Replace("{code}", _lot, StringComparison.Ordinal).Replace("{key}", _lot, StringComparison.Ordinal);
        var at = operation.Path.IndexOf("/{id}", StringComparison.Ordinal);
        if (operation.Path.StartsWith("/api/v1/cases/{number}", StringComparison.Ordinal)) return operation.Path.Replace("{number}", _number, StringComparison.Ordinal);
        return at < 0 ? operation.Path.Replace("{sha256}", new string('0', 64), StringComparison.Ordinal) : operation.Path.Replace("{id}", _ids.GetValueOrDefault(operation.Path[..at], "01900000-0000-7000-8000-000000000001"), StringComparison.Ordinal);
    }

    /// <summary>The demo account that may do this.</summary>
    public static string Doer(Operation operation) => operation.Path["/api/v1/".Length..].Split('/')[0] switch
    {
        "payouts" => "admin",
        "chains" or "stores" or "roads" when operation.Method != "GET" => "office",
        "shelves" when operation.Method == "POST" => "buyer.huijia",
        "shelves" => "office",
        "fairs" when operation.Path.EndsWith("entries", StringComparison.Ordinal) || operation.Path.EndsWith("withdrawal", StringComparison.Ordinal) => "manager.shangwan",
        "fairs" when operation.Method == "POST" => "office",
        "licence-applications" when operation.Path.EndsWith("opinion", StringComparison.Ordinal) => "reviewer.shuanghe",
        "rewards" when operation.Path.EndsWith("opinion", StringComparison.Ordinal) => "reviewer.shuanghe",
        "rewards" when operation.Path.EndsWith("decision", StringComparison.Ordinal) || operation.Path.EndsWith("payment", StringComparison.Ordinal) => "office",
        "licence-applications" when operation.Path.EndsWith("visits", StringComparison.Ordinal) => "office",
        "licences" when operation.Path.EndsWith("withdrawal", StringComparison.Ordinal) || operation.Path.EndsWith("labels", StringComparison.Ordinal) || operation.Path.EndsWith("artwork", StringComparison.Ordinal) => "manager.shangwan",
        "licence-applications" when operation.Path.EndsWith("decision", StringComparison.Ordinal) => "office",
        "certificates" when operation.Path.EndsWith("verification", StringComparison.Ordinal) => "office",
        "licences" when operation.Method == "POST" => "office",
        "misuse-reports" when operation.Path == "/api/v1/misuse-reports" && operation.Method == "POST" => "",
        "cases" or "appeals" when operation.Path.EndsWith("answer", StringComparison.Ordinal) || (operation.Path.EndsWith("appeal", StringComparison.Ordinal) || operation.Path.EndsWith("appeals", StringComparison.Ordinal)) => "manager.shangwan",
        "misuse-reports" or "cases" or "appeals" or "spot-checks" or "spot-check-draws" => "office",
        "listing-reviews" => "reviewer.shuanghe",
        "cooperatives" when operation.Path.EndsWith("charter-review", StringComparison.Ordinal) => "reviewer.shuanghe",
        "sub-orders" when operation.Path.EndsWith("arrival", StringComparison.Ordinal) => "station.shangwan-village",
        "claims" when operation.Path != "/api/v1/claims" || operation.Method == "GET" => "manager.shangwan",
        "cooperatives" when operation.Method == "POST" => "receiver.huijia",
        "claims" or "orders" or "reviews" or "pictures" or "cooperatives" => "consumer",
        "recalls" when operation.Path != "/api/v1/recalls" => "office",
        "recalls" or "trace" => "inspector",
        "lots" or "plots" or "code-batches" or "pallets" => "manager.shangwan",
        "demands" when operation.Path.EndsWith("/bids", StringComparison.Ordinal) || operation.Path.Contains("/bids/", StringComparison.Ordinal) => "manager.shangwan",
        "plans" when operation.Path.EndsWith("approval", StringComparison.Ordinal) || operation.Path.EndsWith("awards/refusal", StringComparison.Ordinal) => "approver.huijia",
        "demands" or "demand-tables" or "match-runs" or "plans" => "buyer.huijia",
        "unions" => "office",
        "contracts" when operation.Path.EndsWith("agreement", StringComparison.Ordinal) || operation.Path.EndsWith("seal", StringComparison.Ordinal) => "manager.shangwan",
        "contracts" when operation.Path.EndsWith("review", StringComparison.Ordinal) || operation.Path.EndsWith("filing", StringComparison.Ordinal) || operation.Path.EndsWith("archiving", StringComparison.Ordinal) => "reviewer.shuanghe",
        "call-offs" when operation.Path.EndsWith("receipt", StringComparison.Ordinal) => "receiver.huijia",
        "receipts" when operation.Path.EndsWith("settlement", StringComparison.Ordinal) => "buyer.huijia",
        "receipts" when operation.Path.EndsWith("correction", StringComparison.Ordinal) => "receiver.huijia",
        "call-offs" when operation.Path.EndsWith("withdrawal", StringComparison.Ordinal) => "buyer.huijia",
        "disputes" => "reviewer.shuanghe",
        "statements" when operation.Path.EndsWith("payments", StringComparison.Ordinal) => "buyer.huijia",
        "contracts" => "buyer.huijia",
        "tokens" or "licences" or "artwork" or "towns" or "chains" or "stores" or "stations" => "",
        _ => "manager.shangwan",
    };

    /// <summary>A case against somebody without a licence.</summary>
    private static async Task<string> CaseAsync(AttackedSite site)
    {
        var found = (await site.As("office").GetAsync("/api/v1/cases"))["items"].AsArray().FirstOrDefault(x => x!["suspect"] is not null);
        return (found ?? (await site.As("office").PostAsync("/api/v1/cases", new { about = "冒用标识", suspect = "城关某摊" }))["case"])["number"]!.GetValue<string>();
    }

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Id(JsonNode node) => node["id"]!.GetValue<string>();
}
