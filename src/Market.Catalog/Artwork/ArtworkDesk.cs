using System.Security.Cryptography;
using System.Text;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>Which file somebody wants.</summary>
/// <param name="Millimetres">Width in print, from what the rules name to 1,000.</param>
public sealed record ArtworkOrder(ArtworkFormat Format, ArtworkLayout Layout, ArtworkColours Colours, int Millimetres);

/// <summary>A file as it is given out.</summary>
public sealed record ArtworkIssued(string Name, string MediaType, byte[] Bytes);

/// <summary>A file that was given out.</summary>
/// <param name="Number">As printed in it, e.g. TY-2026-0001-A3.</param>
/// <param name="InForce">Whether the licence holds today.</param>
public sealed record ArtworkView(string Number, string Licence, string Format, string Layout, string Colours, string Sha256, DateTime IssuedAt, bool InForce);

/// <summary>Artwork files: given out only while the licence is in force, each with its number and its hash on record.</summary>
public sealed class ArtworkDesk(CatalogDb db, PictureStore pictures, TimeProvider clock)
{
    public const int Widest = 1_000;

    /// <param name="address">Address of the shop, for the code.</param>
    /// <returns>null when the lister has no such licence.</returns>
    /// <exception cref="RuleException"><c>artwork.not_licensed</c>, <c>artwork.size</c>, <c>artwork.name_unknown</c></exception>
    public Task<ArtworkIssued?> IssueAsync(string number, ArtworkOrder order, string address, Lister lister, CancellationToken ct) => db.InTransactionAsync<ArtworkIssued?>(async () =>
    {
        if (await db.Licences.SingleOrDefaultAsync(x => x.Number == number && lister.Cooperatives.Contains(x.CooperativeId), ct) is not { } licence) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DistrictClock.Date(now);
        if (!licence.InForce(today)) throw new RuleException("artwork.not_licensed", "Artwork is given out only while the licence is in force.");
        var least = Math.Max(1, (await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, today, ct)).LeastMillimetres);
        if (order.Millimetres < least || order.Millimetres > Widest) throw new RuleException("artwork.size", "Too small to be read, or wider than a poster.", "millimetres", least, Widest);
        var serial = licence.NextArtwork();
        using var picture = await PictureAsync(licence, ct);
        using var sheet = ArtworkSheet.Compose(await PartsAsync(licence, picture, $"{number}-A{serial}", $"{address}/licences/{number}", ct), order.Layout, order.Colours);
        var bytes = ArtworkWriter.Write(sheet, order.Format, order.Millimetres, $"{number}-A{serial}", now);
        var format = order.Format.ToString().ToLowerInvariant();
        db.ArtworkFiles.Add(new ArtworkFile
        {
            LicenceId = licence.Id,
            Serial = serial,
            Format = format,
            Layout = order.Layout.ToString().ToLowerInvariant(),
            Colours = order.Colours.ToString().ToLowerInvariant(),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            IssuedBy = lister.PersonId,
            IssuedAt = now,
        });
        db.Audit.Add(new AuditEntry { At = now, ActorId = lister.PersonId, Action = "artwork.issue", SubjectId = licence.Id, Detail = $"{number}-A{serial}.{format}" });
        return new($"{number}-A{serial}.{format}", order.Format switch { ArtworkFormat.Svg => "image/svg+xml", ArtworkFormat.Png => "image/png", _ => "application/pdf" }, bytes);
    }, ct);

    /// <summary>Files given out under a licence, the newest first.</summary>
    public async Task<IReadOnlyList<ArtworkView>> FilesAsync(string number, CancellationToken ct) =>
        await ViewsAsync(db.ArtworkFiles.Where(x => db.Licences.Any(y => y.Id == x.LicenceId && y.Number == number)).OrderByDescending(x => x.Serial).Take(200), ct);

    /// <summary>Whether a file is one that was given out, whatever it is called now.</summary>
    /// <param name="sha256">Of the file's bytes, in hexadecimal.</param>
    /// <returns>null when no such file was ever given out.</returns>
    public async Task<ArtworkView?> FindAsync(string sha256, CancellationToken ct)
    {
        var hash = sha256.Trim().ToLowerInvariant();
        return (await ViewsAsync(db.ArtworkFiles.Where(x => x.Sha256 == hash).OrderBy(x => x.IssuedAt).Take(1), ct)).FirstOrDefault();
    }

    private async Task<IReadOnlyList<ArtworkView>> ViewsAsync(IQueryable<ArtworkFile> files, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var found = await files.AsNoTracking().Join(db.Licences, x => x.LicenceId, x => x.Id, (file, licence) => new { file, licence }).ToListAsync(ct);
        return found.ConvertAll(x => new ArtworkView($"{x.licence.Number}-A{x.file.Serial}", x.licence.Number, x.file.Format, x.file.Layout, x.file.Colours, x.file.Sha256, x.file.IssuedAt, x.licence.InForce(today)));
    }

    /// <summary>The district's logo as an SVG of nothing but paths.</summary>
    public async Task<string> LogoAsync(CancellationToken ct) => SvgMark.Read(await DrawnAsync(ct)).ToSvg();

    /// <summary>Takes a new drawing of the district's logo; files given out before stay as they are.</summary>
    /// <exception cref="RuleException"><c>sub_brand.svg_active</c>, <c>sub_brand.svg_element</c>, <c>sub_brand.svg_invalid</c>, <c>sub_brand.svg_long</c></exception>
    public Task<bool> DrawAsync(byte[] file, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var svg = SvgMark.Read(file).ToSvg();
        (await db.MarkSchemes.SingleAsync(x => x.Kind == MarkScheme.SharedLogo, ct)).Draw(svg);
        db.Audit.Add(new AuditEntry { At = clock.GetUtcNow().UtcDateTime, ActorId = office, Action = "scheme.logo", SubjectId = Guid.Empty, Detail = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg))) });
        return true;
    }, ct);

    private async Task<byte[]> DrawnAsync(CancellationToken ct) =>
        await db.MarkSchemes.Where(x => x.Kind == MarkScheme.SharedLogo).Select(x => x.LogoSvg).SingleAsync(ct) is { Length: > 0 } drawn ? Encoding.UTF8.GetBytes(drawn) : DistrictLogo();

    private async Task<ArtworkParts> PartsAsync(Licence licence, SKImage? picture, string number, string link, CancellationToken ct)
    {
        var own = await OwnAsync(licence, x => x.LogoSvg, ct);
        if (own.Length == 0 && picture is null && !Letters.Know(licence.SubBrand)) throw new RuleException("artwork.name_unknown", "This name has characters we cannot write: upload the mark's logo.", "subBrand");
        return new(SvgMark.Read(await DrawnAsync(ct)), own.Length > 0 ? SvgMark.Read(Encoding.UTF8.GetBytes(own)) : null, picture, licence.SubBrand, number, link);
    }

    private async Task<SKImage?> PictureAsync(Licence licence, CancellationToken ct)
    {
        if (await OwnAsync(licence, x => x.LogoPicture, ct) is not { Length: > 0 } hash || await pictures.OpenAsync(hash, 1200) is not { } stored) return null;
        await using var file = stored.Content;
        using var data = SKData.Create(file);
        return SKImage.FromEncodedData(data);
    }

    private async Task<string> OwnAsync(Licence licence, System.Linq.Expressions.Expression<Func<SubBrand, string>> what, CancellationToken ct) =>
        await db.SubBrands.Where(x => x.CooperativeId == licence.CooperativeId && x.Name == licence.SubBrand).Select(what).SingleOrDefaultAsync(ct) ?? "";

    private static byte[] DistrictLogo()
    {
        using var file = typeof(ArtworkDesk).Assembly.GetManifestResourceStream("Market.Catalog.Artwork.logo.svg")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
