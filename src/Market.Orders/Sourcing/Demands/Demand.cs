using Market.Kernel;

namespace Market.Orders.Sourcing.Demands;

/// <summary>Where a demand stands.</summary>
public enum DemandState { Open, Withdrawn }

/// <summary>A supermarket chain's demand (采购需求).</summary>
internal sealed class Demand
{
    public const int MostLines = 500, MostYears = 2, MostInvited = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>As people name it, e.g. XQ-2026-000077.</summary>
    public string Number { get; private init; } = "";
    public Guid ChainId { get; private init; }
    public string Chain { get; private init; } = "";
    public string ChainEn { get; private init; } = "";
    public Guid BuyerId { get; private init; }
    public string Title { get; private init; } = "";
    public DateTime At { get; private init; }
    /// <summary>Bids are taken until then, unless the buyer closes them before.</summary>
    public DateTime BidsUntil { get; private init; }

    /// <summary>When the buyer closed the bids before their last day; null when it did not.</summary>
    public DateTime? BidsClosedAt { get; private init; }

    /// <summary>No bid is taken after that.</summary>
    public DateTime BidsEnd => BidsClosedAt ?? BidsUntil;
    public DemandState State { get; private set; }

    /// <summary>Only invited cooperatives see it.</summary>
    public bool InvitedOnly { get; private init; }

    /// <summary>Awards are offered only after an approver of the chain, not the buyer who asked, has agreed.</summary>
    public bool NeedsApproval { get; private init; }
    public int ShortagePerMille { get; private init; }
    public long? BudgetFen { get; private init; }
    public int SmallSharePerMille { get; private init; }
    public int FairnessPerMille { get; private init; }
    public List<DemandLine> Lines { get; private init; } = [];
    public List<DemandInvitation> Invited { get; private init; } = [];
    public long Version { get; set; }

    private Demand() { }

    /// <param name="stores">The chain's stores that the lines name.</param>
    /// <exception cref="RuleException"><c>demand.title</c>, <c>demand.bids_until</c>, <c>demand.store</c>, <c>demand.too_many</c>, <c>demand.days</c></exception>
    public static Demand Publish(DemandFacts facts, string number, ChainView chain, IReadOnlyDictionary<Guid, StoreView> stores, (Guid Buyer, DateTime Now) by)
    {
        if (string.IsNullOrWhiteSpace(facts.Title) || facts.Title.Trim().Length > 120) throw new RuleException("demand.title", "Give the demand a title of at most 120 characters.", "title");
        if (facts.BidsUntil <= by.Now) throw new RuleException("demand.bids_until", "The last day for bids lies in the past.", "bidsUntil");
        if (facts.Lines.Count is < 1 or > MostLines || facts.Invited.Count > MostInvited) throw new RuleException("demand.too_many", $"A demand has 1 to {MostLines} lines and invites at most {MostInvited} cooperatives.", "lines", MostLines, MostInvited);
        for (var i = 0; i < facts.Lines.Count; i++)
            if (!stores.ContainsKey(facts.Lines[i].StoreId)) throw new RuleException("demand.store", "This is no store of your chain.", $"lines[{i}].place");
        var (today, days) = (DistrictClock.Date(by.Now), facts.Lines.SelectMany(x => x.Windows).ToList());
        if (days.Exists(x => x.From < today || x.To > today.AddYears(MostYears))) throw new RuleException("demand.days", $"Deliveries lie between today and {MostYears} years from now.", "from", MostYears);
        var demand = new Demand
        {
            Number = number,
            ChainId = chain.Id,
            Chain = chain.Name,
            ChainEn = chain.NameEn,
            BuyerId = by.Buyer,
            Title = facts.Title.Trim(),
            At = by.Now,
            BidsUntil = facts.BidsUntil,
            InvitedOnly = facts.Invited.Count > 0,
            NeedsApproval = facts.NeedsApproval,
            ShortagePerMille = facts.Rules.ShortagePerMille,
            BudgetFen = facts.Rules.BudgetFen,
            SmallSharePerMille = facts.Rules.SmallSharePerMille,
            FairnessPerMille = facts.Rules.FairnessPerMille,
        };
        demand.Lines.AddRange(facts.Lines.Select((x, i) => DemandLine.Of(demand.Id, i + 1, x, stores[x.StoreId])));
        demand.Invited.AddRange(facts.Invited.Distinct().Select(x => new DemandInvitation { DemandId = demand.Id, CooperativeId = x }));
        return demand;
    }

    /// <exception cref="RuleException"><c>demand.not_open</c></exception>
    public void Withdraw()
    {
        MustBeOpen();
        State = DemandState.Withdrawn;
    }

    /// <exception cref="RuleException"><c>demand.not_open</c></exception>
    public void MustBeOpen()
    {
        if (State != DemandState.Open) throw new RuleException("demand.not_open", "This demand was withdrawn.");
    }

    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c></exception>
    public void MustTakeBids(DateTime now)
    {
        MustBeOpen();
        if (now > BidsEnd) throw new RuleException("bid.late", "The time for bids is over.");
    }
}

/// <summary>A cooperative that may see a demand which is not for all.</summary>
internal sealed class DemandInvitation
{
    public Guid DemandId { get; init; }
    public Guid CooperativeId { get; init; }
}

/// <summary>One product for one store over some windows.</summary>
internal sealed class DemandLine
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DemandId { get; private init; }

    /// <summary>From 1.</summary>
    public int Position { get; private init; }
    public string Product { get; private init; } = "";
    public string Grade { get; private init; } = "";

    /// <summary>Kinds, a space between.</summary>
    public string Certificates { get; private init; } = "";
    public bool SharedLogo { get; private init; }
    public Guid StoreId { get; private init; }
    public string Store { get; private init; } = "";
    public string StoreEn { get; private init; } = "";
    public Guid TownId { get; private init; }
    public long CeilingFenPerKg { get; private init; }
    public long MinLotGrams { get; private init; }
    public int MaxSuppliers { get; private init; }
    public int? MaxSharePerMille { get; private init; }
    public long? RadiusMetres { get; private init; }
    public List<DemandWindow> Windows { get; private init; } = [];

    private DemandLine() { }

    public static DemandLine Of(Guid demand, int position, DemandLineFacts facts, StoreView store)
    {
        var line = new DemandLine
        {
            DemandId = demand,
            Position = position,
            Product = facts.Product.Trim(),
            Grade = facts.Grade.Trim(),
            Certificates = string.Join(' ', facts.Certificates.Distinct().Order(StringComparer.Ordinal)),
            SharedLogo = facts.SharedLogo,
            StoreId = store.Id,
            Store = store.Name,
            StoreEn = store.NameEn,
            TownId = store.TownId,
            CeilingFenPerKg = facts.CeilingFenPerKg,
            MinLotGrams = facts.MinLotGrams,
            MaxSuppliers = facts.MaxSuppliers,
            MaxSharePerMille = facts.MaxSharePerMille,
            RadiusMetres = facts.RadiusMetres,
        };
        line.Windows.AddRange(facts.Windows.OrderBy(x => x.From).Select(x => new DemandWindow { LineId = line.Id, From = x.From, To = x.To, Grams = x.Grams }));
        return line;
    }
}

/// <summary>Grams a line needs within some days.</summary>
internal sealed class DemandWindow
{
    public Guid LineId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public long Grams { get; init; }
}
