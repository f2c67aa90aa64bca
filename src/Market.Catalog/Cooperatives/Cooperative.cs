namespace Market.Catalog.Cooperatives;

/// <summary>A village cooperative (合作社), the seller of its goods.</summary>
internal sealed class Cooperative
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public Guid TownId { get; init; }
    public string Village { get; init; } = "";
    public string VillageEn { get; init; } = "";
    public string Phone { get; init; } = "";

    /// <summary>The cooperative's own account: the only one payouts go to.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Day the charter was filed; null while it is not.</summary>
    public DateOnly? CharterFiledOn { get; set; }
    public List<ChairTerm> Chairs { get; init; } = [];
    public List<AttestedValue> Attested { get; init; } = [];
}

/// <summary>Who chaired the cooperative (理事长), and when.</summary>
internal sealed class ChairTerm
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public string Name { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
}

/// <summary>A figure somebody vouched for, e.g. households or the collective's share; shown with its source and date.</summary>
internal sealed class AttestedValue
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }

    /// <summary>households, member_households, collective_share, largest_share (percent x 100 for shares).</summary>
    public string Kind { get; init; } = "";
    public long Value { get; init; }
    public string Source { get; init; } = "";
    public DateOnly AsOf { get; init; }
}
