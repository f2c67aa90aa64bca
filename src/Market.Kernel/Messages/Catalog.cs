namespace Market.Kernel.Messages;

/// <summary>A listing was approved or returned by its reviewer.</summary>
public sealed record ListingReviewed(Guid ProductId, Guid CooperativeId, bool Approved, string Reason);
