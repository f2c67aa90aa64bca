
namespace Market.Catalog.Certificates;

/// <summary>A certificate (认证证书) as its papers say. A badge is computed from it when shown, never stored.</summary>
internal sealed class Certificate
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>pollution_free, green, organic or geographical_indication.</summary>
    public string Kind { get; init; } = "";
    public string Number { get; init; } = "";
    public Guid CooperativeId { get; init; }
    public string Issuer { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public DateOnly ValidUntil { get; init; }
    public List<CertificateProduct> Products { get; init; } = [];

    /// <summary>Valid through the end of the last day.</summary>
    public bool Covers(DateOnly day) => IssuedOn <= day && day <= ValidUntil;
}

/// <summary>One product in a certificate's scope.</summary>
internal sealed class CertificateProduct
{
    public Guid CertificateId { get; init; }
    public Guid ProductId { get; init; }
}

/// <summary>A badge (标识) that may be shown today.</summary>
public sealed record Badge(string Kind, string Number, DateOnly ValidUntil);
