using Market.Catalog.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Catalog.Tests.Search;

public sealed class IndexLifeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("market-life-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(IndexGeneration generation, params string[] names)
    {
        generation.Apply(new([.. names.Select(TestIndex.Sold)], [], IndexCursor.AllOf(1)));
        generation.Commit();
        generation.Refresh();
    }

    [Fact]
    public async Task Searches_go_on_while_the_index_is_rebuilt_and_replaced()
    {
        using var index = new ProductIndex(new(_folder), NullLogger<ProductIndex>.Instance);
        Write(index.Writing(), "土豆");
        using var stop = new CancellationTokenSource();
        var search = new LuceneSearch(index, TimeProvider.System);
        var asked = new int[3];
        var shoppers = Enumerable.Range(0, asked.Length).Select(shopper => Task.Run(async () =>
        {
            for (; !stop.IsCancellationRequested; Interlocked.Increment(ref asked[shopper]))
                Assert.Equal(1, (await search.SearchAsync(new() { Text = "土豆" }, default)).Total);
        })).ToArray();

        // At least thirty replacements, and as many as it takes until every shopper has searched during some of them.
        for (var round = 0; round < 30 || asked.Min() < 20; round++)
        {
            if (Array.Find(shoppers, shopper => shopper.IsFaulted) is { } failed) await failed;
            Write(index.Rebuild(), "土豆");
            index.Publish();
            await Task.Yield();
        }
        await stop.CancelAsync();
        await Task.WhenAll(shoppers);
        Assert.Single(Directory.GetDirectories(_folder));
    }

    [Fact]
    public async Task Many_shoppers_at_once_find_what_one_finds_alone()
    {
        using var index = new ProductIndex(new(_folder), NullLogger<ProductIndex>.Instance);
        string[] kinds = ["土豆", "番茄", "黄瓜", "苹果", "豆角"];
        for (var segment = 0; segment < 4; segment++)
            Write(index.Writing(), [.. Enumerable.Range(0, 2_000).Select(i => $"{kinds[i % 5]}{(i % 7 == 0 ? "高原" : "早熟")}{i % 97}号{segment}")]);
        index.Publish();
        var search = new LuceneSearch(index, TimeProvider.System);
        ProductQuery[] asked = [.. kinds.SelectMany(x => new[] { x, x + " 高原", x + " 早熟", x + "高原0号" }).Select(x => new ProductQuery { Text = x })];
        async Task<string> AskAsync(ProductQuery query) => await search.SearchAsync(query, default) is var found ? $"{found.Total} {string.Join(' ', found.Ids)}" : "";
        var alone = new List<string>();
        foreach (var query in asked) alone.Add(await AskAsync(query));
        Assert.All(alone, x => Assert.False(x.StartsWith("0 ", StringComparison.Ordinal)));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(shopper => Task.Run(async () =>
        {
            for (var i = 0; i < 400; i++)
            {
                var at = ((i * 7) + shopper) % asked.Length;
                Assert.Equal(alone[at], await AskAsync(asked[at]));
            }
        })));
    }

    [Fact]
    public async Task Damage_met_while_merging_makes_the_index_unfit_and_leaves_the_process_alive()
    {
        using var generation = IndexGeneration.Open(Path.Combine(_folder, "1"), new());
        // Larger than what the readers keep of a file.
        string[] Many(string name, int segment) => [.. Enumerable.Range(0, 300).Select(x => $"{name}{segment}-{x}")];
        for (var segment = 0; segment < 6; segment++) Write(generation, Many("土豆", segment));
        Assert.True(generation.IsIntact());
        foreach (var path in Directory.GetFiles(generation.Folder, "_*.*"))
            await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                file.Position = file.Length / 2;
                var value = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)~value);
            }
        for (var segment = 0; segment < 20; segment++) Write(generation, Many("番茄", segment));
        // The merge fails on its own thread, some moments later.
        for (var wait = 0; wait < 100 && generation.IsIntact(); wait++) await Task.Delay(100);
        Assert.False(generation.IsIntact());
    }

    [Fact]
    public void An_index_of_another_format_is_refused()
    {
        var folder = Path.Combine(_folder, "1");
        using (var directory = Lucene.Net.Store.FSDirectory.Open(folder))
        using (var writer = new Lucene.Net.Index.IndexWriter(directory, new(Lucene.Net.Util.LuceneVersion.LUCENE_48, null)))
        {
            writer.SetCommitData(new Dictionary<string, string> { ["format"] = "0", ["change"] = "9", ["product"] = Guid.Empty.ToString() });
            writer.Commit();
        }
        Assert.Throws<IOException>(() => IndexGeneration.Open(folder, new()));
        using var index = new ProductIndex(new(_folder), NullLogger<ProductIndex>.Instance);
        Assert.Equal(IndexCursor.Start, index.Writing().Cursor);
    }
}
