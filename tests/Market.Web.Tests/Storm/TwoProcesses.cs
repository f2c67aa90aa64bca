using System.Collections.Concurrent;
using System.Text;
using AngleSharp.Html.Parser;
using Market.Testing;
using Market.Web.Tests.Journeys;
using Market.Web.Tests.Support;
using MySqlConnector;

namespace Market.Web.Tests.Storm;

/// <summary>Two servers on one MariaDB and one folder.</summary>
public sealed class TwoServers : IAsyncLifetime
{
    private readonly List<Server> _servers = [];

    public TestDatabase Database { get; private set; } = null!;
    public Server One => _servers[0];
    public Server Two => _servers[1];

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        for (var i = 0; TestDatabase.OnMySql && i < 2; i++) _servers.Add(await Server.StartAsync(Database));
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>Two processes on one MariaDB: nothing is sold, sent or swept twice, and a person is signed in on both.</summary>
[Collection(StormTests.Name), Trait("Category", "race"), Trait("Category", "mariadb")]
public sealed class TwoProcesses(TwoServers servers) : IClassFixture<TwoServers>
{
    private readonly TestDatabase _database = servers.Database;
    private Server One => servers.One;
    private Server Two => servers.Two;

    [MariaDbFact]
    public async Task Sixty_four_buyers_at_two_processes_buy_exactly_the_stock()
    {
        var (shoppers, people) = await PeopleAsync();
        var offer = await ScarceAsync(20);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => shoppers.OrderAsync(people[i % 2].Http, $"race-{i}", offer)));

