namespace Market.Kernel.Messages;

/// <summary>A recall was approved: its lots are stopped already, goods on their way are to be held and receivers told.</summary>
/// <param name="Class">1 to 3: the recall starts within 24, 48 or 72 hours of learning of the risk.</param>
/// <param name="LotCodes">All lots in scope, also those made from the lots that were named.</param>
public sealed record RecallApproved(Guid RecallId, string Number, int Class, string[] LotCodes, string Reason);
