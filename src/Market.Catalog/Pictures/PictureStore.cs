using System.Security.Cryptography;
using SkiaSharp;
namespace Market.Catalog.Pictures;
/// <summary>stand-in</summary>
public sealed record PictureSettings(string Folder);
/// <summary>stand-in</summary>
public sealed class PictureStore(PictureSettings settings)
{
    public Task<string> SaveAsync(Stream stream, Guid actor, CancellationToken ct)
    {
        using var bitmap = SKBitmap.Decode(stream);
        Directory.CreateDirectory(settings.Folder);
        byte[] Encode(int size) { using var scaled = bitmap.Resize(new SKImageInfo(Math.Min(size, bitmap.Width), Math.Min(size, bitmap.Height)), SKSamplingOptions.Default); using var image = SKImage.FromBitmap(scaled); return image.Encode(SKEncodedImageFormat.Webp, 80).ToArray(); }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encode(1200)));
        foreach (var size in new[] { 1200, 600, 256 }) File.WriteAllBytes(Path.Combine(settings.Folder, $"{hash}-{size}.webp"), Encode(size));
        return Task.FromResult(hash);
    }
    public Stream? Open(string hash, int size) => File.Exists(Path.Combine(settings.Folder, $"{hash}-{size}.webp")) ? File.OpenRead(Path.Combine(settings.Folder, $"{hash}-{size}.webp")) : null;
}
