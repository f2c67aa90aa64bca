using System.Text.RegularExpressions;
using Market.Kernel;

namespace Market.Catalog.Marks;

/// <summary>Where a certificate stands with the brand office; that its time is over is seen from its last day.</summary>
public enum CertificateState { Submitted, Verified, Refused }

/// <summary>What a cooperative says of its certificate.</summary>
/// <param name="Kind">A scheme other than the shared logo.</param>
/// <param name="Number">1 to 60 characters; organic: the 17 digits of the organic code.</param>
/// <param name="Products">1 to 200 of the holder's products; none when the mark honours the cooperative as a whole.</param>
/// <param name="QuantityGrams">What the certificate covers a year; 0 when it names no quantity.</param>
/// <param name="Level">Of a demonstration cooperative: national, provincial, city or district; otherwise empty.</param>
/// <param name="File">Hash of an uploaded picture of the papers, or empty.</param>
public sealed record CertificateForm(string Kind, string Number, IReadOnlyCollection<Guid> Products, string Issuer, DateOnly IssuedOn, DateOnly ValidUntil, long QuantityGrams = 0, string File = "", string Level = "");

/// <summary>A certificate (认证证书) as its papers say. A badge is computed from it when shown, never stored.</summary>
internal sealed class Certificate
{
    /// <summary>Levels of demonstration cooperatives, the highest first [P24].</summary>
    public static readonly string[] Levels = ["national", "provincial", "city", "district"];

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>pollution_free, green, organic or geographical_indication, and what the brand office adds.</summary>
    public string Kind { get; init; } = "";
    public string Number { get; init; } = "";
    public Guid CooperativeId { get; init; }
    public string Issuer { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public DateOnly ValidUntil { get; init; }
    public long QuantityGrams { get; init; }

    /// <inheritdoc cref="CertificateForm"/>
    public string Level { get; init; } = "";
    public string File { get; init; } = "";
    public CertificateState State { get; private set; }
    public Guid? SubmittedBy { get; init; }

    /// <summary>Who compared it with the issuer's register.</summary>
    public Guid? CheckedBy { get; private set; }
    public DateTime? CheckedAt { get; private set; }

    /// <summary>Day it is to be compared again; null when nobody asked for it.</summary>
    public DateOnly? RecheckOn { get; private set; }
    public string Reason { get; private set; } = "";
    public List<CertificateProduct> Products { get; init; } = [];

    /// <exception cref="RuleException"><c>certificate.number_invalid</c>, <c>certificate.dates</c>, <c>certificate.expired</c>, <c>certificate.too_long</c>, <c>certificate.issuer_missing</c>, <c>certificate.products_missing</c>, <c>certificate.level_missing</c></exception>
    public static Certificate Submit(Guid cooperativeId, CertificateForm form, MarkScheme scheme, MarkRules rules, Guid person, DateOnly today)
    {
        var (number, issuer, products) = (form.Number.Trim(), form.Issuer.Trim(), form.Products.Distinct().ToList());
        if (number.Length is 0 or > 60 || (rules.NumberPattern.Length > 0 && !Regex.IsMatch(number, rules.NumberPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))))
            throw new RuleException("certificate.number_invalid", "This is not a number of such a certificate.", "number");
        if (form.IssuedOn > today || form.ValidUntil < form.IssuedOn) throw new RuleException("certificate.dates", "It must be issued by today and end later.", "issuedOn");
        if (form.ValidUntil < today) throw new RuleException("certificate.expired", "This certificate has run out.", "validUntil");
        if (rules.ValidMonths is { } months && form.ValidUntil > form.IssuedOn.AddMonths(months)) throw new RuleException("certificate.too_long", "No such certificate holds that long.", "validUntil", months);
        if (issuer.Length is 0 or > 120) throw new RuleException("certificate.issuer_missing", "Name the issuer, at most 120 characters.", "issuer");
        if (scheme.OfHolder ? products.Count > 0 : products.Count is 0 or > LicenceApplication.MostProducts) throw new RuleException("certificate.products_missing", "Choose 1 to 200 products.", "products", LicenceApplication.MostProducts);
        if (form.Kind == MarkScheme.Demonstration ? !Levels.Contains(form.Level) : form.Level.Length > 0) throw new RuleException("certificate.level_missing", "Say which level it is.", "level");
        var certificate = new Certificate
        {
            Kind = form.Kind,
            Number = number,
            CooperativeId = cooperativeId,
            Issuer = issuer,
            IssuedOn = form.IssuedOn,
            ValidUntil = form.ValidUntil,
            QuantityGrams = Math.Max(0, form.QuantityGrams),
            Level = form.Level,
            File = form.File,
            SubmittedBy = person,
        };
        certificate.Products.AddRange(products.Select(x => new CertificateProduct { CertificateId = certificate.Id, ProductId = x }));
        return certificate;
    }

    /// <summary>The brand office found it in the issuer's register.</summary>
    /// <exception cref="RuleException"><c>certificate.own</c>, <c>certificate.decided</c></exception>
    public void Verify(Guid office, DateOnly? recheckOn, DateTime now)
    {
        Decide(office, CertificateState.Verified, "", now);
        RecheckOn = recheckOn;
    }

    public void Refuse(Guid office, string reason, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("certificate.reason_missing", "Say why.", "reason");
        Decide(office, CertificateState.Refused, reason.Trim(), now);
    }

    /// <summary>A verified certificate that the next check did not find any more can still be refused.</summary>
    private void Decide(Guid office, CertificateState state, string reason, DateTime now)
    {
        if (reason.Length > LicenceApplication.LongestReason) throw new RuleException("licence.text_long", "This text is too long.", "reason", LicenceApplication.LongestReason);
        if (office == SubmittedBy) throw new RuleException("certificate.own", "Nobody checks a certificate they sent themselves.");
        if (State == state || State == CertificateState.Refused) throw new RuleException("certificate.decided", "This certificate was decided already.");
        (State, CheckedBy, CheckedAt, Reason) = (state, office, now, reason);
    }
}

/// <summary>One product in a certificate's scope.</summary>
internal sealed class CertificateProduct
{
    public Guid CertificateId { get; init; }
    public Guid ProductId { get; init; }
}

/// <summary>A badge (标识) that may be shown today.</summary>
/// <param name="SubBrand">The cooperative's own mark, shown beside the shared logo and never without it; null for certificates.</param>
public sealed record Badge(string Kind, string Number, DateOnly ValidUntil, string? SubBrand = null);
