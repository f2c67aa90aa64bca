namespace Market.Orders.Contracts.Deliveries;

/// <summary>Where a delivery is.</summary>
public enum DeliveryState { UnderWay, Received }

/// <summary>A delivery note (送货单): what one cooperative sends for a call-off.</summary>
internal sealed class Delivery
{
    public Guid Id { get; init; }

    /// <summary>As people name it, e.g. SH-2026-000005.</summary>
    public string Number { get; init; } = "";
    public Guid CallOffId { get; init; }
    public string CallOffNumber { get; init; } = "";
    public Guid HeadId { get; init; }

    /// <summary>The version whose tolerance and credit days hold for it.</summary>
    public Guid ContractId { get; init; }
    public string ContractNumber { get; init; } = "";
    public Guid ChainId { get; init; }
    public Guid SupplierId { get; init; }
    public Guid TownId { get; init; }
    public DateOnly DeliverOn { get; init; }

    /// <summary>Who sends it, and whose income it becomes.</summary>
    public Guid CooperativeId { get; init; }
    public string Cooperative { get; init; } = "";
    public string CooperativeEn { get; init; } = "";

    /// <summary>Code of the pallet the goods stand on; empty for loose goods.</summary>
    public string Pallet { get; init; } = "";

    /// <summary>The same, null for loose goods: a pallet stands on one delivery note.</summary>
    public string? OnPallet { get; init; }

    /// <summary>Returnable crates it comes in.</summary>
    public int Crates { get; init; }

    /// <summary>Day until which its goods keep at least, as agreed; null when nothing was agreed.</summary>
    public DateOnly? KeepsUntil { get; init; }
    public DeliveryState State { get; init; }
    public DateTime ShippedAt { get; init; }
    public List<DeliveryLine> Lines { get; init; } = [];
}

/// <summary>A line of a delivery note.</summary>
internal sealed class DeliveryLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DeliveryId { get; init; }

    /// <summary>The contract's line through all versions.</summary>
    public Guid LineId { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }
    public string Store { get; init; } = "";
    public string StoreEn { get; init; } = "";
    public string Product { get; init; } = "";
    public string Grade { get; init; } = "";
    public long Grams { get; init; }
    public long FenPerKg { get; init; }
    public List<DeliveryLot> Lots { get; init; } = [];
}

/// <summary>What of a line comes from which lot.</summary>
internal sealed class DeliveryLot
{
    public Guid LineId { get; init; }
    public string LotCode { get; init; } = "";
    public long Grams { get; init; }
}
