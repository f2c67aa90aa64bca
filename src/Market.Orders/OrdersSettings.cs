
namespace Market.Orders;

/// <summary>Local rules of the district, each with its default. Rules about money start off.</summary>
public sealed record OrdersSettings
{
    /// <summary>Address of the shop in links; no trailing slash.</summary>
    public string BaseUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>How long unpaid goods stay reserved.</summary>
    public TimeSpan Reservation { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long goods stay set aside for a buyer who has not ordered yet.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many such holds one person may have at a time; at least 1. As many as a basket has lines.</summary>
    public int MostHolds { get; init; } = Basket.BasketDesk.MaxLines;

    /// <summary>How long goods stay reserved for a bank transfer.</summary>
    public TimeSpan TransferReservation { get; init; } = TimeSpan.FromDays(3);

    /// <summary>After dispatch, a sub-order that nobody completes completes itself.</summary>
    public TimeSpan CompletesAfter { get; init; } = TimeSpan.FromDays(10);

    /// <summary>Time the cooperative has to answer a claim before it goes to the town.</summary>
    public TimeSpan ClaimAnswer { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long after completion a claim can be opened.</summary>
    public TimeSpan ClaimWindow { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The operator's commission in hundredths of a percent of the sale, 0 to 10,000; off by default.</summary>
    public int CommissionBasisPoints { get; init; }

    /// <summary>Costs the matching reckons with.</summary>
    public SourcingSettings Sourcing { get; init; } = new();

    /// <summary>Local rules of contracts and what follows from them.</summary>
    public ContractSettings Contracts { get; init; } = new();
}

/// <summary>Local rules of supply contracts.</summary>
public sealed record ContractSettings
{
    /// <summary>From this total on a contract carries the record of the meeting that decided on it, fen; 0 for never.</summary>
    public long MeetingFen { get; init; }

    /// <summary>Stamp duty (印花税) of a contract that is liable, millionths of its total: 0 to 1,000,000; 0 while nobody has set the rate in force, and then none is reckoned.</summary>
    public int StampDutyPerMillion { get; init; }

    /// <summary>Time the supplier has to confirm or refuse a call-off.</summary>
    public TimeSpan CallOffAnswer { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Time the supplier has to dispute that goods were rejected.</summary>
    public TimeSpan DisputeWindow { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Days after the last day of payment on which both parties are reminded of a statement, rising, each 1 and up; none for no reminders.</summary>
    public IReadOnlyList<int> StatementReminders { get; init; } = [1, 7, 14];
}

/// <summary>Local rules of sourcing; those about money are off at first.</summary>
public sealed record SourcingSettings
{
    /// <summary>Freight, fen for a tonne and a kilometre.</summary>
    public long FreightFenPerTonneKm { get; init; }

    /// <summary>Load of a truck, grams; 0 when trucks are not reckoned.</summary>
    public long TruckGrams { get; init; }

    /// <summary>Fen for a truck.</summary>
    public long TruckFen { get; init; }

    /// <summary>A cooperative of at most so many member households is small; 0 for none.</summary>
    public long SmallHouseholds { get; init; }

    /// <summary>Days a supplier has to answer an award when the buyer names no day; at least 1.</summary>
    public int AnswerDays { get; init; } = 3;

    /// <summary>Supermarkets read what is expected of a product in a week once so many cooperatives have stated it, so that nobody's own forecast can be told; at least 1.</summary>
    public int ForecastSuppliers { get; init; } = 3;

    /// <summary>Call-offs within twelve months from which a supplier has a reliability score; at least 1.</summary>
    public int ReliabilityDeliveries { get; init; } = 5;

    /// <summary>Credit of a fully reliable supplier in the matching, per mille of the price: 0 to 30.</summary>
    public int ReliabilityCreditPerMille { get; init; }
}
