using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Api;

/// <param name="Quantity">In g, kg, t or jin: a crate or a head without a net weight is refused, never guessed.</param>
public sealed record DemandWindowRequest([Required] DateOnly? From, [Required] DateOnly? To, [Required] Quantity? Quantity);

/// <param name="Certificates">Kinds, e.g. green or organic.</param>
/// <param name="Place">Id of one of the chain's stores.</param>
/// <param name="PriceCeiling">Most to be paid for a kilogram, delivered.</param>
/// <param name="MinLot">Least a supplier delivers in a window; none when left out.</param>
/// <param name="MaxSuppliers">1 is one-to-one.</param>
/// <param name="MaxShare">Most one supplier gets of the line, percent; all when left out.</param>
/// <param name="RadiusKm">Farthest supplier by road; any when left out.</param>
public sealed record DemandLineRequest([Required, StringLength(80, MinimumLength = 1)] string Product, [Required] Guid? Place, [Required] Money? PriceCeiling, [Required, Range(0, 1000)] int? MaxSuppliers,
    [Required, MinLength(1), MaxLength(64), NoNulls] IReadOnlyList<DemandWindowRequest> Windows, [StringLength(40)] string Grade = "", [MaxLength(10), NoNulls] IReadOnlyList<string>? Certificates = null, bool SharedLogo = false,
    Quantity? MinLot = null, [Range(1, 100)] int? MaxShare = null, [Range(1, 5000)] int? RadiusKm = null);

/// <param name="Shortage">What a missing kilogram costs in the reckoning, percent of the price ceiling.</param>
/// <param name="Budget">Most the whole may cost; no limit when left out.</param>
/// <param name="SmallShare">Share that small cooperatives should get, percent; a wish.</param>
/// <param name="SmallShareCost">What that wish may cost, percent of the whole.</param>
public sealed record DemandRulesRequest([Range(100, 100_000)] int Shortage = 200, Money? Budget = null, [Range(0, 100)] int SmallShare = 0, [Range(0, 100)] int SmallShareCost = 1);

/// <param name="ChainId">The chain it is for; may be left out by who buys for one only.</param>
/// <param name="Invited">Cooperatives and unions that may see it; all when left out.</param>
/// <param name="NeedsApproval">Awards are offered only after an approver of the chain has agreed.</param>
public sealed record DemandRequest([Required, StringLength(120)] string Title, [Required] DateTime? BidsUntil, [Required, MinLength(1), MaxLength(500), NoNulls] IReadOnlyList<DemandLineRequest> Lines, Guid? ChainId = null,
    DemandRulesRequest? Rules = null, [MaxLength(500)] IReadOnlyList<Guid>? Invited = null, bool NeedsApproval = false);

/// <param name="From">Weight of one delivery from which the price holds.</param>
public sealed record BidTierRequest([Required] Quantity? From, [Required] Money? Price);

/// <param name="From">First day of a window of the demand.</param>
/// <param name="KeepsUntil">First day of the last window it can still be delivered in; the same window when left out.</param>
public sealed record BidSupplyRequest([Required] DateOnly? From, [Required] Quantity? Quantity, DateOnly? KeepsUntil = null);

/// <summary>A member's part of a union's bid.</summary>
public sealed record BidShareRequest([Required] Guid? CooperativeId, [Required] Guid? ProductId, [Required, MinLength(1), MaxLength(64), NoNulls] IReadOnlyList<BidSupplyRequest> Supply);

/// <param name="CooperativeId">The cooperative or union that bids.</param>
/// <param name="Tiers">Price of a kilogram, by the weight of a delivery.</param>
/// <param name="ProductId">The cooperative's own product; left out by a union.</param>
/// <param name="Supply">Left out by a union, whose members' parts say it.</param>
/// <param name="Shares">Parts of at least three members of a union.</param>
public sealed record BidRequest([Required] Guid? CooperativeId, [Required, StringLength(80, MinimumLength = 1)] string Product, [Required, MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<BidTierRequest> Tiers,
    Guid? ProductId = null, [MaxLength(64), NoNulls] IReadOnlyList<BidSupplyRequest>? Supply = null, [MaxLength(100), NoNulls] IReadOnlyList<BidShareRequest>? Shares = null, [StringLength(40)] string Grade = "", Quantity? MinLot = null, DateOnly? ValidUntil = null);

/// <param name="CooperativeId">The member that agrees to its part.</param>
public sealed record ConsentRequest([Required] Guid? CooperativeId);

/// <param name="Weeks">How many weeks later all deliveries are.</param>
/// <param name="BidsUntil">Bids are taken until then.</param>
public sealed record RepetitionRequest([Required, Range(1, 104)] int? Weeks, [Required] DateTime? BidsUntil);

public sealed record MadeAnswer(Guid Id);

public sealed record DemandCardAnswer(Guid Id, string Number, string Title, string Chain, DateTime BidsUntil, DemandState Status, int Lines, Quantity Quantity, int Bids);

public sealed record DemandWindowAnswer(DateOnly From, DateOnly To, Quantity Quantity);

public sealed record DemandLineAnswer(int Line, string Product, string Grade, IReadOnlyList<string> Certificates, bool SharedLogo, Guid Place, string PlaceName, Money PriceCeiling, Quantity MinLot, int MaxSuppliers, int? MaxShare, int? RadiusKm, IReadOnlyList<DemandWindowAnswer> Windows);

public sealed record BidTierAnswer(Quantity From, Money Price);

public sealed record BidSupplyAnswer(DateOnly From, DateOnly KeepsUntil, Quantity Quantity);

/// <summary>A member's part of a joint bid: all for the union, its own for a member.</summary>
public sealed record BidShareAnswer(Guid CooperativeId, string Cooperative, Guid ProductId, string Goods, DateTime? ConsentedAt, IReadOnlyList<BidSupplyAnswer> Supply);

/// <param name="ProductId">Absent for a union.</param>
/// <param name="Goods">Name of the cooperative's own product.</param>
/// <param name="Version">The newest of a cooperative for a product counts.</param>
/// <param name="Members">Members of a union with a part; 0 for a cooperative.</param>
/// <param name="Consented">Those that have agreed.</param>
/// <param name="Counts">false while fewer than three members have agreed.</param>
public sealed record BidAnswer(Guid Id, Guid CooperativeId, string Cooperative, Guid? ProductId, string Goods, string Product, string Grade, int Version, DateTime At, DateOnly? ValidUntil, bool Withdrawn, Quantity MinLot, IReadOnlyList<BidTierAnswer> Tiers, IReadOnlyList<BidSupplyAnswer> Supply,
    int Members, int Consented, bool Counts, IReadOnlyList<BidShareAnswer> Shares);

/// <param name="Bids">All for the chain; their own for cooperatives.</param>
/// <param name="Plans">The newest first.</param>
public sealed record DemandAnswer(Guid Id, string Number, string Title, Guid ChainId, string Chain, DateTime BidsUntil, DemandState Status, bool InvitedOnly, bool NeedsApproval, IReadOnlyList<DemandLineAnswer> Lines, IReadOnlyList<BidAnswer> Bids, IReadOnlyList<PlanCardAnswer> Plans);

/// <param name="Cost">Of the whole; for the chain only.</param>
public sealed record PlanCardAnswer(Guid Id, int Version, DateTime At, string Hash, decimal Fill, Money? Cost);
