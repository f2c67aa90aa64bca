using Market.Catalog.Supervision;
using Market.Web.Shared;

namespace Market.Web.Features.Cases;

public sealed record CasesPage(IReadOnlyList<ReportView> Reports, int ReportsTotal, IReadOnlyList<AppealView> Appeals, IReadOnlyList<CaseView> Cases, Pager Pager, DateTime Now);

/// <summary>A new case as typed.</summary>
public sealed record OpenForm(string? About = null, string? Licence = null, string? Suspect = null, string? Report = null, Guid? SpotCheck = null, string? Reason = null)
{
    internal CaseForm Read() => new(About ?? "", Licence ?? "", Suspect ?? "", Report ?? "", SpotCheck);
}

/// <param name="Report">What the case would come from, if a report.</param>
public sealed record OpenPage(OpenForm Form, ReportView? Report);

/// <summary>What was typed into a case's forms.</summary>
public sealed record CaseTyped(DateOnly? Until = null, string? Question = null, CaseOutcome? Outcome = null, string? Reason = null, DateOnly? PutRightBy = null, List<Guid>? Products = null, string? Text = null);

public sealed record CasePage(CaseFile File, CaseTyped Typed, DateOnly Today);
