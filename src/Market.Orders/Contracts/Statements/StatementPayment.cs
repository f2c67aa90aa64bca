using Market.Kernel;

namespace Market.Orders.Contracts.Statements;

/// <summary>Whether a payment arrived.</summary>
public enum PaymentArrival { Sent, Arrived, Missing }

/// <summary>A bank transfer for a statement, recorded by the chain.</summary>
internal sealed class StatementPayment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StatementId { get; init; }

    /// <summary>Who pays.</summary>
    public Guid ChainId { get; init; }
    public long Fen { get; init; }

    /// <summary>The bank's, used once by a chain.</summary>
    public string BankReference { get; init; } = "";
    public Guid SentBy { get; init; }
    public DateTime SentAt { get; init; }
    public PaymentArrival State { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public long Version { get; set; }

    /// <summary>The supplier says whether it arrived; what was missing may arrive after all.</summary>
    /// <exception cref="RuleException"><c>payment.answered</c></exception>
    public void Answer(bool arrived, Guid person, DateTime now)
    {
        if (State == PaymentArrival.Arrived || State == PaymentArrival.Missing && !arrived) throw new RuleException("payment.answered", "It was said already whether this payment arrived.");
        (State, AnsweredBy, AnsweredAt) = (arrived ? PaymentArrival.Arrived : PaymentArrival.Missing, person, now);
    }
}
