namespace Market.Orders.Contracts.Agreements;

/// <summary>What a supermarket and a supplier agree on.</summary>
/// <param name="SupplierId">A cooperative or a union of them.</param>
/// <param name="DemandId">The demand it came from; null for a direct contract.</param>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="From">First day; <paramref name="To"/> is the last.</param>
public sealed record ContractFacts(Guid ChainId, Guid SupplierId, Guid? DemandId, string Title, DateOnly From, DateOnly To, IReadOnlyList<ContractLineFacts> Lines, ContractTerms Terms)
{
    /// <summary>Accepted awards it is drafted from; each belongs to one contract.</summary>
    public IReadOnlyCollection<Guid> Awards { get; init; } = [];
}

/// <summary>One product for one store.</summary>
/// <param name="FenPerKg">1 fen to 10,000,000 fen a kilogram.</param>
/// <param name="Windows">What is wanted within which days.</param>
/// <param name="Parts">Who delivers how much of it: one cooperative, or the members of a union; together what the windows want.</param>
public sealed record ContractLineFacts(Guid StoreId, string Product, string Grade, long FenPerKg, IReadOnlyList<ContractWindow> Windows, IReadOnlyList<ContractPart> Parts);

/// <summary>Grams within some days, both included.</summary>
public sealed record ContractWindow(DateOnly From, DateOnly To, long Grams);

/// <summary>What one cooperative delivers of a line.</summary>
/// <param name="ProductId">Its own product: lots are taken from it.</param>
public sealed record ContractPart(Guid CooperativeId, Guid ProductId, long Grams);

/// <summary>The meeting that decided on it (四议两公开).</summary>
/// <param name="Number">1 to 60 characters.</param>
public sealed record MeetingRecord(string Number, DateOnly On);
