using Market.Catalog.Brand;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Web.Shared;

namespace Market.Web.Features.Lots;

/// <param name="Kilograms">At most three decimals.</param>
public sealed record LotFields(Guid Product = default, List<Guid>? Plots = null, decimal? Kilograms = null, DateOnly? HarvestedOn = null, DateOnly? BestBefore = null, string? Variety = null, string? Crew = null, string? Gtin = null);

/// <param name="Into">Kilograms that went in.</param>
/// <param name="Out">Kilograms that came out.</param>
public sealed record PackFields(decimal? Into = null, decimal? Out = null, int? Packs = null, DateOnly? BestBefore = null);

public sealed record InspectFields(string? Lab = null, string? Method = null, string? Result = null, bool Conformant = true);

public sealed record CommitFields(string? Number = null, string? Origin = null, string? Party = null, string? Contact = null);

/// <param name="Min">Degrees Celsius.</param>
public sealed record ColdFields(string? Place = null, DateTime? From = null, DateTime? Until = null, decimal? Min = null, decimal? Max = null, decimal? Mean = null, decimal? Limit = null);

/// <param name="Checked">Kilograms that were looked at.</param>
/// <param name="Found">What was found.</param>
public sealed record ReturnFields(decimal? Checked = null, ReturnOutcome? Outcome = null, string? Found = null);

public sealed record LotsPage(IReadOnlyList<LotView> Items, Pager Pager);

public sealed record LotFormPage(LotFields Form, IReadOnlyList<ScopeView> Products, IReadOnlyList<PlotView> Plots, DateOnly Today);

/// <param name="Form">Name of the form that was refused, and what was typed.</param>
public sealed record LotPage(LotView Lot, IReadOnlyList<BatchView> Batches, string Form = "", PackFields? Pack = null, InspectFields? Inspect = null, CommitFields? Commit = null, ColdFields? Cold = null, string? Note = null, ReturnFields? Back = null);
