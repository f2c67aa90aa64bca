using Market.Kernel;

namespace Market.Catalog.Cooperatives;

/// <summary>A union of cooperatives (联合社): a registered seller that offers jointly; each member keeps its own products, certificates and income.</summary>
internal sealed class Union
{
    public const int FewestMembers = 3, MostMembers = 100;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; private init; } = "";
    public string Name { get; private init; } = "";
    public string NameEn { get; private init; } = "";
    public Guid TownId { get; private init; }

    /// <summary>The union's own account: the only one it is paid to.</summary>
    public string BankAccount { get; private set; } = "";
    public DateTime RegisteredAt { get; private init; }
    public List<UnionChair> Chairs { get; private init; } = [];
    public List<UnionMember> Members { get; private init; } = [];

    /// <summary>Raised with every change, so that two departures at once cannot pass the least number together, nor two chairs begin on one day.</summary>
    public long Version { get; private set; }

    private Union() { }

    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c>, <c>cooperative.field_missing</c>, <c>cooperative.account_invalid</c>, <c>union.too_few</c>, <c>union.too_many</c></exception>
    public static Union Register(NewUnion form, DateTime now)
    {
        Cooperative.CheckSlug(form.Slug);
        foreach (var (value, field) in new[] { (form.Name, "name"), (form.NameEn, "nameEn"), (form.Chair, "chair") })
            if (string.IsNullOrWhiteSpace(value)) throw new RuleException("cooperative.field_missing", "Fill this in.", field);
        var today = DistrictClock.Date(now);
        var union = new Union { Slug = form.Slug, Name = form.Name.Trim(), NameEn = form.NameEn.Trim(), TownId = form.TownId, BankAccount = Onboarding.Account(form.BankAccount ?? ""), RegisteredAt = now };
        union.Chairs.Add(new() { UnionId = union.Id, Name = form.Chair.Trim(), From = form.ChairFrom ?? today });
        foreach (var member in form.Members.Distinct()) union.Join(member, today);
        if (union.Members.Count < FewestMembers) throw TooFew();
        return union;
    }

    /// <exception cref="RuleException"><c>union.member_twice</c>, <c>union.too_many</c></exception>
    public void Join(Guid cooperative, DateOnly on)
    {
        if (Members.Exists(x => x.ActiveCooperativeId == cooperative)) throw new RuleException("union.member_twice", "This cooperative is a member already.", "cooperative");
        if (Members.Count(x => x.LeftOn is null) >= MostMembers) throw new RuleException("union.too_many", $"A union has at most {MostMembers} members.", "members", MostMembers);
        Members.Add(new() { UnionId = Id, CooperativeId = cooperative, ActiveCooperativeId = cooperative, JoinedOn = on });
        Version++;
    }

    /// <returns>false when this cooperative is no member.</returns>
    /// <exception cref="RuleException"><c>union.too_few</c></exception>
    public bool Leave(Guid cooperative, DateOnly on)
    {
        if (Members.Find(x => x.ActiveCooperativeId == cooperative) is not { } member) return false;
        if (Members.Count(x => x.LeftOn is null) <= FewestMembers) throw TooFew();
        member.Leave(on);
        Version++;
        return true;
    }

    /// <summary>A new chair; the term before ends the day before. Terms that are over stay as they are.</summary>
    /// <param name="from">First day in office: after the first day of the newest term, at most a year ahead.</param>
    /// <exception cref="RuleException"><c>cooperative.field_missing</c>, <c>union.chair_from</c></exception>
    public void Elect(string name, DateOnly from, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new RuleException("cooperative.field_missing", "Fill this in.", "chair");
        var last = Chairs.MaxBy(x => x.From);
        if (from <= last?.From || from > today.AddYears(1)) throw new RuleException("union.chair_from", "The term begins after the one before began, at most a year ahead.", "chairFrom", last?.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "");
        if (last is { Until: null } || last?.Until >= from) last.End(from.AddDays(-1));
        Chairs.Add(new() { UnionId = Id, Name = name.Trim(), From = from });
        Version++;
    }

    /// <summary>Another account of the union's own, from now on.</summary>
    /// <returns>The account before.</returns>
    /// <exception cref="RuleException"><c>cooperative.account_invalid</c>, <c>union.account_same</c></exception>
    public string ChangeAccount(string account)
    {
        var (next, before) = (Onboarding.Account(account), BankAccount);
        if (next == before) throw new RuleException("union.account_same", "This is the union's account already.", "bankAccount");
        BankAccount = next;
        Version++;
        return before;
    }

    private static RuleException TooFew() => new("union.too_few", $"A union has at least {FewestMembers} members.", "members", FewestMembers);
}

/// <summary>A cooperative's time in a union; one that joins again has another.</summary>
internal sealed class UnionMember
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; init; }
    public Guid CooperativeId { get; init; }

    /// <summary>The cooperative while it is a member, null afterwards: a member once at a time, by its index.</summary>
    public Guid? ActiveCooperativeId { get; set; }
    public DateOnly JoinedOn { get; init; }

    /// <summary>First day on which it is no member any more.</summary>
    public DateOnly? LeftOn { get; private set; }

    public void Leave(DateOnly on) => (LeftOn, ActiveCooperativeId) = (on, null);
}

/// <summary>Who chaired the union (理事长), and when.</summary>
internal sealed class UnionChair
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; init; }
    public string Name { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly? Until { get; private set; }

    /// <param name="day">Last day in office.</param>
    public void End(DateOnly day) => Until = day;
}
