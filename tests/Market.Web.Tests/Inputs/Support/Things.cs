using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Somebody's things: consumer's order at shangwan, its claim, its invoice, the cooperative's products and imports.</summary>
public sealed class Things
{
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private string _hash = "";
    private string _lot = "";
    private string _bid = "";
    private string _entry = "", _paper = "";
    private string _pallet = "";
    private string _serial = "";
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public Dictionary<string, JsonNode> Members { get; } = new(StringComparer.Ordinal);

    public static async Task<Things> MakeAsync(AttackedSite site)
    {
        var things = new Things();
        var places = await Places.FindAsync(site);
        foreach (var (name, value) in places.Members) things.Members[name] = value;
        (things._lot, things._ids["plots"], things._ids["code-batches"], things._ids["codes"]) = (places.Lot, places.Id("/api/v1/plots"), places.Id("/api/v1/code-batches"), places.Id("/api/v1/code-batches"));
        things._pallet = places.Pallet;
        things._serial = (await site.As("manager.shangwan").GetAsync($"/api/v1/code-batches/{things._ids["code-batches"]}/codes.csv")).Text.Split('\n')[1].Split(',')[0];
        var product = await site.ProductAsync("shangwan");
        things._ids["demands"] = places.Id("/api/v1/demands");
        (things._ids["stores"], things._ids["shelves"], things._ids["fairs"], things._entry) = (places.Id("/api/v1/stores"), places.Id("/api/v1/stores"), places.Id("/api/v1/fairs"), places.Entry);
        things._bid = (await site.As("manager.shangwan").PostAsync($"/api/v1/demands/{things._ids["demands"]}/bids", new { cooperativeId = things.Members["cooperativeId"], productId = product["id"], product = "上海青", tiers = new[] { new { from = new { value = "0", unit = "kg" }, price = new { amount = 400, currency = "CNY" } } }, supply = new[] { new { from = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), quantity = new { value = "1", unit = "kg" } } } })).Of<string>("id");
        things._ids["match-runs"] = (await site.As("buyer.huijia").PostAsync($"/api/v1/demands/{things._ids["demands"]}/match", null)).Of<string>("id");
        await Wait.ForAsync(async () => (await site.As("buyer.huijia").GetAsync($"/api/v1/match-runs/{things._ids["match-runs"]}")).Of<string>("status") == "done", "the matching");
        things._ids["plans"] = (await site.As("buyer.huijia").GetAsync($"/api/v1/match-runs/{things._ids["match-runs"]}")).Of<string>("planId");
        await site.As("buyer.huijia").PostAsync($"/api/v1/demands/{things._ids["demands"]}/bids-closure", null);
        await site.As("buyer.huijia").PostAsync($"/api/v1/plans/{things._ids["plans"]}/awards", new { });
        things._ids["awards"] = (await site.As("buyer.huijia").GetAsync($"/api/v1/demands/{things._ids["demands"]}/awards"))["items"][0]!["id"]!.GetValue<string>();
        things._ids["suppliers"] = things.Members["cooperativeId"].GetValue<string>();
        things._ids["unions"] = (await site.As("").GetAsync("/api/v1/unions"))["items"][0]!["id"]!.GetValue<string>();
        await things.SupplyAsync(site);
        var recall = await site.As("inspector").PostAsync("/api/v1/recalls", new { lots = new[] { places.Lot }, @class = "iii", reason = "查" });
        things._ids["recalls"] = recall["id"].GetValue<string>();
        things.Members["lots"] = new JsonArray(places.Lot);
        things._ids["recall-notices"] = await NoticeAsync(site, places.Lot, things.Members["cooperativeId"].GetValue<string>());
        var (done, donePart) = await site.CompletedAsync(product, "shangwan");
        var claim = await site.As("consumer").PostAsync("/api/v1/claims", new { orderLineId = donePart["lines"]![0]!["id"], reason = "破了", amount = new { amount = 1, currency = "CNY" } });
        var open = await site.PlaceAsync(product);
        await site.PayAsync(open);
        var paid = await site.As("consumer").GetAsync($"/api/v1/orders/{open["id"]}");
        var import = await site.As("manager.shangwan").UploadAsync("/api/v1/imports", "file", "品名,价格\n豆角,1.00\n"u8.ToArray(), "a.csv", ("dryRun", "true"));
        await Wait.ForAsync(async () => (await site.As("manager.shangwan").GetAsync($"/api/v1/imports/{import["id"]}")).Of<string>("state") is "done" or "failed", "the import");
        // Of this very order: the cooperative's newest may be another buyer's.
        var invoice = "";
        await Wait.ForAsync(async () => (invoice = (await site.Browsing("consumer").GetAsync($"/orders/{done["id"].GetValue<string>()}")).Document.QuerySelector("a[href^='/invoices/']")?.GetAttribute("href") ?? "").Length > 0, "the invoice", seconds: 60);
        invoice = invoice["/invoices/".Length..];
        var hold = await site.As("consumer").PostAsync("/api/v1/reservations", new { offerId = product["offerId"], quantity = new { value = "1", unit = product["unit"] } });
        var licensing = new Licensing(site);
        var application = (await licensing.ApplyAsync(await licensing.ListedAsync("待审豆角"))).Of<string>("id");
        var licence = await licensing.GrantedAsync(await licensing.ListedAsync("持证豆角"));
        var supervising = new Supervising(site);
        var number = await supervising.AppealedAsync(licence);
        (things._numbers["licences"], things._numbers["cases"], things._numbers["misuse-reports"]) = (licence, number, await supervising.ReportedAsync(licence));
        var draw = (await site.As("office").PostAsync("/api/v1/spot-check-draws", new { random = 1, risky = 0, dueOn = things.Members["validUntil"] })).Of<string>("number");
        things._numbers["draws"] = draw;
        var check = (await site.As("office").GetAsync("/api/v1/spot-checks?pageSize=100"))["items"].AsArray().First(x => x!["draw"]!.GetValue<string>() == draw)!;
        await licensing.MeasureAsync(await licensing.GrantedAsync(await licensing.ListedAsync("可诉豆角")), "suspension", "查");
        var decision = (await site.As("manager.shangwan").GetAsync("/api/v1/appealable-decisions"))["items"].AsArray().First(x => x!["kind"]!.GetValue<string>() == "measure")!;
        things.Members["decision"] = decision["id"]!.DeepClone();
        var certificate = await site.As("manager.shangwan").PostAsync("/api/v1/certificates", new
        {
            kind = "green",
            number = "LB-" + application,
            holder = things.Members["cooperativeId"],
            products = new[] { await licensing.ListedAsync("证书豆角") },
            issuer = "发证机构",
            issuedOn = things.Members["issuedOn"],
            validUntil = things.Members["validUntil"],
        });
        things.Members["certificateId"] = certificate["id"].DeepClone();
        // A second organic certificate would be a renewal: the dossier is asked for once.
        var reward = (await site.As("manager.shangwan").GetAsync("/api/v1/rewards"))["items"].AsArray().FirstOrDefault()
            ?? (await site.As("manager.shangwan").PostAsync("/api/v1/rewards", new { certificateId = await licensing.VerifiedAsync("organic", await licensing.ListedAsync("有奖豆角")) })).Json!;
        var brand = (await site.As("").GetAsync($"/api/v1/sub-brands?cooperative={things.Members["cooperativeId"]}"))["items"].AsArray().Single(x => x!["name"]!.GetValue<string>() == "上湾")!;
        await site.As("manager.shangwan").UploadAsync($"/api/v1/sub-brands/{brand["id"]}/logo", "logo", Licensing.Logo, "logo.svg");
        var artworkLicence = await licensing.GrantedAsync(await licensing.ListedAsync("图样许可豆角"));
        var artwork = await site.As("manager.shangwan").PostAsync($"/api/v1/licences/{artworkLicence}/artwork", new { format = "svg", layout = "landscape", colours = "colour", millimetres = 80 });
        things._hash = Licensing.Hash(artwork.Text);
        things.Members["products"] = new JsonArray(await licensing.ListedAsync("未申请豆角"));
        foreach (var (place, id) in new (string, JsonNode?)[]
        {
            ("orders", open["id"]), ("sub-orders", open["subOrders"][0]!["id"]), ("claims", claim["id"]), ("products", product["id"]), ("offers", product["offerId"]), ("imports", import["id"]),
            ("cooperatives", things.Members["cooperativeId"]), ("invoices", invoice), ("payments", open["payment"]["id"]), ("finished", done["id"]), ("reservations", hold["id"]), ("line", donePart["lines"]![0]!["id"]), ("licence-applications", application), ("certificates", certificate["id"]), ("rewards", reward["id"]), ("sub-brands", brand["id"]),
            ("appeals", (await site.As("office").GetAsync($"/api/v1/cases/{number}"))["case"]["appeal"]!["id"]), ("spot-checks", check["id"]), ("decisions", decision["id"]),
        }) things._ids[place] = id!.GetValue<string>();
        things.Members["slug"] = "no web address";
        things.Members["weight"] = new JsonObject { ["value"] = "1", ["unit"] = "kg" };
        things.Members["offerId"] = product["offerId"]!.DeepClone();
        things.Members["orderLineId"] = donePart["lines"]![0]!["id"]!.DeepClone();
        things.Members["lineId"] = open["subOrders"][0]!["lines"]![0]!["id"]!.DeepClone();
        things.Members["productIds"] = new JsonArray(product["id"]!.DeepClone());
        things.Members["pickupCode"] = paid["subOrders"][0]!["pickupCode"]?.DeepClone() ?? "123456";
        things.Members["subOrderIds"] = new JsonArray(open["subOrders"][0]!["id"]!.DeepClone());
        return things;
    }

    /// <summary>A contract of huijia with shangwan and all that follows from it, up to a statement with a payment.</summary>
    private async Task SupplyAsync(AttackedSite site)
    {
        var supplying = new Supplying(account => Task.FromResult(site.As(account)));
        var contract = await supplying.FiledAsync();
        var pdf = Convert.ToBase64String("%PDF-1.7\n%%EOF"u8);
        _paper = (await site.As("buyer.huijia").PostAsync($"/api/v1/contracts/{contract["id"]}/papers", new { title = "合同", pdf }))["papers"][0]!["id"]!.GetValue<string>();
        var (line, receiver) = (Supplying.Line(contract), site.As("receiver.huijia"));
        var photo = (await receiver.UploadAsync("/api/v1/pictures", "picture", Photos.Jpeg(), "a.jpg")).Of<string>("hash");
        var done = await supplying.CallAsync(contract, "10");
        await supplying.ShipAsync(done.Of<string>("id"), line, "10");
        var delivery = await receiver.PostAsync($"/api/v1/call-offs/{done["id"]}/receipt", new { lines = new[] { new { lineId = line, accepted = Supplying.Kilograms("9"), rejected = Supplying.Kilograms("1"), reason = "黄", photo } } });
        await Backdoor.LastMonthAsync(site.Database, done.Of<string>("number"));
        JsonNode? statement = null;
        await Wait.ForAsync(async () => (statement = (await site.As("manager.shangwan").GetAsync("/api/v1/statements"))["items"].AsArray().FirstOrDefault()) is not null, "the statement", seconds: 30);
        foreach (var account in new[] { "manager.shangwan", "buyer.huijia" }) await site.As(account).PostAsync($"/api/v1/statements/{statement!["id"]}/confirmation", null);
        var paid = await site.As("buyer.huijia").PostAsync($"/api/v1/statements/{statement!["id"]}/payments", new { amount = Supplying.Money(1), bankReference = "HK-" + Guid.CreateVersion7() });
        _ids["disputes"] = await DisputeAsync(supplying, site, contract, photo);
        var open = await supplying.CallAsync(contract, "10");
        foreach (var (place, id) in new (string, JsonNode?)[] { ("contracts", contract["id"]), ("call-offs", open["id"]), ("goods-in", delivery["id"]), ("deliveries", delivery["id"]), ("receipts", delivery["receipt"]["id"]), ("statements", statement["id"]), ("statement-payments", paid["payments"][0]!["id"]) })
            _ids[place] = id!.GetValue<string>();
    }

    /// <summary>A receipt in which both stand firm and that the supplier has put to its town.</summary>
    private static async Task<string> DisputeAsync(Supplying supplying, AttackedSite site, JsonNode contract, string photo)
    {
        var (line, callOff) = (Supplying.Line(contract), await supplying.CallAsync(contract, "10"));
        await supplying.ShipAsync(callOff.Of<string>("id"), line, "10");
        var receipt = (await site.As("receiver.huijia").PostAsync($"/api/v1/call-offs/{callOff["id"]}/receipt", new { lines = new[] { new { lineId = line, accepted = Supplying.Kilograms("9"), rejected = Supplying.Kilograms("1"), reason = "黄", photo } } }))["receipt"]!["id"]!.GetValue<string>();
        foreach (var (account, step, body) in new (string, string, object)[] { ("manager.shangwan", "dispute", new { reason = "好的" }), ("buyer.huijia", "settlement", new { outcome = "stand", words = "黄" }), ("manager.shangwan", "referral", new { reason = "请镇里看" }) })
            Assert.Equal(200, (await site.As(account).PostAsync($"/api/v1/receipts/{receipt}/{step}", body)).Status);
        return receipt;
    }

    /// <summary>A notice that the cooperative has to answer, of an exercise: it stops nothing.</summary>
    private static async Task<string> NoticeAsync(AttackedSite site, string lot, string cooperative)
    {
        var key = (await site.As("manager.shangwan").GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray().Single(x => x!["code"]!.GetValue<string>() == lot)!["key"]!.GetValue<string>();
        await Shipping.TellAsync(site.As("manager.shangwan"), key, key.Replace($"/lot/{lot}", $"/cooperative/{cooperative}", StringComparison.Ordinal));
        await Wait.ForAsync(async () => (await site.As("inspector").GetAsync($"/api/v1/trace/{lot}?direction=forward")).Text.Contains("/cooperative/" + cooperative, StringComparison.Ordinal), "the shipping event");
        var exercise = (await site.As("inspector").PostAsync("/api/v1/recalls/exercises", new { lot })).Of<string>("id");
        return (await site.As("manager.shangwan").GetAsync($"/api/v1/recall-notices?recall={exercise}"))["items"][0]!["id"]!.GetValue<string>();
    }

    public string Id(string place) => _ids[place];

    public string Path(Operation operation) => operation.Path.Replace("{id}", _ids.GetValueOrDefault(operation.Path.Split('/')[3], ""), StringComparison.Ordinal).Replace("{number}", _numbers.GetValueOrDefault(operation.Path.Split('/')[3], ""), StringComparison.Ordinal).Replace("{sha256}", _hash, StringComparison.Ordinal).Replace("pallets/{code}", $"pallets/{_pallet}", StringComparison.Ordinal).Replace("{code}", _lot, StringComparison.Ordinal).Replace("{key}", _lot, StringComparison.Ordinal).Replace("{bid}", _bid, StringComparison.Ordinal).Replace("{entry}", _entry, StringComparison.Ordinal).Replace("{paperId}", _paper, StringComparison.Ordinal).Replace("{cooperativeId}", Members["cooperativeId"].GetValue<string>(), StringComparison.Ordinal)
        + (operation.Path.EndsWith("/income", StringComparison.Ordinal) ? $"?cooperative={Members["cooperativeId"]}" : "");

    /// <summary>A page's address with these things in it.</summary>
    public string Page(string route)
    {
        var place = route.Split('/') switch
        {
            [_, "office", "orders", ..] => "sub-orders",
            [_, "office", "brand", ..] or [_, "town" or "district", "licences", ..] => "licence-applications",
            [_, "district", "certificates", ..] => "certificates",
            [_, "sub-brands", ..] => "sub-brands",
            [_, "district", "recalls", ..] => "recalls",
            [_, "district", "checks", "draws", ..] => "draws",
            [_, "district", "checks", ..] => "spot-checks",
            [_, "district", "appeals", ..] => "appeals",
            [_, "office", "appeals", ..] => "decisions",
            [_, "office", var kind, ..] => kind,
            [_, "town", "disputes", ..] => "disputes",
            [_, "p", ..] or [_, "town", ..] => "products",
            [_, "sandbox", ..] => "payments",
            [_, "orders", _, "claims" or "reviews", ..] => "finished",
            [_, var kind, ..] => kind,
            _ => "",
        };
        route = route.Replace("pallet/{code}", $"pallet/{_pallet}", StringComparison.Ordinal).Replace("{code}", _lot, StringComparison.Ordinal).Replace("{serial}", _serial, StringComparison.Ordinal).Replace("{gtin}", "09520123456788", StringComparison.Ordinal).Replace("{**path}", "0/000.p/1", StringComparison.Ordinal).Replace("{paperId:guid}", _paper, StringComparison.Ordinal);
        return route.Replace("{id:guid}", _ids.GetValueOrDefault(place, ""), StringComparison.Ordinal).Replace("{slug}", route.StartsWith("/c/", StringComparison.Ordinal) ? "fruit" : "shangwan", StringComparison.Ordinal)
            .Replace("{number}", _numbers.GetValueOrDefault(route.Contains("/cases/", StringComparison.Ordinal) ? "cases" : place == "draws" ? place : "licences", ""), StringComparison.Ordinal).Replace(".{format:regex(^(csv|xlsx)$)}", ".csv", StringComparison.Ordinal) + (place == "finished" ? $"?line={_ids["line"]}" : "");
    }
}
