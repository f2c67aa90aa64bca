using Market.Kernel;

namespace Market.Traceability.Recall;

/// <summary>How dangerous the goods are, and with it how soon the recall starts after the risk is known.</summary>
/// <remarks>Source: China's rules on food recalls (食品召回管理办法), grades one to three: 24, 48 and 72 hours.</remarks>
public enum RecallClass { I, II, III }

/// <summary>Where a recall stands.</summary>
public enum RecallState { Proposed, Approved, Refused, Closed }

/// <summary>A recall as proposed.</summary>
/// <param name="LotCodes">1 to 200 lots; what was made from them is found at the approval.</param>
/// <param name="Reason">1 to 500 characters, public.</param>
/// <param name="Advice">What people shall do with the goods, 1 to 500 characters, public.</param>
/// <param name="LearnedAt">When the risk became known, UTC; null for now.</param>
/// <param name="Refunds">Buyers get their money back without asking; approved together with the recall.</param>
public sealed record RecallForm(IReadOnlyCollection<string> LotCodes, RecallClass Class, string Reason, string Advice, DateTime? LearnedAt, bool Refunds = false)
{
    /// <summary>Most lots that one recall names: as many as one supposition may lead to.</summary>
    public const int MostLots = 1_000;

    /// <summary>The usual advice.</summary>
    public const string Standard = "请不要食用,带回购买的地方退货。Please do not eat it; bring it back to where you bought it.";
}

/// <summary>Lots called back from everybody who received them.</summary>
internal sealed class RecallCase
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>R-yyyy-nnnn, unique; M-yyyy-nnnn for an exercise.</summary>
    public string Number { get; private init; } = "";
    public RecallClass Class { get; private init; }
    public string Reason { get; private init; } = "";
    public string Advice { get; private init; } = "";
    public DateTime LearnedAt { get; private init; }

    /// <summary>Until when it has to be started.</summary>
    public DateTime StartBy { get; private init; }
    public Guid ProposedBy { get; private init; }
    public DateTime ProposedAt { get; private init; }
    public RecallState State { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was refused; empty otherwise.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Until when each receiver has to answer; null before the approval.</summary>
    public DateTime? AnswerBy { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>An exercise: it stops nothing and nobody outside sees it.</summary>
    public bool Mock { get; private init; }

    /// <summary>Buyers get their money back without asking.</summary>
    public bool Refunds { get; private init; }

    /// <summary>When the office was told that the time to start is over; null when it was in time so far.</summary>
    public DateTime? AlarmedAt { get; private set; }

    /// <summary>How long the system took to find the scope, stop the lots and write the notices, milliseconds; null before the approval.</summary>
    public long? SystemMilliseconds { get; private set; }
    public long Version { get; set; }
    private RecallCase() { }

    /// <summary>Hours that a class allows.</summary>
    public static int Hours(RecallClass grade) => grade switch { RecallClass.I => 24, RecallClass.II => 48, _ => 72 };

    /// <exception cref="RuleException"><c>recall.reason_missing</c>, <c>recall.advice_missing</c>, <c>recall.learned</c></exception>
    public static RecallCase Propose(string number, RecallForm form, bool mock, Guid personId, DateTime now)
    {
        var learned = form.LearnedAt ?? now;
        if (form.Reason.Trim().Length is 0 or > 500) throw new RuleException("recall.reason_missing", "Say why, in at most 500 characters.", "reason");
        if (form.Advice.Trim().Length is 0 or > 500) throw new RuleException("recall.advice_missing", "Say what people shall do, in at most 500 characters.", "advice");
        if (learned > now || learned < now.AddYears(-1)) throw new RuleException("recall.learned", "The risk became known in the last year, and not later than now.", "learnedAt");
        return new()
        {
            Number = number,
            Class = form.Class,
            Reason = form.Reason.Trim(),
            Advice = form.Advice.Trim(),
            LearnedAt = learned,
            StartBy = learned.AddHours(Hours(form.Class)),
            ProposedBy = personId,
            ProposedAt = now,
            Mock = mock,
            Refunds = form.Refunds && !mock,
        };
    }

    /// <exception cref="RuleException"><c>recall.own_proposal</c>, <c>recall.decided</c></exception>
    public void Approve(Guid personId, DateTime now)
    {
        Decide(RecallState.Approved, personId, now);
        AnswerBy = now.AddHours(Hours(Class));
    }

    /// <exception cref="RuleException"><c>recall.own_proposal</c>, <c>recall.decided</c>, <c>recall.refusal_missing</c></exception>
    public void Refuse(Guid personId, string reason, DateTime now)
    {
        if (reason.Trim().Length is 0 or > 500) throw new RuleException("recall.refusal_missing", "Say why, in at most 500 characters.", "reason");
        Decide(RecallState.Refused, personId, now);
        Refusal = reason.Trim();
    }

    /// <exception cref="RuleException"><c>recall.not_running</c></exception>
    public void Close(DateTime now)
    {
        if (State != RecallState.Approved) throw new RuleException("recall.not_running", "Only a running recall can be closed.", "", Number);
        (State, ClosedAt) = (RecallState.Closed, now);
    }

    public void Took(TimeSpan time) => SystemMilliseconds = (long)time.TotalMilliseconds;

    /// <returns>false when it was decided meanwhile, is not late, or the office knows already.</returns>
    public bool Alarm(DateTime now)
    {
        if (State != RecallState.Proposed || Mock || AlarmedAt is not null || StartBy >= now) return false;
        AlarmedAt = now;
        return true;
    }

    private void Decide(RecallState state, Guid personId, DateTime now)
    {
        // An exercise is run by one person: it stops nothing that a second pair of eyes would have to look at.
        if (personId == ProposedBy && !Mock) throw new RuleException("recall.own_proposal", "Another person than the proposer decides.", "", Number);
        if (State != RecallState.Proposed) throw new RuleException("recall.decided", "This recall has been decided already.", "", Number);
        (State, DecidedBy, DecidedAt) = (state, personId, now);
    }
}

/// <summary>A lot of a recall.</summary>
internal sealed class RecallLot
{
    public Guid RecallId { get; init; }
    public string LotCode { get; init; } = "";

    /// <summary>Named in the proposal; the others were made from these.</summary>
    public bool Given { get; init; }
}
