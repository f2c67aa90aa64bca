using Market.Kernel;

namespace Market.Catalog.Marks;

/// <summary>Where a licence stands; that its time is over is seen from its last day.</summary>
public enum LicenceState { Active, Suspended, Revoked, Withdrawn }

/// <summary>What the office grants.</summary>
/// <param name="ValidUntil">Last day, ahead of today.</param>
/// <param name="Conditions">At most 500 characters.</param>
/// <param name="QuotaLabels">How many labels may be issued under it; 0 for no such bound.</param>
/// <param name="QuotaGrams">What the labels may stand for in all; 0 for no such bound.</param>
/// <param name="Provisional">For now, until something is put right; the office confirms it later.</param>
public sealed record LicenceTerms(DateOnly ValidUntil, string Conditions = "", long QuotaLabels = 0, long QuotaGrams = 0, bool Provisional = false);

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
    public DateOnly ValidUntil { get; private set; }
    public string Conditions { get; private init; } = "";

    /// <inheritdoc cref="LicenceTerms"/>
    public bool Provisional { get; private set; }
    public long QuotaLabels { get; private set; }
    public long QuotaGrams { get; private set; }

    /// <summary>What was issued against the quota.</summary>
    public long IssuedLabels { get; private set; }
    public long IssuedGrams { get; private set; }

    /// <summary>Serial number of the last artwork file given out.</summary>
    public int LastArtwork { get; private set; }

    /// <summary>The licence it follows on, when it is a renewal.</summary>
    public Guid? Renews { get; private init; }

    /// <summary>The two approvals: the town's support and the office's grant, by two people.</summary>
    public Guid SupportedBy { get; private init; }
    public Guid GrantedBy { get; private init; }
    public LicenceState State { get; private set; }
    public List<LicenceProduct> Products { get; init; } = [];
    public List<LicenceEvent> Events { get; init; } = [];

    /// <param name="renewed">The licence it follows on; it begins the day after that one's last.</param>
    /// <exception cref="RuleException"><c>licence.end_in_past</c>, <c>licence.text_long</c>, <c>licence.quota_invalid</c></exception>
    public static Licence Grant(LicenceApplication application, string number, LicenceTerms terms, Guid office, DateTime now, Licence? renewed = null)
    {
        var today = DistrictClock.Date(now);
        var from = renewed is not null && renewed.ValidUntil >= today ? renewed.ValidUntil.AddDays(1) : today;
        if (terms.ValidUntil <= from) throw new RuleException("licence.end_in_past", "The last day must lie ahead.", "validUntil");
        if (terms.Conditions.Length > 500) throw new RuleException("licence.text_long", "This text is too long.", "conditions", 500);
        application.Grant(office, terms.Conditions, now);
        var licence = new Licence
        {
            Number = number,
            ApplicationId = application.Id,
            CooperativeId = application.CooperativeId,
            SubBrand = application.SubBrand,
            ValidFrom = from,
            ValidUntil = terms.ValidUntil,
            Conditions = terms.Conditions.Trim(),
            Provisional = terms.Provisional,
            Renews = renewed?.Id,
            SupportedBy = application.SupportedBy!.Value,
            GrantedBy = office,
        };
        licence.Products.AddRange(application.Products.Select(x => new LicenceProduct { LicenceId = licence.Id, ProductId = x.ProductId }));
        licence.Bound(terms.QuotaLabels, terms.QuotaGrams);
        licence.Note(terms.Provisional ? "grant_provisional" : "grant", [], office, terms.Conditions, now);
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

    /// <summary>Takes products out of the scope for good; at least one stays.</summary>
    public void Reduce(IReadOnlyCollection<Guid> products, string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        var named = Named(products);
        if (named.Count == 0) throw new RuleException("licence.products_missing", "Choose the products that leave the licence.", "products");
        if (Products.TrueForAll(x => x.RemovedAt is not null || named.Contains(x))) throw new RuleException("licence.nothing_left", "One product stays; without any the licence is withdrawn or revoked.", "products");
        foreach (var product in named) product.RemovedAt = now;
        Note("reduce", products, office, reason, now);
    }

    /// <summary>Sets how many labels may be issued, also below what was issued: then no more are.</summary>
    public void SetQuota(long labels, long grams, string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        Bound(labels, grams);
        Note("quota", [], office, reason, now);
    }

    /// <summary>Makes a provisional licence a full one.</summary>
    /// <exception cref="RuleException"><c>licence.not_provisional</c>, <c>licence.end_in_past</c></exception>
    public void Confirm(DateOnly validUntil, string reason, Guid office, DateTime now)
    {
        RequireUse(reason, now);
        if (!Provisional) throw new RuleException("licence.not_provisional", "This licence is a full one already.");
        if (validUntil <= DistrictClock.Date(now)) throw new RuleException("licence.end_in_past", "The last day must lie ahead.", "validUntil");
        (Provisional, ValidUntil) = (false, validUntil);
        Note("confirm", [], office, reason, now);
    }

    /// <summary>The holder gives it back.</summary>
    public void Withdraw(string reason, Guid manager, DateTime now)
    {
        RequireUse(reason, now);
        State = LicenceState.Withdrawn;
        Note("withdraw", [], manager, reason, now);
    }

    /// <summary>Whether the logo may be used on some day.</summary>
    public bool InForce(DateOnly day) => State == LicenceState.Active && ValidFrom <= day && day <= ValidUntil;

    /// <summary>The next artwork file's serial number.</summary>
    public int NextArtwork() => ++LastArtwork;

    /// <summary>Counts labels against the quota. That the product may carry the logo today is the caller's question to <see cref="Proofs"/>.</summary>
    /// <returns>Whether this took the use over the alarm's share.</returns>
    /// <exception cref="RuleException"><c>licence.quota_used</c>: nothing was issued.</exception>
    public bool Issue(int labels, long grams, int alarmPercent)
    {
        var before = UsedPercent;
        if (QuotaLabels > 0 && IssuedLabels + labels > QuotaLabels) throw new RuleException("licence.quota_used", "The licence's quota does not reach.", "labels", QuotaLabels - IssuedLabels, "labels");
        if (QuotaGrams > 0 && IssuedGrams + grams > QuotaGrams) throw new RuleException("licence.quota_used", "The licence's quota does not reach.", "labels", (QuotaGrams - IssuedGrams) / 1000, "kg");
        (IssuedLabels, IssuedGrams) = (IssuedLabels + labels, IssuedGrams + grams);
        return before < alarmPercent && UsedPercent >= alarmPercent;
    }

    /// <summary>The larger used share of both quotas, in percent, rounded down; above 100 when the quota was lowered later.</summary>
    public int UsedPercent => (int)Math.Max(QuotaLabels == 0 ? 0 : IssuedLabels * 100 / QuotaLabels, QuotaGrams == 0 ? 0 : (long)((Int128)IssuedGrams * 100 / QuotaGrams));

    private void Bound(long labels, long grams)
    {
        if (labels is < 0 or > 10_000_000_000 || grams is < 0 or > 1_000_000_000_000) throw new RuleException("licence.quota_invalid", "A quota is not below zero; 0 means none.", "quota");
        (QuotaLabels, QuotaGrams) = (labels, grams);
    }

    /// <summary>A revocation was overturned on appeal: the licence stands again as it stood before.</summary>
    /// <exception cref="RuleException"><c>licence.not_suspended</c>, <c>licence.expired</c></exception>
    public void Reinstate(string reason, Guid office, DateTime now)
    {
        if (State != LicenceState.Revoked) throw new RuleException("licence.not_suspended", "This is not suspended.");
        State = Events.Where(x => x.ProductId is null && x.Kind is "suspend" or "restore").MaxBy(x => x.At)?.Kind == "suspend" ? LicenceState.Suspended : LicenceState.Active;
        RequireUse(reason, now);
        Note("reinstate", [], office, reason, now);
    }

    private List<LicenceProduct> Named(IReadOnlyCollection<Guid> products) => products.Any(id => Products.TrueForAll(x => x.ProductId != id || x.RemovedAt is not null))
        ? throw new RuleException("licence.product_unknown", "The licence does not cover this product.", "products")
        : Products.FindAll(x => products.Contains(x.ProductId));

    private void RequireUse(string reason, DateTime now)
    {
        if (State == LicenceState.Withdrawn) throw new RuleException("licence.withdrawn", "This licence was given back.");
        if (State == LicenceState.Revoked) throw new RuleException("licence.revoked", "This licence was revoked.");
        if (ValidUntil < DistrictClock.Date(now)) throw new RuleException("licence.expired", "This licence has expired.");
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("licence.reason_missing", "Say why.", "reason");
        if (reason.Trim().Length > LicenceApplication.LongestReason) throw new RuleException("licence.text_long", "This text is too long.", "reason", LicenceApplication.LongestReason);
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

    /// <summary>Since when the licence does not cover the product any more.</summary>
    public DateTime? RemovedAt { get; set; }
}

/// <summary>What happened to a licence: the public register shows it for ever.</summary>
internal sealed class LicenceEvent
{
    /// <summary>Time did it, at the end of the last day: nobody's id stands beside it.</summary>
    public const string Expired = "expire";

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid LicenceId { get; init; }

    /// <summary>grant, grant_provisional, confirm, suspend, restore, reduce, quota, withdraw, revoke, reinstate or expire.</summary>
    public string Kind { get; init; } = "";

    /// <summary>null when it concerns the whole licence.</summary>
    public Guid? ProductId { get; init; }
    public Guid PersonId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
}
