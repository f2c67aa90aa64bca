namespace Market.Orders.Contracts.Deliveries;

/// <param name="Lines">At least one, each line once.</param>
/// <param name="DeliverOn">Within the contract, not in the past.</param>
/// <param name="Note">At most 500 characters.</param>
public sealed record CallOffFacts(IReadOnlyList<WantedGrams> Lines, DateOnly DeliverOn, string Note);

/// <summary>Grams of a line of a contract.</summary>
public sealed record WantedGrams(Guid LineId, long Grams);
