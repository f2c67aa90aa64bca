using Market.Orders.Contracts.Agreements;

namespace Market.Orders.Contracts.Statements;

/// <param name="Overdue">Confirmed, its last day of payment is over, and something is open.</param>
public sealed record StatementCard(Guid Id, string Number, DateOnly Month, Guid ChainId, string Chain, string ChainEn, Guid SupplierId, string Supplier, string SupplierEn, long Fen, long PaidFen, StatementState State, DateOnly? DueOn, bool Overdue);

/// <summary>A sale on a statement.</summary>
public sealed record StatementLineView(DateTime At, string ContractNumber, string CallOffNumber, string DeliveryNumber, string Cooperative, string Product, string Grade, long Grams, long FenPerKg, long Fen, bool Conceded);

public sealed record StatementPaymentView(Guid Id, long Fen, string BankReference, DateTime SentAt, PaymentArrival State, DateTime? AnsweredAt);

public sealed record StatementShareView(Guid CooperativeId, string Cooperative, long Fen, long PaidFen);

public sealed record StatementView(StatementCard Card, DateTime At, int CreditDays, DateTime? ChainConfirmedAt, DateTime? SupplierConfirmedAt, string Objection, ContractSide? ObjectedBy, long SentFen,
    IReadOnlyList<StatementLineView> Lines, IReadOnlyList<StatementShareView> Shares, IReadOnlyList<StatementPaymentView> Payments);

/// <param name="Month">First day; null for all.</param>
/// <param name="PartyId">The other party; null for all.</param>
public sealed record StatementQuery(DateOnly? Month = null, Guid? PartyId = null, bool Overdue = false);
