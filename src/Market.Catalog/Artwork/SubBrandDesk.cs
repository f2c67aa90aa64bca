using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Artwork;

/// <summary>A cooperative's own mark as the register shows it.</summary>
/// <param name="HasSvg">Its logo can be had as outlines.</param>
/// <param name="Picture">Hash of its logo as a picture, or empty.</param>
public sealed record SubBrandView(Guid Id, Guid CooperativeId, string Name, TrademarkStatus Status, string Number, string Classes, string Owner, DateOnly? ValidUntil, bool HasSvg, string Picture)
{
    public SubBrandForm Form => new(Name, Status, Number, Classes, Owner, ValidUntil);
}

/// <summary>The register of cooperatives' own marks (子品牌): trademark and logo.</summary>
public sealed class SubBrandDesk(CatalogDb db, PictureStore pictures, TimeProvider clock)
{
    /// <summary>Records a mark, or what changed about it; the name says which.</summary>
    /// <returns>null when the cooperative is not the lister's.</returns>
    /// <exception cref="RuleException"><c>sub_brand.number_taken</c>, or what does not fit.</exception>
    public Task<Guid?> RecordAsync(Guid cooperativeId, SubBrandForm form, Lister lister, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        // A union has members with marks of their own, and none itself.
        if (!lister.Cooperatives.Contains(cooperativeId) || !await db.Cooperatives.AnyAsync(x => x.Id == cooperativeId, ct)) return null;
        var (now, name) = (clock.GetUtcNow().UtcDateTime, form.Name.Trim());
        var brand = await db.SubBrands.SingleOrDefaultAsync(x => x.CooperativeId == cooperativeId && x.Name == name, ct);
        if (brand is null) db.SubBrands.Add(brand = SubBrand.Of(cooperativeId, name, lister.PersonId, now));
        brand.Record(form, lister.PersonId, now);
        if (brand.Number is not null && await db.SubBrands.AnyAsync(x => x.Number == brand.Number && x.Id != brand.Id, ct)) throw new RuleException("sub_brand.number_taken", "This trademark is recorded for another mark.", "number");
        db.Audit.Add(new AuditEntry { At = now, ActorId = lister.PersonId, Action = "sub_brand.record", SubjectId = brand.Id, Detail = $"{brand.Name} {brand.Status} {brand.Number}" });
        return brand.Id;
    }, ct);

    /// <summary>Takes a mark's logo: an SVG of shapes, or a picture.</summary>
    /// <returns>false when the lister has no such mark.</returns>
    /// <exception cref="RuleException"><c>sub_brand.svg_active</c>, <c>sub_brand.svg_element</c>, <c>sub_brand.svg_invalid</c>, <c>sub_brand.svg_long</c>, or what the picture lacks.</exception>
    public async Task<bool> UploadAsync(Guid id, Stream upload, Lister lister, CancellationToken ct)
    {
        if (!await db.SubBrands.AnyAsync(x => x.Id == id && lister.Cooperatives.Contains(x.CooperativeId), ct)) return false;
        using var file = new MemoryStream();
        await upload.CopyToAsync(file, ct);
        var svg = LooksLikeXml(file.GetBuffer().AsSpan(0, (int)file.Length)) ? SvgMark.Read(file.ToArray()).ToSvg() : "";
        file.Position = 0;
        var picture = svg.Length > 0 ? "" : await pictures.SaveAsync(file, lister.PersonId, ct);
        return await db.InTransactionAsync(async () =>
        {
            var (brand, now) = (await db.SubBrands.SingleAsync(x => x.Id == id, ct), clock.GetUtcNow().UtcDateTime);
            brand.Show(svg, picture, lister.PersonId, now);
            db.Audit.Add(new AuditEntry { At = now, ActorId = lister.PersonId, Action = "sub_brand.logo", SubjectId = id, Detail = brand.Name });
            return true;
        }, ct);
    }

    /// <summary>Marks in the order of their names; all cooperatives' when none is named, at most 500.</summary>
    public async Task<IReadOnlyList<SubBrandView>> ListAsync(IReadOnlyCollection<Guid>? cooperatives, CancellationToken ct) =>
        await Views(db.SubBrands.Where(x => cooperatives == null || cooperatives.Contains(x.CooperativeId)).OrderBy(x => x.Name).ThenBy(x => x.Id).Take(500)).ToListAsync(ct);

    /// <returns>null when the cooperative has recorded no such mark.</returns>
    public Task<SubBrandView?> FindAsync(Guid cooperativeId, string name, CancellationToken ct) => Views(db.SubBrands.Where(x => x.CooperativeId == cooperativeId && x.Name == name)).SingleOrDefaultAsync(ct);

    /// <summary>The logo as an SVG of nothing but paths.</summary>
    /// <returns>null when there is none.</returns>
    public Task<string?> SvgAsync(Guid id, CancellationToken ct) => db.SubBrands.Where(x => x.Id == id && x.LogoSvg != "").Select(x => x.LogoSvg).SingleOrDefaultAsync(ct);

    private static IQueryable<SubBrandView> Views(IQueryable<SubBrand> brands) =>
        brands.AsNoTracking().Select(x => new SubBrandView(x.Id, x.CooperativeId, x.Name, x.Status, x.Number ?? "", x.Classes, x.Owner, x.ValidUntil, x.LogoSvg != "", x.LogoPicture));

    /// <summary>Text that begins with a tag, in UTF-8 or UTF-16, with a mark of its byte order or without.</summary>
    private static bool LooksLikeXml(ReadOnlySpan<byte> file)
    {
        foreach (var one in file[..Math.Min(64, file.Length)])
        {
            if (one is (byte)'<') return true;
            if (one is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) return false;
        }
        return false;
    }
}
