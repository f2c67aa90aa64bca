using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Contracts.Agreements;

namespace Market.Web.Api;

/// <param name="Quantity">In g, kg, t or jin.</param>
public sealed record ContractWindowRequest([Required] DateOnly? From, [Required] DateOnly? To, [Required] Quantity? Quantity);

/// <param name="ProductId">The cooperative's own product.</param>
public sealed record ContractPartRequest([Required] Guid? CooperativeId, [Required] Guid? ProductId, [Required] Quantity? Quantity);

/// <param name="Place">Id of one of the chain's stores.</param>
/// <param name="Price">Of a kilogram.</param>
/// <param name="ProductId">The supplier's own product, when it delivers all itself.</param>
/// <param name="Parts">Who delivers how much, for a union; left out when the supplier delivers all itself.</param>
public sealed record ContractLineRequest([Required] Guid? Place, [Required, StringLength(80, MinimumLength = 1)] string Product, [Required] Money? Price, [Required, MinLength(1), MaxLength(64), NoNulls] IReadOnlyList<ContractWindowRequest> Windows,
    [StringLength(40)] string Grade = "", Guid? ProductId = null, [MaxLength(200), NoNulls] IReadOnlyList<ContractPartRequest>? Parts = null);

/// <param name="CreditDays">From a confirmed statement to its payment.</param>
/// <param name="LossPerMille">Natural loss on the way that is paid all the same.</param>
/// <param name="MinShelfDays">Days goods must still keep when they arrive.</param>
/// <param name="Quotation">Market quotation the price follows; fixed when empty.</param>
/// <param name="BandPerMille">How far the quoted price may lie from the agreed one.</param>
/// <param name="HarvestFailure">Who is told by when, and what happens then.</param>
/// <param name="Crate">Deposit for a returnable crate.</param>
/// <param name="RelatedParty">Declared; then with the relation.</param>
public sealed record ContractTermsRequest([Range(0, 180)] int CreditDays = 30, [Range(0, 200)] int LossPerMille = 0, [Range(0, 365)] int MinShelfDays = 0, [StringLength(1000)] string Quality = "", [StringLength(120)] string Quotation = "",
    [Range(0, 1000)] int BandPerMille = 0, [StringLength(1000)] string HarvestFailure = "", Money? Crate = null, bool RelatedParty = false, [StringLength(500)] string Relation = "", bool StampDuty = false);

