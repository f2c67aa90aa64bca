using Market.Catalog.People;

namespace Market.Catalog.Cooperatives;

/// <summary>A cooperative in a union.</summary>
/// <param name="LeftOn">First day on which it was no member any more; null while it is one.</param>
public sealed record UnionMemberView(Guid CooperativeId, string Name, string NameEn, DateOnly JoinedOn, DateOnly? LeftOn);

/// <summary>A union as everybody may see it.</summary>
/// <param name="Chair">Today's; empty when the term is over.</param>
/// <param name="Members">Former ones last.</param>
public sealed record UnionView(Guid Id, string Slug, string Name, string NameEn, PlaceView Town, string Chair, DateOnly RegisteredOn, IReadOnlyList<UnionMemberView> Members)
{
    /// <summary>All terms, the newest first.</summary>
    public IReadOnlyList<UnionChairView> Chairs { get; init; } = [];
}

/// <summary>A chair's term.</summary>
/// <param name="Until">Last day; null while none is known.</param>
public sealed record UnionChairView(string Name, DateOnly From, DateOnly? Until);

/// <summary>An account that a union had, and when it was replaced.</summary>
public sealed record FormerAccount(string Account, DateTime ReplacedAt);

/// <summary>A product a member of a union can put into a joint bid.</summary>
public sealed record MemberProduct(Guid CooperativeId, Guid ProductId, string Name, string NameEn);
