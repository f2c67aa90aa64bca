using Market.Kernel;

namespace Market.Catalog.Marks;

/// <summary>Where a licence stands; that its time is over is seen from its last day.</summary>
public enum LicenceState { Active, Suspended, Revoked }

/// <summary>A cooperative's permission to put the shared logo beside its own mark on some of its products.</summary>
internal sealed class Licence
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Year and a number without gaps, e.g. <c>TY-2026-0001</c>; on every artwork and label.</summary>
    public string Number { get; private init; } = "";
    public Guid ApplicationId { get; private init; }
    public Guid CooperativeId { get; private init; }
    public string SubBrand { get; private init; } = "";
    public DateOnly ValidFrom { get; private init; }
    public DateOnly ValidUntil { get; private init; }
    public string Conditions { get; private init; } = "";

    /// <summary>The two approvals: the town's support and the office's grant, by two people.</summary>
    public Guid SupportedBy { get; private init; }
    public Guid GrantedBy { get; private init; }
    public LicenceState State { get; private set; }
    public List<LicenceProduct> Products { get; init; } = [];
    public List<LicenceEvent> Events { get; init; } = [];

    /// <param name="validUntil">Last day, ahead of today.</param>
    /// <exception cref="RuleException"><c>licence.end_in_past</c>, <c>licence.text_long</c></exception>
    public static Licence Grant(LicenceApplication application, string number, DateOnly validUntil, string conditions, Guid office, DateTime now)
    {
        var today = DistrictClock.Date(now);
        if (validUntil <= today) throw new RuleException("licence.end_in_past", "The last day must lie ahead.", "validUntil");
        if (conditions.Length > 500) throw new RuleException("licence.text_long", "This text is too long.", "conditions", 500);
        application.Grant(office, conditions, now);
        var licence = new Licence
        {
            Number = number,
            ApplicationId = application.Id,
            CooperativeId = application.CooperativeId,
            SubBrand = application.SubBrand,
            ValidFrom = today,
            ValidUntil = validUntil,
            Conditions = conditions.Trim(),
            SupportedBy = application.SupportedBy!.Value,
            GrantedBy = office,
        };
        licence.Products.AddRange(application.Products.Select(x => new LicenceProduct { LicenceId = licence.Id, ProductId = x.ProductId }));
        licence.Note("grant", [], office, conditions, now);
        return licence;
    }

    /// <summary>Takes the logo away for now: from some products, or from all.</summary>
    /// <param name="products">Empty for the whole licence; what is suspended for single products stays so beside it.</param>
    public void Suspend(IReadOnlyCollection<Guid> products, string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        if (products.Count == 0 ? State == LicenceState.Suspended : Named(products).Exists(x => x.SuspendedAt is not null))
            throw new RuleException("licence.suspended", "This is suspended already.", "products");
        if (products.Count == 0) State = LicenceState.Suspended;
        else foreach (var product in Named(products)) product.SuspendedAt = now;
        Note("suspend", products, office, reason, now);
    }

    /// <param name="products">As in <see cref="Suspend"/>.</param>
    public void Restore(IReadOnlyCollection<Guid> products, string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        if (products.Count == 0 ? State != LicenceState.Suspended : Named(products).Exists(x => x.SuspendedAt is null))
            throw new RuleException("licence.not_suspended", "This is not suspended.", "products");
        if (products.Count == 0) State = LicenceState.Active;
        else foreach (var product in Named(products)) product.SuspendedAt = null;
        Note("restore", products, office, reason, now);
    }

    /// <summary>Takes the logo away for good.</summary>
    public void Revoke(string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        State = LicenceState.Revoked;
        Note("revoke", [], office, reason, now);
    }

    private List<LicenceProduct> Named(IReadOnlyCollection<Guid> products) => products.Any(id => Products.TrueForAll(x => x.ProductId != id))
        ? throw new RuleException("licence.product_unknown", "The licence does not cover this product.", "products")
        : Products.FindAll(x => products.Contains(x.ProductId));

    private void RequireUse(string reason, DateTime now)
    {
        if (State == LicenceState.Revoked) throw new RuleException("licence.revoked", "This licence was revoked.");
        if (ValidUntil < DistrictClock.Date(now)) throw new RuleException("licence.expired", "This licence has expired.");
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("licence.reason_missing", "Say why.", "reason");
    }

    private void Note(string kind, IReadOnlyCollection<Guid> products, Guid office, string reason, DateTime now)
    {
        foreach (var product in products.Count == 0 ? [null] : products.Distinct().Select(x => (Guid?)x))
            Events.Add(new LicenceEvent { LicenceId = Id, Kind = kind, ProductId = product, PersonId = office, Reason = reason.Trim(), At = now });
    }
}

/// <summary>One product in a licence's scope.</summary>
internal sealed class LicenceProduct
{
    public Guid LicenceId { get; init; }
    public Guid ProductId { get; init; }

    /// <summary>Since when the product must not carry the logo; null while it may.</summary>
    public DateTime? SuspendedAt { get; set; }
}

/// <summary>What happened to a licence: the public register shows it for ever.</summary>
internal sealed class LicenceEvent
{
    /// <summary>Time did it, at the end of the last day: nobody's id stands beside it.</summary>
    public const string Expired = "expire";

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid LicenceId { get; init; }

    /// <summary>grant, suspend, restore, revoke or expire.</summary>
    public string Kind { get; init; } = "";

    /// <summary>null when it concerns the whole licence.</summary>
    public Guid? ProductId { get; init; }
    public Guid PersonId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
}