/// <param name="ChainId">May be left out by who buys for one chain only.</param>
/// <param name="SupplierId">A cooperative or a union.</param>
/// <param name="DemandId">The demand it comes from; none for a direct contract.</param>
public sealed record ContractRequest([Required] Guid? SupplierId, [Required, StringLength(120, MinimumLength = 1)] string Title, [Required] DateOnly? From, [Required] DateOnly? To,
    [Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<ContractLineRequest> Lines, Guid? ChainId = null, Guid? DemandId = null, ContractTermsRequest? Terms = null);

/// <param name="SupplierId">Who accepted awards of the demand.</param>
public sealed record AwardedContractRequest([Required] Guid? SupplierId, ContractTermsRequest? Terms = null);

public sealed record MeetingRequest([Required, StringLength(60, MinimumLength = 1)] string Number, [Required] DateOnly? Date);

/// <param name="MeetingRecord">The supplier's, from a local threshold on.</param>
/// <param name="Round">Which drafting was read, as the contract says it; when it was drafted anew since, the agreement is refused.</param>
public sealed record AgreementRequest(MeetingRequest? MeetingRecord = null, int? Round = null);

/// <summary>What the town says.</summary>
public enum ReviewOutcome { Support, Return }

/// <param name="Reason">Needed for a return.</param>
public sealed record ContractReviewRequest([Required] ReviewOutcome? Outcome, [StringLength(500)] string Reason = "");

/// <param name="Chair">As the registry names the chair of today.</param>
public sealed record SealRequest([Required, StringLength(40, MinimumLength = 1)] string Handler, [Required, StringLength(40, MinimumLength = 1)] string Chair);

/// <param name="Number">The town's filing number.</param>
public sealed record FilingRequest([Required, StringLength(40, MinimumLength = 1)] string Number);

/// <param name="Day">Any day of the week it holds for.</param>
/// <param name="Price">Of a kilogram.</param>
public sealed record QuotationRequest([Required] Guid? LineId, [Required] DateOnly? Day, [Required] Money? Price);

/// <param name="Picture">Hash of a picture that was uploaded before; or else <paramref name="Pdf"/>: a PDF of at most 10 MiB, base64.</param>
public sealed record PaperRequest([Required, StringLength(80, MinimumLength = 1)] string Title, [RegularExpression("^([0-9a-f]{64})?$")] string Picture = "", byte[]? Pdf = null);

/// <param name="Status">draft, agreed, reviewed, sealed, filed, active, ended, archived, cancelled or superseded.</param>
/// <param name="Missing">What its file lacks: review, seal, filing, meeting, papers.</param>
public sealed record ContractCardAnswer(Guid Id, string Number, int Version, string Title, string Chain, string Supplier, DateOnly From, DateOnly To, string Status, DateTime Since, Money Total, IReadOnlyList<string> Missing);

public sealed record ContractWindowAnswer(DateOnly From, DateOnly To, Quantity Quantity);

public sealed record ContractPartAnswer(Guid CooperativeId, Guid ProductId, Quantity Quantity);

/// <param name="LineId">The line through all versions.</param>
/// <param name="Remaining">What may still be called for.</param>
public sealed record ContractLineAnswer(Guid LineId, string Product, string Grade, Guid Place, string PlaceName, Money Price, IReadOnlyList<ContractWindowAnswer> Windows, IReadOnlyList<ContractPartAnswer> Parts,
    Quantity Agreed, Quantity Called, Quantity Delivered, Quantity Accepted, Quantity Rejected, Quantity Remaining);

public sealed record ContractTermsAnswer(int CreditDays, int LossPerMille, int MinShelfDays, string Quality, string Quotation, int BandPerMille, string HarvestFailure, Money Crate, bool RelatedParty, string Relation, bool StampDuty);

public sealed record MeetingAnswer(string Number, DateOnly Date);

public sealed record ContractSignaturesAnswer(DateTime? ChainAgreedAt, DateTime? SupplierAgreedAt, MeetingAnswer? MeetingRecord, DateTime? ReviewedAt, string ReturnReason, string Handler, string Chair, DateTime? SealedAt, string FilingNumber, DateTime? FiledAt, DateTime? ArchivedAt);

public sealed record ContractVersionAnswer(Guid Id, int Version, string Status, DateTime Since);

/// <param name="Picture">Hash of the picture; empty for a PDF.</param>
public sealed record ContractPaperAnswer(Guid Id, string Title, string Picture, DateTime At);

/// <param name="Round">How often it was drafted: changed or returned, it is agreed anew.</param>
public sealed record ContractAnswer(Guid Id, string Number, int Version, int Round, string Status, DateTime Since, string Title, Guid ChainId, string Chain, Guid SupplierId, string Supplier, Guid? DemandId, DateOnly From, DateOnly To, Money Total,
    IReadOnlyList<ContractLineAnswer> Lines, ContractTermsAnswer Terms, ContractSignaturesAnswer Signatures, IReadOnlyList<ContractVersionAnswer> Versions, IReadOnlyList<ContractPaperAnswer> Papers, IReadOnlyList<string> Missing);

/// <summary>Contracts from and into the API's shapes.</summary>
internal static class ContractShapes
{
    public static ContractFacts Facts(this ContractRequest x, Guid chain) => new(chain, x.SupplierId!.Value, x.DemandId, x.Title, x.From!.Value, x.To!.Value, [.. x.Lines.Select((line, i) => Facts(line, x.SupplierId!.Value, i))], Terms(x.Terms ?? new()));

    private static ContractLineFacts Facts(ContractLineRequest x, Guid supplier, int i)
    {
        ContractWindow[] windows = [.. x.Windows.Select((y, j) => new ContractWindow(y.From!.Value, y.To!.Value, y.Quantity.Grams($"lines[{i}].windows[{j}].quantity")))];
        ContractPart[] parts = x.Parts is { Count: > 0 } shared ? [.. shared.Select((y, j) => new ContractPart(y.CooperativeId!.Value, y.ProductId!.Value, y.Quantity.Grams($"lines[{i}].parts[{j}].quantity")))]
            : [new(supplier, x.ProductId ?? throw new RuleException("contract.product", "This is no product of the cooperative that delivers it.", $"lines[{i}].productId"), windows.Sum(y => Math.Min(y.Grams, 10_000_000_001)))];
        return new(x.Place!.Value, x.Product, x.Grade, x.Price!.Value.Amount, windows, parts);
    }

    internal static ContractTerms Terms(ContractTermsRequest x) => new()
    {
        CreditDays = x.CreditDays,
        LossPerMille = x.LossPerMille,
        MinShelfDays = x.MinShelfDays,
        Quality = x.Quality,
        Quotation = x.Quotation,
        BandPerMille = x.BandPerMille,
        HarvestFailure = x.HarvestFailure,
        CrateFen = x.Crate?.Amount ?? 0,
        RelatedParty = x.RelatedParty,
        Relation = x.Relation,
        StampDuty = x.StampDuty,
    };

    /// <summary>In words of the API: a filed contract is active from its first to its last day.</summary>
    public static string Status(ContractState state, DateOnly from, DateOnly to, DateOnly today) => state != ContractState.Filed ? state.ToString().ToLower(CultureInfo.InvariantCulture) : today < from ? "filed" : today <= to ? "active" : "ended";

    public static ContractCardAnswer Shape(ContractCard x, DateOnly today) => new(x.Id, x.Number, x.Nth, x.Title, x.Chain, x.Supplier, x.From, x.To, Status(x.State, x.From, x.To, today), x.Since, Money.Fen(x.TotalFen), x.Missing);

    public static ContractAnswer Shape(ContractView x, DateOnly today) => new(x.Id, x.Number, x.Nth, x.Round, Status(x.State, x.From, x.To, today), x.Since, x.Title, x.ChainId, x.Chain, x.SupplierId, x.Supplier, x.DemandId, x.From, x.To, Money.Fen(x.TotalFen),
        [.. x.Lines.Select(Shape)],
        new(x.Terms.CreditDays, x.Terms.LossPerMille, x.Terms.MinShelfDays, x.Terms.Quality, x.Terms.Quotation, x.Terms.BandPerMille, x.Terms.HarvestFailure, Money.Fen(x.Terms.CrateFen), x.Terms.RelatedParty, x.Terms.Relation, x.Terms.StampDuty),
        new(x.Signed.ChainAgreedAt, x.Signed.SupplierAgreedAt, x.Signed.Meeting is { } meeting ? new(meeting.Number, meeting.On) : null, x.Signed.ReviewedAt, x.Signed.ReturnReason, x.Signed.Handler, x.Signed.Chair, x.Signed.SealedAt, x.Signed.FilingNumber, x.Signed.FiledAt, x.Signed.ArchivedAt),
        [.. x.Versions.Select(y => new ContractVersionAnswer(y.Id, y.Nth, y.State.ToString().ToLowerInvariant(), y.Since))], [.. x.Papers.Select(y => new ContractPaperAnswer(y.Id, y.Title, y.PictureHash, y.At))], x.Missing);

    private static ContractLineAnswer Shape(ContractLineView x) => new(x.LineId, x.Product, x.Grade, x.StoreId, x.Store, Money.Fen(x.FenPerKg), [.. x.Windows.Select(y => new ContractWindowAnswer(y.From, y.To, Masses.Kilograms(y.Grams)))],
        [.. x.Parts.Select(y => new ContractPartAnswer(y.CooperativeId, y.ProductId, Masses.Kilograms(y.Grams)))], Masses.Kilograms(x.Agreed), Masses.Kilograms(x.Called), Masses.Kilograms(x.Delivered), Masses.Kilograms(x.Accepted), Masses.Kilograms(x.Rejected), Masses.Kilograms(x.Remaining));
}
