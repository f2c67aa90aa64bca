using System.ComponentModel.DataAnnotations;
using Market.Catalog.Marks;
using Market.Kernel.Values;

namespace Market.Web.Api;

public sealed record EvidenceRequest([Required, StringLength(2000)] string WellRun, [Required, StringLength(2000)] string Quality, [Required, StringLength(2000)] string Repute);

/// <param name="Date">Day of the meeting.</param>
public sealed record MeetingRecordRequest([Required, StringLength(40)] string Number, [Required] DateOnly? Date);

/// <param name="Products">Ids of the cooperative's products that shall carry the logo.</param>
/// <param name="SubBrand">The cooperative's own mark beside the logo.</param>
/// <param name="Renews">Number of the licence it shall follow on, for a renewal.</param>
public sealed record LicenceApplicationRequest([Required] Guid? CooperativeId, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Products, [Required, StringLength(60)] string SubBrand,
    [Required] EvidenceRequest Evidence, [Required] MeetingRecordRequest MeetingRecord, [StringLength(20)] string Renews = "")
{
    internal LicenceForm Form() => new([.. Products], SubBrand, new(Evidence.WellRun, Evidence.Quality, Evidence.Repute), MeetingRecord.Number, MeetingRecord.Date!.Value, Renews);
}

/// <summary>What a town says of an application.</summary>
public enum Opinion { Support, Return }

/// <summary>What the brand office says of it.</summary>
public enum Decision { Grant, Refuse }

/// <param name="Reason">Required when it is returned.</param>
public sealed record OpinionRequest([Required] Opinion? Outcome, [StringLength(500)] string Reason = "");

/// <param name="ValidUntil">Last day, when it is granted.</param>
/// <param name="Reason">Required when it is refused.</param>
/// <param name="QuotaLabels">How many labels may be issued under it; 0 for no bound.</param>
/// <param name="QuotaWeight">What the labels may stand for in all; none for no bound.</param>
public sealed record DecisionRequest([Required] Decision? Outcome, DateOnly? ValidUntil = null, [StringLength(500)] string Conditions = "", [StringLength(500)] string Reason = "", [Range(0, 10_000_000_000)] long QuotaLabels = 0, Quantity? QuotaWeight = null, bool Provisional = false);

/// <param name="Findings">1 to 500 characters.</param>
public sealed record VisitRequest([Required, StringLength(500)] string Findings);

public sealed record ScopeAnswer(Guid Id, string Name, string NameEn, bool Suspended);

public sealed record StepAnswer(string Kind, DateTime At, string Reason, Guid? ProductId, string? By);

public sealed record LicenceNumberAnswer(string Number);

/// <param name="Licence">Once granted.</param>
public sealed record LicenceApplicationAnswer(Guid Id, Guid CooperativeId, ApplicationState Status, string SubBrand, Evidence Evidence, MeetingRecordRequest MeetingRecord, DateTime SubmittedAt,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> Steps, LicenceNumberAnswer? Licence, string Renews);

public sealed record LicenceHolderAnswer(Guid Id, string Name, string NameEn);

/// <param name="Labels">How many labels were issued, and the quota; 0 for none.</param>
public sealed record QuotaAnswer(long Labels, long IssuedLabels, Quantity? Weight, Quantity IssuedWeight, int UsedPercent);

/// <param name="Status">active, provisional, coming, suspended, expired, withdrawn or revoked.</param>
public sealed record LicenceAnswer(string Number, LicenceHolderAnswer Holder, string SubBrand, DateOnly ValidFrom, DateOnly ValidUntil, string Conditions, string Status,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> History, QuotaAnswer Quota);
