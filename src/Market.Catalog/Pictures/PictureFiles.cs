namespace Market.Catalog.Pictures;

/// <summary>The picture files on disk, <c>ab/abcd...-600.webp</c>. A name never changes its content.</summary>
internal sealed class PictureFiles(PictureSettings settings)
{
    private const string Extension = ".webp", Unfinished = ".part";
    private const int HashLength = 64;

    /// <summary>The file of a picture, or null for anything that is not a stored hash and size.</summary>
    public FileStream? Open(string hash, int size)
    {
        if (!IsHash(hash) || !PictureEncoder.Sizes.Contains(size)) return null;
        try
        {
            return new FileStream(PathOf(hash, size), new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, Share = FileShare.Read | FileShare.Delete });
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Exist(string hash) => PictureEncoder.Sizes.All(size => File.Exists(PathOf(hash, size)));

    /// <summary>Writes under another name, waits for the disk, renames: a file under its own name is whole.</summary>
    public async Task WriteAsync(string hash, int size, byte[] content, CancellationToken ct)
    {
        var path = PathOf(hash, size);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.CreateVersion7():N}{Unfinished}";
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Files last written before an instant, with the hash of their picture; unfinished ones have none.</summary>
    public IEnumerable<(FileInfo File, string? Hash)> OlderThan(DateTime utc)
    {
        var folder = new DirectoryInfo(settings.Folder);
        if (!folder.Exists) yield break;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < utc))
            if (file.Name.EndsWith(Unfinished, StringComparison.Ordinal)) yield return (file, null);
            else if (file.Name.EndsWith(Extension, StringComparison.Ordinal) && file.Name.Length > HashLength && IsHash(file.Name[..HashLength]))
                yield return (file, file.Name[..HashLength]);
    }

    private string PathOf(string hash, int size) => Path.Combine(settings.Folder, hash[..2], $"{hash}-{size}{Extension}");

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
