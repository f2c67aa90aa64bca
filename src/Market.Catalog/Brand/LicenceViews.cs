using Market.Catalog.Marks;

namespace Market.Catalog.Brand;

/// <summary>A product as an application or a licence names it.</summary>
/// <param name="Suspended">It must not carry the logo for now, although the licence covers it.</param>
public sealed record ScopeView(Guid Id, string Name, string NameEn, bool Suspended);

/// <summary>Who did what, and why.</summary>
/// <param name="Kind">submit, return, support, grant, refuse, suspend, restore, revoke or expire.</param>
/// <param name="ProductId">null when it concerns all products.</param>
public sealed record StepView(string Kind, DateTime At, string Person, string Reason, Guid? ProductId = null);

/// <summary>An application as those see it who take part in it.</summary>
/// <param name="LicenceNumber">Once granted.</param>
public sealed record ApplicationView(Guid Id, Guid CooperativeId, string Cooperative, string CooperativeEn, ApplicationState State, string SubBrand, Evidence Evidence, string MeetingNumber, DateOnly MeetingOn,
    DateTime SubmittedAt, IReadOnlyList<ScopeView> Products, IReadOnlyList<StepView> Steps, string? LicenceNumber);

/// <summary>A licence as the public register shows it.</summary>
/// <param name="Status">active, suspended, expired or revoked, as of today.</param>
/// <param name="Events">Without the names of those who acted.</param>
public sealed record LicenceView(string Number, Guid CooperativeId, string Cooperative, string CooperativeEn, string SubBrand, DateOnly ValidFrom, DateOnly ValidUntil, string Conditions, string Status,
    IReadOnlyList<ScopeView> Products, IReadOnlyList<StepView> Events);
