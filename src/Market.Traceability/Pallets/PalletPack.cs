namespace Market.Traceability.Pallets;

/// <summary>A single pack that was put on a pallet; its weight is part of the pallet's load of its lot.</summary>
internal sealed class PalletPack
{
    /// <summary>Running number behind the serial.</summary>
    public long Number { get; init; }

    /// <summary>13 characters, as printed.</summary>
    public string Serial { get; init; } = "";
    public Guid LotId { get; init; }

    /// <summary>Net weight, at least 1; what it was first put on a pallet with.</summary>
    public long Grams { get; init; }

    /// <summary>The pallet it stands on; null when it was taken off.</summary>
    public Guid? PalletId { get; set; }
    public long Version { get; set; }
}
