namespace Market.Orders.Recalls;

/// <summary>What a cooperative chose for a line that a recall holds.</summary>
public enum StoppedWay
{
    /// <summary>Goods of a lot that may leave.</summary>
    OtherLot,

    /// <summary>The buyer gets the money back.</summary>
    Refund,
}

/// <summary>A line that had not left when a lot of its product was recalled: it stays until the cooperative has chosen.</summary>
internal sealed class StoppedLine
{
    public Guid LineId { get; init; }
    public Guid SubOrderId { get; init; }
    public Guid OrderId { get; init; }
    public Guid CooperativeId { get; init; }

    /// <summary>The newest recall that holds it.</summary>
    public string RecallNumber { get; private set; } = "";
    public DateTime StoppedAt { get; private set; }

    /// <summary>null while it is held.</summary>
    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public StoppedWay? Way { get; private set; }
    public long Version { get; set; }

    /// <summary>Holds it, again when an earlier recall had held it.</summary>
    /// <returns>false when it is held already.</returns>
    public bool Stop(string recall, DateTime now)
    {
        if (RecallNumber.Length > 0 && (DecidedAt is null || Way == StoppedWay.Refund || RecallNumber == recall)) return false;
        (RecallNumber, StoppedAt, DecidedAt, DecidedBy, Way) = (recall, now, null, null, null);
        return true;
    }

    public void Decide(StoppedWay way, Guid person, DateTime now) => (Way, DecidedBy, DecidedAt) = (way, person, now);
}

/// <summary>A share of a line that a recall paid back: a lot's grams in a line are paid back once, however many recalls name the lot.</summary>
internal sealed class RecallRefund
{
    public Guid LineId { get; init; }
    public string LotCode { get; init; } = "";
    public string RecallNumber { get; init; } = "";

    /// <summary>The claim that was opened and settled for it; null when nothing was left to pay back.</summary>
    public Guid? ClaimId { get; init; }

    /// <summary>0 and up.</summary>
    public long Fen { get; init; }
    public DateTime At { get; init; }
}
