using Market.Catalog.Brand;

namespace Market.Catalog.Supervision;

/// <summary>A report as the brand office sees it.</summary>
/// <param name="Contact">Empty for everybody else.</param>
/// <param name="Case">Number of the case that came of it.</param>
public sealed record ReportView(string Number, DateTime At, string Seen, string Place, string Licence, string Contact, string Picture, ReportState State, string Reason, string? Case);

/// <summary>One step of a case.</summary>
/// <param name="Kind">open, put, answer, no_misuse, put_right, suspended or revoked.</param>
public sealed record CaseStepView(string Kind, DateTime At, string Person, string Text, IReadOnlyList<string> Pictures);

/// <summary>A case in a list.</summary>
/// <param name="Status">open, put, overdue, answered, decided, to_put_right, not_put_right (in time), put_right, appealed, upheld or overturned.</param>
/// <param name="Licence">null for somebody without one.</param>
/// <param name="Holder">The cooperative, or who it is about when there is no licence.</param>
/// <param name="AppealBy">Last day to appeal, once decided against a holder.</param>
public sealed record CaseView(Guid Id, string Number, CaseSource Source, string Status, string? Licence, Guid? CooperativeId, string Holder, string HolderEn, string About, DateTime OpenedAt,
    DateOnly? AnswerBy, CaseOutcome? Outcome, DateOnly? PutRightBy, DateOnly? AppealBy, IReadOnlyList<CaseStepView> Steps, AppealView? Appeal);

/// <summary>An appeal.</summary>
/// <param name="Number">Of the case or licence; a refused application's sub-brand.</param>
/// <param name="Person">Who decided it, or empty.</param>
public sealed record AppealView(Guid Id, AppealKind Kind, Guid Subject, string Number, Guid CooperativeId, string Holder, string HolderEn, string Reason, DateTime MadeAt, AppealState State, DateTime? DecidedAt, string Person, string Answer);

/// <summary>A decision a holder may still appeal against.</summary>
/// <param name="Until">Last day.</param>
public sealed record AppealableView(Guid Id, AppealKind Kind, string Number, DateTime At, DateOnly Until);

/// <summary>A spot check.</summary>
/// <param name="Case">Number of the case that came of it.</param>
public sealed record CheckView(Guid Id, string Draw, string Licence, string Holder, string HolderEn, CheckPick Pick, RiskReasons Why, int Points, DateOnly DueOn, CheckState State, bool Overdue,
    string Person, DateTime? DoneAt, string Findings, IReadOnlyList<string> Pictures, string? Case);

/// <summary>A list that was drawn.</summary>
/// <param name="Pool">Licences in force that moment.</param>
/// <param name="Drawn">Numbers drawn at random, in their order.</param>
public sealed record DrawView(string Number, DateTime At, string Person, string Seed, int Random, int Risky, int Pool, DateOnly DueOn, IReadOnlyList<string> Drawn);

/// <summary>Everything about a case on one page.</summary>
/// <param name="Checks">Of the same licence, the newest first.</param>
public sealed record CaseFile(CaseView Case, ReportView? Report, LicenceView? Licence, IReadOnlyList<CheckView> Checks);
