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
        var shoppers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var asked = 0;
            for (; !stop.IsCancellationRequested; asked++)
                if ((await search.SearchAsync(new() { Text = "土豆" }, default)).Total != 1) throw new InvalidOperationException("A search found nothing.");
            return asked;
        })).ToArray();

        for (var round = 0; round < 30; round++)
        {
            Write(index.Rebuild(), "土豆");
            index.Publish();
            await Task.Yield();
        }
        await stop.CancelAsync();
        Assert.NotEqual(0, (await Task.WhenAll(shoppers)).Sum());
        Assert.Single(Directory.GetDirectories(_folder));
    }

    [Fact]
    public async Task Damage_met_while_merging_makes_the_index_unfit_and_leaves_the_process_alive()
    {
        using var generation = IndexGeneration.Open(Path.Combine(_folder, "1"), new());
        for (var segment = 0; segment < 6; segment++) Write(generation, "土豆" + segment);
        Assert.True(generation.IsIntact());
        foreach (var path in Directory.GetFiles(generation.Folder, "_*.*"))
            await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                file.Position = file.Length / 2;
                var value = file.ReadByte();
                file.Position--;
                file.WriteByte((byte)~value);
            }
        for (var segment = 0; segment < 20; segment++) Write(generation, "番茄" + segment);
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
