using Market.Kernel;

namespace Market.Catalog.Supervision;

/// <summary>What a case was opened from.</summary>
public enum CaseSource { Office, Report, SpotCheck }

/// <summary>Where a case stands; that the answer is overdue is seen from its day, what came of an appeal from the appeal.</summary>
public enum CaseState { Open, Put, Answered, Decided }

/// <summary>What the brand office decided.</summary>
public enum CaseOutcome { NoMisuse, PutRight, Suspended, Revoked }

/// <summary>A decision on a case.</summary>
/// <param name="Reason">1 to 500 characters; of a suspension or revocation it stands in the public register.</param>
/// <param name="PutRightBy">Day ahead by which it must be put right; for that outcome alone.</param>
/// <param name="Products">Only these of the licence are suspended; all when left out.</param>
public sealed record Verdict(CaseOutcome Outcome, string Reason, DateOnly? PutRightBy = null, IReadOnlyCollection<Guid>? Products = null);

/// <summary>A misuse of the logo that is looked into (违规案件): put to the holder, answered, decided.</summary>
internal sealed class MisuseCase
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Number { get; init; } = "";
    public CaseSource Source { get; init; }
    public Guid? ReportId { get; init; }
    public Guid? SpotCheckId { get; init; }

    /// <summary>Licence and its holder; both null for somebody without a licence, who stands in <see cref="Suspect"/>.</summary>
    public Guid? LicenceId { get; init; }
    public Guid? CooperativeId { get; init; }
    public string Suspect { get; init; } = "";
    public string About { get; init; } = "";
    public DateTime OpenedAt { get; init; }

    /// <summary>When something happened last; every step raises the version.</summary>
    public DateTime MovedAt { get; private set; }
    public CaseState State { get; private set; }

    /// <summary>Last day to answer; null until it was put to the holder.</summary>
    public DateOnly? AnswerBy { get; private set; }
    public CaseOutcome? Outcome { get; private set; }
    public DateOnly? PutRightBy { get; private set; }

    /// <summary>When the office saw that it was put right; null until then.</summary>
    public DateTime? PutRightAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public List<CaseStep> Steps { get; init; } = [];

    public void Opened(Guid office) => Note("open", office, About, [], OpenedAt);

    /// <summary>Asks the holder, or asks again or for longer.</summary>
    /// <param name="until">Last day to answer, ahead of today.</param>
    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.no_holder</c>, <c>case.deadline_past</c></exception>
    public void Put(DateOnly until, string question, Guid office, DateTime now)
    {
        RequireUndecided();
        if (CooperativeId is null) throw new RuleException("case.no_holder", "There is no holder to ask.");
        if (until <= DistrictClock.Date(now) || until > DistrictClock.Date(now).AddYears(1)) throw new RuleException("case.deadline_past", "The last day must lie ahead, at most a year.", "until");
        Note("put", office, Said.Text(question, 2000, "question"), [], now);
        (State, AnswerBy) = (CaseState.Put, until);
    }

    /// <summary>The holder answers; late is better than never, so until the decision, and until the office has seen that it was put right.</summary>
    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.not_put</c></exception>
    public void Answer(string text, IReadOnlyCollection<string> pictures, Guid manager, DateTime now)
    {
        if (!IsToPutRight) RequireUndecided();
        if (State == CaseState.Open) throw new RuleException("case.not_put", "Nobody has asked about this case yet.");
        Note("answer", manager, Said.Text(text, 2000, "text"), pictures, now);
        if (!IsToPutRight) State = CaseState.Answered;
    }

    /// <summary>The office has seen that it was put right; late is better than never.</summary>
    /// <param name="text">What was seen.</param>
    /// <exception cref="RuleException"><c>case.nothing_to_confirm</c></exception>
    public void Confirm(string text, Guid office, DateTime now)
    {
        if (!IsToPutRight) throw new RuleException("case.nothing_to_confirm", "Nothing has to be put right in this case.");
        Note("confirmed", office, Said.Text(text, 500, "text"), [], now);
        PutRightAt = now;
    }

    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.not_heard</c>, <c>case.no_licence</c>, <c>case.deadline_past</c></exception>
    public void Decide(Verdict verdict, Guid office, DateTime now)
    {
        RequireUndecided();
        var today = DistrictClock.Date(now);
        if (verdict.Outcome != CaseOutcome.NoMisuse && CooperativeId is not null && State != CaseState.Answered && !IsOverdue(today))
            throw new RuleException("case.not_heard", "The holder is heard first: wait for the answer, or for the end of its time.");
        if (verdict.Outcome is CaseOutcome.Suspended or CaseOutcome.Revoked && LicenceId is null) throw new RuleException("case.no_licence", "There is no licence to take away.", "outcome");
        if (verdict.Outcome == CaseOutcome.PutRight && (verdict.PutRightBy is not { } day || day <= today)) throw new RuleException("case.deadline_past", "The last day must lie ahead, at most a year.", "putRightBy");
        Note(Word(verdict.Outcome), office, Said.Text(verdict.Reason, 500, "reason"), [], now);
        (State, Outcome, DecidedBy, DecidedAt) = (CaseState.Decided, verdict.Outcome, office, now);
        PutRightBy = verdict.Outcome == CaseOutcome.PutRight ? verdict.PutRightBy : null;
    }

    /// <summary>The outcome as steps, audit and notices call it.</summary>
    public static string Word(CaseOutcome outcome) => outcome switch { CaseOutcome.NoMisuse => "no_misuse", CaseOutcome.PutRight => "put_right", CaseOutcome.Suspended => "suspended", _ => "revoked" };

    public bool IsOverdue(DateOnly today) => State == CaseState.Put && AnswerBy < today;

    /// <summary>Something is still to be put right, in time or not.</summary>
    public bool IsToPutRight => Outcome == CaseOutcome.PutRight && PutRightAt is null;

    private void RequireUndecided()
    {
        if (State == CaseState.Decided) throw new RuleException("case.decided", "This case was decided already.");
    }

    private void Note(string kind, Guid person, string text, IReadOnlyCollection<string> pictures, DateTime now)
    {
        Steps.Add(new CaseStep { CaseId = Id, Kind = kind, PersonId = person, Text = text, Pictures = Said.Joined(pictures), At = now });
        MovedAt = now;
    }
}

/// <summary>Who did what about a case.</summary>
internal sealed class CaseStep
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CaseId { get; init; }

    /// <summary>open, put, answer, no_misuse, put_right, confirmed, suspended or revoked.</summary>
    public string Kind { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Text { get; init; } = "";

    /// <summary>Hashes, apart by blanks.</summary>
    public string Pictures { get; init; } = "";
    public DateTime At { get; init; }
}
