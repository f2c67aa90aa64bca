using Market.Orders.Data;

namespace Market.Orders.Contracts.Agreements;

/// <summary>A line with what became of it; grams.</summary>
/// <param name="LineId">The line through all versions.</param>
public sealed record ContractLineView(Guid LineId, int Position, Guid StoreId, string Store, string StoreEn, string Product, string Grade, long FenPerKg, IReadOnlyList<ContractWindow> Windows, IReadOnlyList<ContractPart> Parts,
    long Agreed, long Called, long Delivered, long Accepted, long Rejected)
{
    /// <summary>What may still be called for.</summary>
    public long Remaining => Agreed - Called;
}

public sealed record ContractVersionView(Guid Id, int Nth, ContractState State, DateTime Since);

/// <param name="PictureHash">Name of the picture; empty for a PDF.</param>
public sealed record ContractPaperView(Guid Id, string Title, string PictureHash, DateTime At);

public sealed record QuotationView(Guid LineId, DateOnly Week, ContractSide Side, long FenPerKg);

/// <summary>Who has signed what, when.</summary>
public sealed record ContractSignatures(DateTime? ChainAgreedAt, DateTime? SupplierAgreedAt, MeetingRecord? Meeting, DateTime? ReviewedAt, string ReturnReason, string Handler, string Chair, DateTime? SealedAt, string FilingNumber, DateTime? FiledAt, DateTime? ArchivedAt);

/// <summary>A version of a contract as its parties and the town read it.</summary>
public sealed record ContractView(Guid Id, Guid HeadId, string Number, int Nth, Guid ChainId, string Chain, string ChainEn, Guid SupplierId, string Supplier, string SupplierEn, Guid TownId, Guid? DemandId, Guid BuyerId, string Title, DateOnly From, DateOnly To,
    ContractTerms Terms, long TotalFen, ContractState State, DateTime Since, int Round, ContractSignatures Signed, IReadOnlyList<ContractLineView> Lines, IReadOnlyList<ContractVersionView> Versions, IReadOnlyList<ContractPaperView> Papers,
    IReadOnlyList<QuotationView> Quotations, IReadOnlyList<DeedView> History, IReadOnlyList<string> Missing)
{
    /// <summary>Stamp duty by the rate that is set, fen, of the whole contract; null when it is not liable, no rate is set, or the reader sees a part only.</summary>
    public long? StampDutyFen { get; init; }
}