        Assert.Equal((20, 44), (shoppers.Told.Count, shoppers.Refused.Count));
        await Quiet.VerifyAsync(_database);
    }

    [MariaDbFact]
    public async Task One_key_at_two_processes_is_one_order()
    {
        var (shoppers, people) = await PeopleAsync();
        var offer = await ScarceAsync(1_000);

        // OrderAsync itself fails when one key is told two orders.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => shoppers.OrderAsync(people[i % 2].Http, $"twin-{i / 2}", offer)));

        Assert.Equal(100, shoppers.Told.Values.Distinct().Count());
        Assert.Equal(100_000L, await ScalarAsync($"SELECT ReservedMilli FROM orders_stock WHERE OfferId = '{offer}'"));
        await Quiet.VerifyAsync(_database);
    }

    [MariaDbFact]
    public async Task A_licence_suspended_at_one_process_gives_no_badge_at_the_other()
    {
        using var office = await Client.AsAsync(One.Address, "office");
        using var anybody = new HttpClient { BaseAddress = new Uri(Two.Address) };
        var licence = (await office.GetAsync("/api/v1/licences?status=active&pageSize=1"))["items"][0]!;
        var (number, product) = (licence["number"]!.GetValue<string>(), licence["products"]![0]!["id"]!.GetValue<string>());
        async Task<bool[]> ShownAsync() =>
        [
            (await anybody.GetStringAsync($"/p/{product}")).Contains("b-logo", StringComparison.Ordinal),
            (await anybody.GetStringAsync($"/api/v1/products/{product}")).Contains(number, StringComparison.Ordinal),
            (await anybody.GetStringAsync($"/api/v1/products?badge=shared_logo&cooperative={licence["holder"]!["id"]}&pageSize=100")).Contains(product, StringComparison.Ordinal),
        ];
        Assert.All(await ShownAsync(), Assert.True);

        Assert.Equal(200, (await office.PostAsync($"/api/v1/licences/{number}/suspension", new { reason = "抽检不合格" })).Status);
        await Wait.ForAsync(async () => (await ShownAsync()).All(x => !x), "the badge gone from page, API and search of the other process", seconds: 5);

        Assert.Equal(200, (await office.PostAsync($"/api/v1/licences/{number}/restoration", new { reason = "已整改" })).Status);
        await Wait.ForAsync(async () => (await ShownAsync()).All(x => x), "the badge back", seconds: 5);
    }

    [MariaDbFact]
    public async Task Every_message_is_sent_once()
    {
        var (shoppers, people) = await PeopleAsync();
        var offer = await ScarceAsync(1_000);
        var numbers = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var (order, payment) = (await shoppers.OrderAsync(people[i % 2].Http, $"paid-{i}", offer))!.Value;
            Assert.Equal(202, (await people[(i + 1) % 2].PostAsync($"/sandbox/payments/{payment}", new { outcome = "succeed" })).Status);
            numbers.Add((await people[0].GetAsync($"/api/v1/orders/{order}")).Of<string>("number"));
        }));
        await Wait.ForAsync(async () => await ScalarAsync("SELECT (SELECT COUNT(*) FROM orders_outbox WHERE SentAt IS NULL) + (SELECT COUNT(*) FROM catalog_outbox WHERE SentAt IS NULL) + (SELECT COUNT(*) FROM orders_reservations WHERE State = 'Held' AND OfferId = '" + offer + "')") == 0, "all payments and messages");

        var letters = Directory.GetFiles(Path.Combine(_database.Folder, "mail")).Select(File.ReadAllText).ToList();
        Assert.All(numbers, number => Assert.Single(letters, x => x.StartsWith("To: consumer@", StringComparison.Ordinal) && x.Contains(number, StringComparison.Ordinal)));
        await Quiet.VerifyAsync(_database);
    }

    [MariaDbFact]
    public async Task What_runs_out_is_swept_once()
    {
        var (shoppers, people) = await PeopleAsync();
        var offer = await ScarceAsync(1_000);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => shoppers.OrderAsync(people[i % 2].Http, $"late-{i}", offer)));

        await ScalarAsync($"UPDATE orders_reservations r JOIN orders_orders o ON o.Id = r.OrderId SET r.ExpiresAt = UTC_TIMESTAMP() - INTERVAL 1 MINUTE, o.ExpiresAt = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE r.OfferId = '{offer}' AND r.State = 'Held'; SELECT 0");
        await Wait.ForAsync(async () => await ScalarAsync($"SELECT COUNT(*) FROM orders_reservations WHERE OfferId = '{offer}' AND State = 'Held'") == 0, "the sweep");

        Assert.Equal(1_000_000L, await ScalarAsync($"SELECT AvailableMilli FROM orders_stock WHERE OfferId = '{offer}'"));
        Assert.Equal(60L, await ScalarAsync($"SELECT COUNT(*) FROM orders_stock_movements WHERE OfferId = '{offer}' AND Kind = 'Released'"));
        await Quiet.VerifyAsync(_database);
    }

    [MariaDbFact]
    public async Task Holders_are_told_once_of_what_ends()
    {
        var holder = await TextAsync("SELECT Id FROM catalog_cooperatives WHERE Slug = 'xigou'");
        string Rows(int from, string last) => string.Join(", ", Enumerable.Range(from, 40).Select(i =>
            $"('{Guid.CreateVersion7()}', 'race', 'RACE-{i:000}', '{holder}', '认证中心', '2020-01-01', {last}, 0, '', 'Verified', '2020-01-01', '', 0)"));
        const string Columns = "INSERT INTO catalog_certificates (Id, Kind, Number, CooperativeId, Issuer, IssuedOn, ValidUntil, QuantityGrams, File, State, CheckedAt, Reason, Version) VALUES ";
        const string Today = "DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR)";
        // 40 days with one certificate each that is over, and 40 that end in a month; with their scheme both processes begin.
        await ScalarAsync($"{Columns}{Rows(0, Today + " + INTERVAL 30 DAY")}; SELECT 0");
        for (var i = 0; i < 40; i++) await ScalarAsync($"{Columns}('{Guid.CreateVersion7()}', 'race', 'OVER-{i:000}', '{holder}', '认证中心', '2020-01-01', {Today} - INTERVAL {i + 1} DAY, 0, '', 'Verified', '2020-01-01', '', 0); SELECT 0");
        await ScalarAsync("INSERT INTO catalog_mark_rules (Kind, Version, `From`, RenewalDays, NumberPattern, Source) VALUES ('race', 1, '2020-01-01', 90, '', ''); INSERT INTO catalog_mark_schemes (Kind, Name, NameEn, LastNumber, LogoSvg) VALUES ('race', '竞赛', 'Race', 0, ''); SELECT 0");

        await Wait.ForAsync(async () => await ScalarAsync($"SELECT COUNT(*) FROM catalog_mark_sweeps WHERE Kind = 'race' AND Through >= {Today} - INTERVAL 1 DAY") == 4, "the sweep of both");
        await Wait.ForAsync(async () => await ScalarAsync("SELECT COUNT(*) FROM catalog_outbox WHERE SentAt IS NULL") == 0, "their letters");

        var letters = Directory.GetFiles(Path.Combine(_database.Folder, "mail")).Select(File.ReadAllText).Where(x => x.StartsWith("To: manager.xigou@", StringComparison.Ordinal)).ToList();
        Assert.Single(letters, x => x.Contains("RACE-", StringComparison.Ordinal));
        for (var i = 0; i < 40; i++) Assert.Single(letters, x => x.Contains($"OVER-{i:000}", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_database.Folder, "mail")).Select(File.ReadAllText), x => !x.Contains(".xigou@", StringComparison.Ordinal) && (x.Contains("RACE-", StringComparison.Ordinal) || x.Contains("OVER-", StringComparison.Ordinal)));
    }

    [MariaDbFact]
    public async Task An_import_is_done_by_one_of_them()
    {
        using var manager = await Client.AsAsync(One.Address, "manager.shangwan");
        using var other = await Client.AsAsync(Two.Address, "manager.shangwan");
        var before = await ScalarAsync("SELECT COUNT(*) FROM catalog_products");
        var started = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            var table = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ApiJourneys.Table(wrong: 6)).Replace("新村", $"第{i}批", StringComparison.Ordinal));
            started.Add((await (i % 2 == 0 ? manager : other).UploadAsync("/api/v1/imports", "file", table, $"products{i}.csv")).Of<Guid>("id"));
        }
        foreach (var id in started)
        {
            Reply state = null!;
            await Wait.ForAsync(async () => (state = await other.GetAsync($"/api/v1/imports/{id}")).Of<string>("state") is "done" or "failed", "the import");
            Assert.Equal((200, 194, 6), (state.Of<int>("rows"), state.Of<int>("created"), state.Of<int>("rejected")));
        }
        Assert.Equal(before + 4 * 194, await ScalarAsync("SELECT COUNT(*) FROM catalog_products"));
    }

    [MariaDbFact]
    public async Task A_sign_in_on_one_holds_on_the_other()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = true });
        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(One.Address + "/login"));
        var form = new Dictionary<string, string> { ["login"] = "consumer@demo.coopmarket.example", ["password"] = "CoopMarket-demo-1" };
        if (page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") is { } token) form["__RequestVerificationToken"] = token;
        // As a browser sends a form of the shop's own page.
        using var post = new HttpRequestMessage(HttpMethod.Post, One.Address + "/login") { Content = new FormUrlEncodedContent(form), Headers = { { "Origin", One.Address } } };
        using (var signedIn = await http.SendAsync(post)) Assert.True(signedIn.IsSuccessStatusCode, $"{(int)signedIn.StatusCode}");

        // Cookies know no ports: the same browser at the other process.
        using var orders = await http.GetAsync(Two.Address + "/orders");

        Assert.Equal("/orders", orders.RequestMessage!.RequestUri!.AbsolutePath);
        using var consumer = await Client.AsAsync(One.Address, "consumer");
        using var other = new HttpClient();
        other.DefaultRequestHeaders.Authorization = consumer.Http.DefaultRequestHeaders.Authorization;
        Assert.Equal(200, (int)(await other.GetAsync(Two.Address + "/api/v1/orders")).StatusCode);
    }

    private async Task<(Shoppers Shoppers, Client[] People)> PeopleAsync()
    {
        var people = new[] { await Client.AsAsync(One.Address, "consumer"), await Client.AsAsync(Two.Address, "consumer") };
        return (await Shoppers.LookAsync(people[0]), people);
    }

    /// <summary>A new offer of which there are so many boxes.</summary>
    private async Task<Guid> ScarceAsync(int boxes)
    {
        using var manager = await Client.AsAsync(One.Address, "manager.xigou");
        using var reviewer = await Client.AsAsync(Two.Address, "reviewer.qingshi");
        var cooperative = (await manager.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "xigou")!["id"]!.GetValue<Guid>();
        var product = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name = $"蜜橘{Guid.CreateVersion7():N}", nameEn = "Tangerines" }, category = "fruit" })).Of<Guid>("id");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/products/{product}/offers", new
        {
            price = new { amount = 2950, currency = "CNY" },
            step = new { value = "1", unit = "box" },
            netWeight = new { value = "2.5", unit = "kg" },
        })).Status);
        await CertifyAsync(manager, cooperative, product);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/products/{product}/submission", null)).Status);
        Assert.Equal(204, (await reviewer.PostAsync("/api/v1/listing-reviews", new { productIds = new[] { product }, approve = true })).Status);
        var offer = Guid.Empty;
        await Wait.ForAsync(async () => (await manager.GetAsync($"/api/v1/products/{product}")) is { Status: 200 } found && (offer = found.Of<Guid>("offerId")) != Guid.Empty, "the product on the shelf");
        Assert.Equal(204, (await manager.PostAsync("/api/v1/stock", new { offerId = offer, quantity = new { value = $"{boxes}", unit = "box" } })).Status);
        return offer;
    }

    /// <summary>A lot in store with its commitment certificate: fruit is sold with one only.</summary>
    private static async Task CertifyAsync(Client manager, Guid cooperative, Guid product)
    {
        var plot = (await manager.PostAsync("/api/v1/plots", new { cooperativeId = cooperative, name = "橘园", village = "西沟村", area = 4.2 }))["id"];
        var today = TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var lot = await manager.PostAsync("/api/v1/lots", new { cooperativeId = cooperative, productId = product, plots = new[] { plot }, weight = new { value = "2500", unit = "kg" }, harvestedOn = today });
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{lot.Of<string>("code")}/commitment", new { number = "HG-" + lot.Of<string>("code"), party = "西沟合作社", contact = "0935-8210000" })).Status);
    }

    private async Task<long> ScalarAsync(string sql) => long.Parse(await TextAsync(sql), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> TextAsync(string sql)
    {
        await using var connection = new MySqlConnection(_database.MySql);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
