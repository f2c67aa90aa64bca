using Market.Catalog.Marks;

namespace Market.Catalog.Brand;

/// <summary>A product as an application or a licence names it.</summary>
/// <param name="Suspended">It must not carry the logo for now, although the licence covers it.</param>
public sealed record ScopeView(Guid Id, string Name, string NameEn, bool Suspended);

/// <summary>Who did what, and why.</summary>
/// <param name="Kind">submit, visit, return, support, grant, refuse, overturn, or what happened to a licence.</param>
/// <param name="ProductId">null when it concerns all products.</param>
public sealed record StepView(string Kind, DateTime At, string Person, string Reason, Guid? ProductId = null);

/// <summary>What a version of the rules asks an applicant for.</summary>
/// <param name="Documents">Papers, one a line; or empty.</param>
/// <param name="Sheets">What the evidence sheets have to show: well run, good quality, good repute; or none.</param>
public sealed record AskedView(string Documents, string DocumentsEn, IReadOnlyList<string> Sheets, IReadOnlyList<string> SheetsEn);

/// <summary>An application as those see it who take part in it.</summary>
/// <param name="LicenceNumber">Once granted.</param>
/// <param name="Renews">Number of the licence it shall follow on, or empty.</param>
/// <param name="RenewedUntil">That licence's last day.</param>
/// <param name="Asked">By the rules it was begun under.</param>
public sealed record ApplicationView(Guid Id, Guid CooperativeId, string Cooperative, string CooperativeEn, ApplicationState State, string SubBrand, Evidence Evidence, string MeetingNumber, DateOnly MeetingOn,
    DateTime SubmittedAt, IReadOnlyList<ScopeView> Products, IReadOnlyList<StepView> Steps, string? LicenceNumber, string Renews, DateOnly? RenewedUntil, AskedView Asked);

/// <summary>What may be issued under a licence and what was; 0 for no bound.</summary>
/// <param name="UsedPercent">Of the tighter bound.</param>
public sealed record QuotaView(long Labels, long IssuedLabels, long Grams, long IssuedGrams, int UsedPercent);

/// <summary>A licence as the public register shows it.</summary>
/// <param name="Status">active, provisional, coming, suspended, expired, withdrawn or revoked, as of today.</param>
/// <param name="Former">Products that were taken out of it.</param>
/// <param name="Events">Without the names of those who acted.</param>
public sealed record LicenceView(string Number, Guid CooperativeId, string Cooperative, string CooperativeEn, string SubBrand, DateOnly ValidFrom, DateOnly ValidUntil, string Conditions, string Status,
    IReadOnlyList<ScopeView> Products, IReadOnlyList<StepView> Events, QuotaView Quota, IReadOnlyList<ScopeView> Former);
