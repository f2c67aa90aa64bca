using System.Security.Cryptography;
using Market.Catalog.Data;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;

namespace Market.Catalog.Tests.Pictures;

public class PictureStoreTests : IAsyncLifetime
{
    private static readonly Guid Actor = new("0199aaaa-0000-7000-8000-00000000000a");
    private readonly string _folder = Directory.CreateTempSubdirectory("market-pictures-").FullName;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(200)); // later than any file of this run
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock)
            .AddCatalog(_database.For("catalog")).AddPictures(new(_folder)).BuildServiceProvider();
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CatalogDb>().Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<T> InScopeAsync<T>(Func<PictureStore, CatalogDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PictureStore>(), scope.ServiceProvider.GetRequiredService<CatalogDb>());
    }

    private Task<string> SaveAsync(byte[] upload) => InScopeAsync((store, _) => store.SaveAsync(new MemoryStream(upload), Actor, default));

    private string[] Files() => [.. Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file)).Order()];

    [Fact]
    public async Task A_saved_picture_has_three_files_named_by_its_hash_and_one_row()
    {
        var hash = await SaveAsync(MadePictures.Quarters(1500, 1000, SKEncodedImageFormat.Jpeg));

        Assert.Equal(new[] { 1200, 256, 600 }.Select(size => Path.Combine(hash[..2], $"{hash}-{size}.webp")), Files());
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(_folder, hash[..2], hash + "-1200.webp")))));
        var row = await InScopeAsync((_, db) => db.Pictures.SingleAsync());
        Assert.Equal((hash, 1200, 800, Actor, _clock.GetUtcNow().UtcDateTime), (row.Hash, row.Width, row.Height, row.UploadedBy, row.At));
        Assert.Equal(Files().Select(file => new FileInfo(Path.Combine(_folder, file)).Length), [row.Bytes1200, row.Bytes256, row.Bytes600]);
        var shapes = await InScopeAsync((store, _) => store.ShapesAsync([hash, "unknown"], default));
        Assert.Equal(new PictureShape(1200, 800, row.Tint), Assert.Single(shapes).Value);
    }

    [Fact]
    public async Task The_same_picture_many_times_at_once_is_one_row()
    {
        var upload = MadePictures.Quarters(500, 400, SKEncodedImageFormat.Png);
        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SaveAsync(upload)));
        Assert.Single(hashes.Distinct());
        Assert.Equal(1, await InScopeAsync((_, db) => db.Pictures.CountAsync()));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task Files_that_were_lost_come_back_when_the_picture_is_uploaded_again()
    {
        var upload = MadePictures.Quarters(50, 40, SKEncodedImageFormat.Png);
        var hash = await SaveAsync(upload);
        foreach (var file in Files()) File.Delete(Path.Combine(_folder, file));
        Assert.Equal(hash, await SaveAsync(upload));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task A_stored_size_is_opened_and_anything_else_is_absent()
    {
        var hash = await SaveAsync(MadePictures.Quarters(50, 40, SKEncodedImageFormat.Png));
        await using (var file = await InScopeAsync((store, _) => store.OpenAsync(hash, 600)))
        {
            Assert.Equal(file!.Length, file.Content.Length);
            using var bitmap = SKBitmap.Decode(file.Content);
            Assert.Equal(50, bitmap.Width);
        }
        foreach (var (name, size) in new[] { (hash, 700), (hash.ToUpperInvariant(), 600), ("../../etc/passwd", 600), ("", 600), (new string('0', 64), 600), (hash[..62] + "/.", 600) })
            Assert.Null(await InScopeAsync((store, _) => store.OpenAsync(name, size)));
    }

    [Fact]
    public async Task An_upload_above_ten_mebibytes_is_refused_before_it_is_read_to_the_end()
    {
        var upload = new EndlessStream();
        var refusal = await Assert.ThrowsAsync<RuleException>(() => InScopeAsync((store, _) => store.SaveAsync(upload, Actor, default)));
        Assert.Equal("picture.too_large", refusal.Code);
        Assert.InRange(upload.Position, PictureStore.MaxBytes, PictureStore.MaxBytes + 200_000);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_refused_upload_leaves_nothing()
    {
        await Assert.ThrowsAsync<RuleException>(() => SaveAsync(MadePictures.Text("<svg/>")));
        Assert.Empty(Files());
        Assert.Equal(0, await InScopeAsync((_, db) => db.Pictures.CountAsync()));
    }

    [Fact]
    public async Task Two_pictures_are_decoded_at_a_time_and_the_third_waits()
    {
        var decoders = _services.GetRequiredService<PictureDecoders>();
        using var gate = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        bool Busy()
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            gate.Wait();
            Interlocked.Decrement(ref running);
            return true;
        }
        var busy = Enumerable.Range(0, 6).Select(_ => decoders.RunAsync(Busy, default)).ToArray();
        var waiting = SaveAsync(MadePictures.Quarters(50, 40, SKEncodedImageFormat.Png));
        for (var wait = 0; wait < 400 && Volatile.Read(ref running) < PictureDecoders.AtATime; wait++) await Task.Delay(25);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(200)));

        gate.Release(busy.Length);
        await Task.WhenAll(busy);
        Assert.Equal(64, (await waiting).Length);
        Assert.Equal(PictureDecoders.AtATime, most);
    }

    [Fact]
    public async Task The_sweep_removes_old_files_without_a_row_and_nothing_else()
    {
        var kept = await SaveAsync(MadePictures.Quarters(50, 40, SKEncodedImageFormat.Png));
        var orphan = new string('a', 64);
        Directory.CreateDirectory(Path.Combine(_folder, "aa"));
        foreach (var name in new[] { $"{orphan}-600.webp", $"{orphan}-600.webp.1.part", "readme.txt" }) await File.WriteAllTextAsync(Path.Combine(_folder, "aa", name), "x");
        var young = Path.Combine(_folder, "aa", $"{new string('b', 64)}-600.webp");
        await File.WriteAllTextAsync(young, "x");
        File.SetLastWriteTimeUtc(young, _clock.GetUtcNow().UtcDateTime.AddMinutes(-59));

        Assert.Equal(2, await InScopeAsync((store, _) => store.SweepAsync(default)));
        Assert.Equal(5, Files().Length);
        Assert.Equal(3, Files().Count(file => file.Contains(kept, StringComparison.Ordinal)));
        Assert.True(File.Exists(young) && File.Exists(Path.Combine(_folder, "aa", "readme.txt")));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }

    private sealed class EndlessStream : Stream
    {
        private long _read;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count)
        {
            _read += count;
            return count;
        }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
