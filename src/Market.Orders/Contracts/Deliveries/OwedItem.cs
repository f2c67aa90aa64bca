using Market.Kernel;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Something a chain owes a supplier: it waits for the month's statement and stands on one only.</summary>
internal sealed class OwedItem
{
    /// <summary>The receipt line's id, or that of its dispute when the chain gave in: as in the ledger.</summary>
    public Guid Id { get; init; }
    public Guid ChainId { get; init; }
    public Guid SupplierId { get; init; }

    /// <summary>Whose income it is.</summary>
    public Guid CooperativeId { get; init; }
    public string Cooperative { get; init; } = "";

    /// <summary>First day of the month it belongs to.</summary>
    public DateOnly Month { get; init; }
    public DateTime At { get; init; }
    public Guid HeadId { get; init; }
    public string ContractNumber { get; init; } = "";
    public string CallOffNumber { get; init; } = "";
    public string DeliveryNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string Grade { get; init; } = "";
    public long Grams { get; init; }
    public long FenPerKg { get; init; }
    public long Fen { get; init; }

    /// <summary>Rejected or short at first, paid after a dispute.</summary>
    public bool Conceded { get; init; }
    public int CreditDays { get; init; }
    public Guid? StatementId { get; init; }

    /// <summary>What was accepted, or what the chain pays for after a dispute.</summary>
    public static OwedItem Of(Receipt receipt, ReceiptLine line, string cooperative, bool conceded, DateTime now)
    {
        var day = DistrictClock.Date(now);
        return new()
        {
            Id = conceded ? line.DisputeId : line.Id,
            ChainId = receipt.ChainId,
            SupplierId = receipt.SupplierId,
            CooperativeId = receipt.CooperativeId,
            Cooperative = cooperative,
            Month = new(day.Year, day.Month, 1),
            At = now,
            HeadId = receipt.HeadId,
            ContractNumber = receipt.ContractNumber,
            CallOffNumber = receipt.CallOffNumber,
            DeliveryNumber = receipt.DeliveryNumber,
            Product = line.Product,
            Grade = line.Grade,
            Grams = conceded ? line.DecidedGrams : line.Paid,
            FenPerKg = line.FenPerKg,
            Fen = conceded ? line.DecidedFen : line.Fen,
            Conceded = conceded,
            CreditDays = receipt.CreditDays,
        };
    }
}
