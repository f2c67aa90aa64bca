using System.Text;
using Market.Catalog.Imports;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Catalog.Tests.Imports;

public sealed class ImportWorkerTests : IAsyncLifetime
{
    private ImportShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ImportShop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    private static byte[] File(string name, int rows) => Encoding.UTF8.GetBytes("品名,单位,单价\n" + string.Concat(Enumerable.Range(1, rows).Select(x => $"{name}{x},斤,2\n")));

    /// <summary>A worker as another process would have it.</summary>
    private ImportWorker AnotherWorker() => new(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _shop.Clock, NullLogger<ImportWorker>.Instance);

    private static async Task DrainAsync(ImportWorker worker)
    {
        while (await worker.RunNextAsync(default)) await Task.Yield();
    }

    [Fact]
    public async Task Two_workers_run_six_imports_each_once()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++) ids.Add(await _shop.StartAsync(File($"第{i}批", 300)));

        await Task.WhenAll(Task.Run(() => DrainAsync(AnotherWorker())), Task.Run(() => DrainAsync(AnotherWorker())));

        foreach (var id in ids) Assert.Equal((300, 0, 0, 0), ImportShop.Counts(await _shop.FindAsync(id)));
        Assert.Equal(1800, (await _shop.ProductsAsync()).Count);
        Assert.All(await _shop.AskAsync(db => db.Imports.Select(x => x.Attempts).ToListAsync()), x => Assert.Equal(1, x));
    }

    [Fact]
    public async Task The_same_goods_in_two_files_at_once_are_listed_once()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++) ids.Add(await _shop.StartAsync(File("苹果", 500)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => DrainAsync(AnotherWorker()))));

        var views = new List<ImportView>();
        foreach (var id in ids) views.Add(await _shop.FindAsync(id));
        Assert.Equal([0, 0, 0, 500], views.Select(x => x.Created).Order());
        Assert.Equal([0, 500, 500, 500], views.Select(x => x.Unchanged).Order());
        Assert.Equal(500, (await _shop.ProductsAsync()).Count);
    }

    [Fact]
    public async Task A_plan_that_others_overtook_keeps_nothing_and_is_made_anew()
    {
        var id = await _shop.StartAsync(File("苹果", 50));
        await using var scope = _shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.CatalogDb>();
        var claim = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;
        var import = await db.Imports.AsNoTracking().SingleAsync(x => x.Id == id);
        var layout = TableLayout.Of(File("苹果", 50), MappingText.None);
        var parser = new RowParser(layout, new(2026, 11, 23));
        var rows = layout.Rows.Select(x => parser.Parse(x, out _)!).ToList();
        var plan = new ImportPlan(import, parser, await Snapshot.ReadAsync(db, import.CooperativeId, rows, _shop.Clock.Now.UtcDateTime, default));
        foreach (var row in rows) plan.Take(row);

        // Meanwhile somebody else lists the last of the goods.
        await _shop.AskAsync(async other =>
        {
            var product = new Product { CooperativeId = _shop.Cooperative };
            product.Describe(new("苹果50"), null);
            product.Identify(null, ProductKey.Bytes(ProductKey.Of("苹果50", "", "", Kernel.Values.Unit.Jin)));
            other.Products.Add(product);
            return await other.SaveChangesAsync();
        });
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => new ImportWriter(db, claim, import).WriteAsync(plan, default));
        Assert.True(Kernel.Data.Transactions.IsLostRace(failure));
        Assert.Equal("苹果50", Assert.Single(await _shop.ProductsAsync()).Name);
        Assert.Equal(ImportState.Running, (await _shop.FindAsync(id)).State);

        Assert.True(await new ImportRun(db, _shop.Clock, claim).RunAsync(default));
        Assert.Equal((50, 0), await CountsOfKindAsync(id));
    }

    private async Task<(int Taken, int Rejected)> CountsOfKindAsync(Guid id)
    {
        var import = await _shop.FindAsync(id);
        Assert.Equal(50, (await _shop.ProductsAsync()).Count);
        return (import.Created + import.Updated + import.Unchanged, import.Rejected);
    }

    [Fact]
    public async Task A_dead_workers_import_is_taken_over_after_its_lease_and_the_dead_one_cannot_finish_it()
    {
        var id = await _shop.StartAsync(File("苹果", 5));
        await using var scope = _shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.CatalogDb>();
        var dead = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;

        Assert.False(await _shop.WorkAsync());
        _shop.Clock.Now += ImportClaim.Lease + TimeSpan.FromSeconds(1);
        Assert.True(await _shop.WorkAsync());

        Assert.Equal((5, 0, 0, 0), ImportShop.Counts(await _shop.FindAsync(id)));
        Assert.False(await dead.ReportAsync(50, 1, ImportClaim.Lease, default));
        Assert.False(await new ImportRun(db, _shop.Clock, dead).RunAsync(default));
        Assert.Equal(5, (await _shop.ProductsAsync()).Count);
        Assert.Equal(ImportState.Done, (await _shop.FindAsync(id)).State);
    }

    [Fact]
    public async Task Only_the_last_claim_of_an_import_counts()
    {
        var id = await _shop.StartAsync(File("苹果", 5));
        await using var scope = _shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.CatalogDb>();
        var slow = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;
        _shop.Clock.Now += ImportClaim.Lease + TimeSpan.FromSeconds(1);
        var second = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;

        Assert.False(await new ImportRun(db, _shop.Clock, slow).RunAsync(default));
        await slow.CancelAsync(default);
        await slow.FailAsync("file.empty", [], default);
        Assert.Equal(ImportState.Running, (await _shop.FindAsync(id)).State);
        Assert.Empty(await _shop.ProductsAsync());

        Assert.True(await new ImportRun(db, _shop.Clock, second).RunAsync(default));
        Assert.Equal((5, 0, 0, 0), ImportShop.Counts(await _shop.FindAsync(id)));
    }

    [Fact]
    public async Task Twelve_claims_at_once_get_six_imports_once_each()
    {
        for (var i = 0; i < 6; i++) await _shop.StartAsync(File("苹果", 1));

        var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => _shop.AskAsync(db => ImportClaim.TakeAsync(db, _shop.Clock, default)))));

        Assert.Equal(6, claims.Count(x => x is not null));
        Assert.Equal(6, claims.Where(x => x is not null).Select(x => x!.ImportId).Distinct().Count());
    }

    [Fact]
    public async Task An_import_that_kills_every_worker_is_given_up()
    {
        var id = await _shop.StartAsync(File("苹果", 5));
        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull(await _shop.AskAsync(db => ImportClaim.TakeAsync(db, _shop.Clock, default)));
            _shop.Clock.Now += ImportClaim.Lease + TimeSpan.FromSeconds(1);
        }

        Assert.False(await _shop.WorkAsync());

        var import = await _shop.FindAsync(id);
        Assert.Equal((ImportState.Failed, "import.interrupted"), (import.State, import.Failure!.Code));
        Assert.Empty(await _shop.ProductsAsync());
    }

    [Fact]
    public async Task A_waiting_import_is_cancelled_at_once()
    {
        var id = await _shop.StartAsync(File("苹果", 5));

        Assert.True(await _shop.DeskAsync(desk => desk.CancelAsync(id, [_shop.Cooperative], default)));
        Assert.False(await _shop.WorkAsync());

        Assert.Equal(ImportState.Cancelled, (await _shop.FindAsync(id)).State);
        Assert.False(await _shop.DeskAsync(desk => desk.CancelAsync(id, [_shop.Cooperative], default)));
    }

    [Fact]
    public async Task An_import_cancelled_at_work_changes_nothing()
    {
        var id = await _shop.StartAsync(File("苹果", 6000));
        await using var scope = _shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.CatalogDb>();
        var claim = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;

        Assert.True(await _shop.DeskAsync(desk => desk.CancelAsync(id, [_shop.Cooperative], default)));
        Assert.False(await new ImportRun(db, _shop.Clock, claim).RunAsync(default));
        await claim.CancelAsync(default);

        Assert.Equal(ImportState.Cancelled, (await _shop.FindAsync(id)).State);
        Assert.Empty(await _shop.ProductsAsync());
    }

    [Fact]
    public async Task A_cancellation_during_the_write_takes_everything_back()
    {
        var id = await _shop.StartAsync(File("苹果", 50));
        await using var scope = _shop.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.CatalogDb>();
        var claim = (await ImportClaim.TakeAsync(db, _shop.Clock, default))!;
        var import = await db.Imports.AsNoTracking().SingleAsync(x => x.Id == id);
        var layout = TableLayout.Of(File("苹果", 50), MappingText.None);
        var parser = new RowParser(layout, new(2026, 11, 23));
        var plan = new ImportPlan(import, parser, await Snapshot.ReadAsync(db, import.CooperativeId, [], _shop.Clock.Now.UtcDateTime, default));
        foreach (var row in layout.Rows) plan.Take(parser.Parse(row, out _)!);
        await _shop.DeskAsync(desk => desk.CancelAsync(id, [_shop.Cooperative], default));

        Assert.False(await new ImportWriter(db, claim, import).WriteAsync(plan, default));

        Assert.Empty(await _shop.ProductsAsync());
        Assert.Equal(0, await _shop.AskAsync(x => x.PriceChanges.CountAsync()));
        Assert.Equal(0, await _shop.AskAsync(x => x.Audit.CountAsync()));
    }

    [Fact]
    public async Task A_worker_that_stops_in_order_gives_its_import_back()
    {
        var id = await _shop.StartAsync(File("苹果", 6000));
        using var stop = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            // Stop as soon as the import is claimed.
            while ((await _shop.FindAsync(id)).State == ImportState.Queued) await Task.Delay(1);
            await stop.CancelAsync();
        });
        try
        {
            await AnotherWorker().RunNextAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Empty(await _shop.ProductsAsync());
            Assert.Equal(ImportState.Queued, (await _shop.FindAsync(id)).State);
            Assert.True(await _shop.WorkAsync());
        }
        await work;

        Assert.Equal((6000, 0, 0, 0), ImportShop.Counts(await _shop.FindAsync(id)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_taken_says_why()
    {
        var import = await _shop.ImportAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

        Assert.Equal((ImportState.Failed, "file.xls", 0), (import.State, import.Failure!.Code, import.Rows));
        Assert.Contains("xlsx", import.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("mapping.name_missing", (await _shop.ImportAsync("a,b\n1,2\n")).Failure!.Code);
        Assert.Equal(("mapping.column_unknown", "没有"), await FailureAsync("品名,单位\n梨,斤\n", """{"origin":"没有"}"""));
        Assert.Equal(("mapping.column_unknown", new string('\u0001', 60)), await FailureAsync("品名,单位\n梨,斤\n", $$"""{"origin":"{{string.Concat(Enumerable.Repeat("\\u0001", 600))}}"}"""));
    }

    private async Task<(string, object)> FailureAsync(string csv, string mapping)
    {
        var failure = (await _shop.ImportAsync(csv, mapping)).Failure!;
        return (failure.Code, failure.Args[1]);
    }

    [Fact]
    public async Task A_large_file_comes_back_from_its_pieces_as_it_was()
    {
        var content = new byte[ImportPiece.Size * 2 + 17];
        Random.Shared.NextBytes(content);
        var id = await _shop.StartAsync(content);

        Assert.Equal(content, await _shop.AskAsync(db => ImportDesk.ContentAsync(db, id, default)));
        Assert.Equal(3, await _shop.AskAsync(db => db.ImportPieces.CountAsync()));
    }

    [Fact]
    public async Task Files_are_forgotten_a_month_after_their_import()
    {
        var import = await _shop.ImportAsync(File("苹果", 1));
        _shop.Clock.Now += TimeSpan.FromDays(31);
        await _shop.ImportAsync(File("梨", 1));

        Assert.Equal(1, await _shop.AskAsync(db => db.ImportPieces.CountAsync()));
        Assert.Null(await _shop.DeskAsync(desk => desk.RepeatAsync(import.Id, null, false, _shop.Lister, default)));
    }

    [Fact]
    public async Task Foreign_imports_do_not_exist()
    {
        var import = await _shop.ImportAsync("品名,单位\n,斤\n");
        var stranger = new Lister(Guid.CreateVersion7(), [Guid.CreateVersion7()]);

        Assert.Single(await _shop.ErrorsAsync(import.Id));
        Assert.Null(await _shop.DeskAsync(desk => desk.FindAsync(import.Id, stranger.Cooperatives, default)));
        Assert.Empty(await _shop.DeskAsync(desk => desk.ErrorsAsync(import.Id, stranger.Cooperatives, 1, default)));
        Assert.Empty((await _shop.DeskAsync(desk => desk.ListAsync(stranger.Cooperatives, 1, default))).Items);
        Assert.Null(await _shop.DeskAsync(desk => desk.RepeatAsync(import.Id, null, true, stranger, default)));
        Assert.Null(await _shop.DeskAsync(desk => desk.PreviewAsync(import.Id, stranger.Cooperatives, null, default)));
        Assert.False(await _shop.DeskAsync(desk => desk.CancelAsync(import.Id, stranger.Cooperatives, default)));
        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.DeskAsync(desk => desk.StartAsync(_shop.Cooperative, new("a.csv", [1]), stranger, default)));
        Assert.Equal("cooperative.unknown", refusal.Code);
    }

    [Fact]
    public async Task A_bad_upload_is_refused_before_it_is_queued()
    {
        async Task<string> CodeAsync(byte[] content, string? mapping) => (await Assert.ThrowsAsync<RuleException>(() => _shop.StartAsync(content, mapping))).Code;

        Assert.Equal("file.empty", await CodeAsync([], null));
        Assert.Equal("file.too_large", await CodeAsync(new byte[SourceTable.MaxBytes + 1], null));
        Assert.Equal("mapping.member_unknown", await CodeAsync([1], """{"colour":1}"""));
        for (var i = 0; i < 10; i++) await _shop.StartAsync([1]);
        Assert.Equal("import.too_many_waiting", await CodeAsync([1], null));
        Assert.Equal(10, (await _shop.DeskAsync(desk => desk.ListAsync([_shop.Cooperative], 1, default))).Total);
    }

    [Fact]
    public async Task Ten_thousand_changed_goods_are_written_on_both_providers()
    {
        await _shop.ImportAsync(File("商品", 10_000));
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(File("商品", 10_000)).Replace(",2\n", ",3\n", StringComparison.Ordinal));

        Assert.Equal((0, 10_000, 0, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 10_000, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal(20_000, await _shop.AskAsync(db => db.PriceChanges.CountAsync()));
        Assert.Equal(TestDatabase.OnMySql, (await _shop.AskAsync(db => Task.FromResult(db.Database.ProviderName!))).Contains("MySql", StringComparison.Ordinal));
    }
}
