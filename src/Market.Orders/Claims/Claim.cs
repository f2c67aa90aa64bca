using Market.Kernel;

namespace Market.Orders.Claims;

/// <summary>Where a claim stands; an unanswered one goes to the town.</summary>
public enum ClaimState { Open, WithTown, Granted, Refused }

/// <summary>A buyer's claim about one line: spoiled, missing or wrong goods.</summary>
internal sealed class Claim
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid OrderId { get; init; }
    public string OrderNumber { get; init; } = "";
    public Guid SubOrderId { get; init; }
    public Guid LineId { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid TownId { get; init; }
    public Guid BuyerId { get; init; }
    public string ProductName { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? PictureHash { get; init; }

    /// <summary>What the buyer asks for, fen.</summary>
    public long AskedFen { get; init; }
    public ClaimState State { get; private set; }
    public DateTime OpenedAt { get; init; }
    public DateTime AnswerBy { get; init; }
    public DateTime? AnsweredAt { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public string Answer { get; private set; } = "";
    public long RefundFen { get; private set; }

    /// <summary>The cooperative, or the town once it is there, decides.</summary>
    /// <param name="refundFen">0 refuses; otherwise 1 to what is left of the line.</param>
    public void Decide(long refundFen, string answer, Guid actor, bool asTown, DateTime now)
    {
        if (State is ClaimState.Granted or ClaimState.Refused) throw new RuleException("claim.answered", "This claim is already answered.");
        if (asTown && State != ClaimState.WithTown) throw new RuleException("claim.not_with_town", "The cooperative still has time to answer.");
        if (!asTown && State == ClaimState.WithTown) throw new RuleException("claim.with_town", "The time is over: the town decides now.");
        if (refundFen < 0) throw new RuleException("refund.amount_range", "A refund is at least ¥0.01.", "amount");
        if (refundFen == 0 && string.IsNullOrWhiteSpace(answer)) throw new RuleException("claim.answer_missing", "Say why the claim is refused.", "answer");
        State = refundFen > 0 ? ClaimState.Granted : ClaimState.Refused;
        (RefundFen, Answer, AnsweredAt, AnsweredBy) = (refundFen, answer, now, actor);
    }

    public void Escalate()
    {
        if (State == ClaimState.Open) State = ClaimState.WithTown;
    }
}
