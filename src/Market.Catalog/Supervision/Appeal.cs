using Market.Kernel;

namespace Market.Catalog.Supervision;

/// <summary>What an appeal is against: a decided case, a suspension or revocation without a case, or a refused application.</summary>
public enum AppealKind { Case, Measure, Refusal }

/// <summary>Where an appeal stands.</summary>
public enum AppealState { Made, Upheld, Overturned }

/// <summary>A decision that can be appealed against.</summary>
/// <param name="Subject">Id of the case, of the licence's event or of the application's step.</param>
/// <param name="Number">Of the case or licence; a refused application's sub-brand.</param>
/// <param name="By">Who decided.</param>
internal sealed record FirstDecision(AppealKind Kind, Guid Subject, Guid CooperativeId, string Number, Guid By, DateTime At);

/// <summary>The holder's appeal (申诉). Somebody who did not decide first decides it; the first decision is upheld or overturned.</summary>
internal sealed class Appeal
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public AppealKind Kind { get; private init; }
    public Guid SubjectId { get; private init; }
    public Guid CooperativeId { get; private init; }
    public string Number { get; private init; } = "";
    public Guid FirstDecidedBy { get; private init; }
    public DateTime FirstDecidedAt { get; private init; }
    public string Reason { get; private init; } = "";
    public Guid MadeBy { get; private init; }
    public DateTime MadeAt { get; private init; }
    public AppealState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public string Answer { get; private set; } = "";

    /// <summary>Last day to appeal.</summary>
    public static DateOnly LastDay(DateTime decidedAt, int days) => DistrictClock.Date(decidedAt).AddDays(days);

    /// <param name="days">As <see cref="SupervisionSettings.AppealDays"/>.</param>
    /// <exception cref="RuleException"><c>appeal.too_late</c>, <c>licence.field_missing</c>, <c>licence.text_long</c></exception>
    public static Appeal Make(FirstDecision first, string reason, Guid manager, int days, DateTime now)
    {
        if (DistrictClock.Date(now) > LastDay(first.At, days)) throw new RuleException("appeal.too_late", "The time to appeal is over.", "", days);
        return new()
        {
            Kind = first.Kind,
            SubjectId = first.Subject,
            CooperativeId = first.CooperativeId,
            Number = first.Number,
            FirstDecidedBy = first.By,
            FirstDecidedAt = first.At,
            Reason = Said.Text(reason, 2000, "reason"),
            MadeBy = manager,
            MadeAt = now,
        };
    }

    /// <exception cref="RuleException"><c>appeal.decided</c>, <c>appeal.own_decision</c>, <c>licence.field_missing</c>, <c>licence.text_long</c></exception>
    public void Decide(bool overturn, string reason, Guid office, DateTime now)
    {
        if (State != AppealState.Made) throw new RuleException("appeal.decided", "This appeal was decided already.");
        if (office == FirstDecidedBy) throw new RuleException("appeal.own_decision", "Who decided first does not decide the appeal.");
        if (office == MadeBy) throw new RuleException("case.own", "Nobody decides about their own cooperative.");
        (State, DecidedBy, DecidedAt, Answer) = (overturn ? AppealState.Overturned : AppealState.Upheld, office, now, Said.Text(reason, 500, "reason"));
    }
}
