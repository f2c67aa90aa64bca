using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Traceability.Lots;

namespace Market.Web.Api;

/// <param name="Area">Area in mu, 0.01 to 100,000.</param>
public sealed record PlotRequest([Required] Guid? CooperativeId, [Required, StringLength(80)] string Name, [Required, Range(0.01, 100_000)] decimal? Area, [StringLength(80)] string Village = "");

/// <param name="IntervalDays">Pre-harvest interval from the product's label, 0 to 365.</param>
public sealed record PlotInputRequest([Required] InputKind? InputKind, [Required, StringLength(120)] string Name, [Required] DateOnly? AppliedOn, [Range(0, 365)] int IntervalDays = 0, [StringLength(120)] string Dose = "");

/// <param name="FreeFrom">First day on which it may be harvested; absent when nothing stands against it.</param>
public sealed record PlotAnswer(Guid Id, string Code, string Name, string Village, decimal Area, DateOnly? FreeFrom);

/// <param name="Plots">At least one of the cooperative's plots.</param>
/// <param name="Gtin">14 digits, only with a licensed GS1 prefix.</param>
public sealed record LotRequest([Required] Guid? CooperativeId, [Required] Guid? ProductId, [Required, MinLength(1), MaxLength(100)] IReadOnlyList<Guid> Plots, [Required] Quantity? Weight, [Required] DateOnly? HarvestedOn,
    DateOnly? BestBefore = null, [StringLength(80)] string Variety = "", [StringLength(80)] string Crew = "", [StringLength(14)] string Gtin = "");

/// <param name="Key">The lot's key in EPCIS events.</param>
/// <param name="State">open, failed or recalled.</param>
public sealed record LotAnswer(Guid Id, string Code, string Key, Guid CooperativeId, Guid ProductId, DateOnly HarvestedOn, DateOnly? BestBefore, LotState State, Quantity Produced, Quantity Left, string? CommitmentNumber, Quantity Unchecked);

/// <param name="Outcome">restocked, destroyed or usedOtherwise.</param>
/// <param name="Reason">What was found; needed when it is not sold again.</param>
public sealed record ReturnCheckRequest([Required] Quantity? Weight, [Required] ReturnOutcome? Outcome, [StringLength(200)] string Reason = "");

/// <param name="Result">Values as the report gives them.</param>
/// <param name="ReportHash">SHA-256 of the report in 64 hexadecimal digits, or left out.</param>
/// <param name="At">When; now when left out.</param>
public sealed record InspectionRequest([Required, StringLength(120)] string Lab, [Required, StringLength(300)] string Result, [Required] bool? Conformant, [StringLength(120)] string Method = "", [StringLength(64)] string ReportHash = "", DateTime? At = null);

/// <param name="Number">As printed on the certificate.</param>
/// <param name="Contact">Not shown in public.</param>
public sealed record CommitmentRequest([Required, StringLength(40)] string Number, [Required, StringLength(120)] string Party, [Required, StringLength(120)] string Contact, [StringLength(120)] string Origin = "");

/// <param name="Picture">Hash of an uploaded picture.</param>
/// <param name="Note">What it shows.</param>
public sealed record LotPhotoRequest([Required, StringLength(64, MinimumLength = 64)] string Picture, [StringLength(200)] string Note = "");

/// <param name="Count">1 to 100,000,000.</param>
public sealed record CodeBatchRequest([Required] Guid? LotId, [Required, Range(1, 100_000_000L)] long? Count, [StringLength(80)] string Printer = "");

public sealed record CodeBatchAnswer(Guid Id, string Lot, long Count, DateTime CreatedAt, string Printer);
