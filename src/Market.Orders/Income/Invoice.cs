
namespace Market.Orders.Income;

/// <summary>An invoice or credit note of one cooperative; its number has no gaps and is never used again.</summary>
internal sealed class Invoice
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }

    /// <summary>From 1, per cooperative, invoices and credit notes in one series.</summary>
    public long Number { get; init; }
    public bool CreditNote { get; init; }
    public Guid SubOrderId { get; init; }
    public Guid? LineId { get; init; }

    /// <summary>Number of the invoice a credit note corrects.</summary>
    public long? Corrects { get; init; }

    /// <summary>Positive fen for both; a credit note takes it off.</summary>
    public long AmountFen { get; init; }
    public DateTime IssuedAt { get; init; }

    /// <summary>Number of the tax invoice (发票), when one was issued.</summary>
    public string? FapiaoNumber { get; set; }

    /// <summary>Name of a cooperative's series.</summary>
    public static string Series(Guid cooperativeId) => $"invoice {cooperativeId}";
}

/// <summary>Money sent to the cooperative's own account.</summary>
internal sealed class Payout
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public long AmountFen { get; init; }
    public string BankAccount { get; init; } = "";
    public string BankReference { get; init; } = "";
    public Guid ActorId { get; init; }
    public DateTime At { get; init; }
}
