using System.Security.Cryptography;
using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Pictures;

/// <summary>Takes pictures in and gives them out. What is stored was encoded here: no upload reaches a shopper as it came.</summary>
public sealed class PictureStore
{
    /// <summary>Largest upload in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Files younger than this may belong to an upload whose row is not written yet.</summary>
    private static readonly TimeSpan SweepAge = TimeSpan.FromHours(1);
    private const int SweepBatch = 500;

    private readonly CatalogDb _db;
    private readonly PictureFiles _files;
    private readonly PictureDecoders _decoders;
    private readonly TimeProvider _clock;

    internal PictureStore(CatalogDb db, PictureFiles files, PictureDecoders decoders, TimeProvider clock) =>
        (_db, _files, _decoders, _clock) = (db, files, decoders, clock);

    /// <summary>Checks, decodes and stores an upload. The same picture twice gives the same hash and one row.</summary>
    /// <param name="upload">At most 10 MiB of JPEG, PNG, WebP or still GIF, at most 40 million pixels.</param>
    /// <returns>Lower-case hex SHA-256 of the largest stored WebP: the name of the picture.</returns>
    /// <exception cref="RuleException"><c>picture.too_large</c>, <c>picture.not_an_image</c>, <c>picture.too_many_pixels</c>,
    /// <c>picture.animated</c> or <c>picture.broken</c>.</exception>
    /// <remarks>Runs in its own transaction with an empty change tracker: call it before changing other things in the same scope.</remarks>
    public async Task<string> SaveAsync(Stream upload, Guid actorId, CancellationToken ct)
    {
        var bytes = await ReadAsync(upload, ct);
        var encoded = await _decoders.RunAsync(() => PictureEncoder.Encode(bytes), ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(encoded.Files[0].Bytes));
        // Files first: a crash leaves files without a row, which the sweep removes, and never a row without files.
        if (!_files.Exist(hash) || !await IsKnownAsync(hash, ct))
            foreach (var (size, content) in encoded.Files) await _files.WriteAsync(hash, size, content, ct);

        await _db.InTransactionAsync(async () =>
        {
            if (!await IsKnownAsync(hash, ct)) _db.Add(Row(hash, encoded, actorId));
            return hash;
        }, ct);
        return hash;
    }

    /// <summary>A stored file, or null when there is none. Its content never changes, so it may be cached for ever.</summary>
    /// <param name="size">1200, 600 or 256: the long edge in pixels.</param>
    public Task<PictureFile?> OpenAsync(string hash, int size) =>
        Task.FromResult(_files.Open(hash, size) is { } file ? new PictureFile(file, file.Length) : null);

    /// <summary>Shapes and colours of pictures; hashes that are not known are left out.</summary>
    public async Task<IReadOnlyDictionary<string, PictureShape>> ShapesAsync(IReadOnlyCollection<string> hashes, CancellationToken ct) =>
        await _db.Pictures.AsNoTracking().Where(x => hashes.Contains(x.Hash))
            .ToDictionaryAsync(x => x.Hash, x => new PictureShape(x.Width, x.Height, x.Tint), ct);

    /// <summary>Refuses pictures that were never uploaded, or not by this person: nobody proves anything with the photo of somebody else.</summary>
    /// <param name="hashes">Empty ones are left out.</param>
    /// <exception cref="RuleException"><c>picture.not_yours</c></exception>
    public async Task MustBeOwnAsync(IEnumerable<string> hashes, Guid person, CancellationToken ct)
    {
        var wanted = hashes.Where(x => x.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count > 0 && await _db.Pictures.CountAsync(x => wanted.Contains(x.Hash) && x.UploadedBy == person, ct) < wanted.Count)
            throw new RuleException("picture.not_yours", "There is no such picture of yours: upload the photo first.", "photo");
    }

    /// <summary>Removes files older than an hour that no row speaks of: an upload was cut off between file and row.</summary>
    /// <returns>How many files were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var (removed, before) = (0, _clock.GetUtcNow().UtcDateTime - SweepAge);
        foreach (var batch in _files.OlderThan(before).Chunk(SweepBatch))
        {
            var hashes = batch.Select(x => x.Hash).OfType<string>().Distinct().ToList();
            var known = await _db.Pictures.Where(x => hashes.Contains(x.Hash)).Select(x => x.Hash).ToHashSetAsync(ct);
            foreach (var (file, hash) in batch.Where(x => x.Hash is null || !known.Contains(x.Hash)))
            {
                file.Refresh(); // somebody may be uploading the same picture again
                if (!file.Exists || file.LastWriteTimeUtc >= before) continue;
                file.Delete();
                removed++;
            }
        }
        return removed;
    }

    private static async Task<byte[]> ReadAsync(Stream upload, CancellationToken ct)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = await upload.ReadAsync(chunk, ct)) > 0;)
        {
            if (buffer.Length + read > MaxBytes)
                throw new RuleException("picture.too_large", "A picture may have at most 10 MiB.", "picture", MaxBytes >> 20);
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private Task<bool> IsKnownAsync(string hash, CancellationToken ct) => _db.Pictures.AnyAsync(x => x.Hash == hash, ct);

    private Picture Row(string hash, EncodedPicture encoded, Guid actorId) => new()
    {
        Hash = hash,
        Width = encoded.Width,
        Height = encoded.Height,
        Bytes1200 = encoded.Files[0].Bytes.Length,
        Bytes600 = encoded.Files[1].Bytes.Length,
        Bytes256 = encoded.Files[2].Bytes.Length,
        Tint = encoded.Tint,
        UploadedBy = actorId,
        At = _clock.GetUtcNow().UtcDateTime,
    };
}
