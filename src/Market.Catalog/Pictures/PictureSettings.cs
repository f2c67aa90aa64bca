namespace Market.Catalog.Pictures;

/// <summary>Where pictures are kept: outside the web root, one store for all replicas.</summary>
public sealed record PictureSettings(string Folder);

/// <summary>One stored file of a picture. Dispose it.</summary>
/// <param name="Content">The WebP.</param>
/// <param name="Length">Bytes.</param>
public sealed record PictureFile(Stream Content, long Length) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>What a page needs to keep a picture's place before it has loaded.</summary>
/// <param name="Width">Pixels of the largest stored size.</param>
/// <param name="Tint">Average colour, <c>#rrggbb</c>.</param>
public sealed record PictureShape(int Width, int Height, string Tint);
