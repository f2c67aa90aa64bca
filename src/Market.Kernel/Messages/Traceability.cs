namespace Market.Kernel.Messages;

/// <summary>A recall was approved: its lots are stopped already; what follows is holds, void codes, receivers and money.</summary>
/// <param name="Class">1 to 3: the recall starts within 24, 48 or 72 hours of learning of the risk.</param>
/// <param name="LotCodes">All lots in scope, also those made from the lots that were named.</param>
/// <param name="ProductIds">Products of these lots; none in messages of earlier versions.</param>
/// <param name="Refunds">Buyers get their money back without asking: decided with the recall.</param>
public sealed record RecallApproved(Guid RecallId, string Number, int Class, string[] LotCodes, string Reason, Guid[]? ProductIds = null, bool Refunds = false);

/// <summary>Receivers are told of a recall, or reminded of the answer they owe.</summary>
public sealed record RecallTold(string Number, string Reason, bool Reminder, ToldReceiver[] Receivers);

/// <summary>One of them.</summary>
/// <param name="Kind">station, store or cooperative.</param>
/// <param name="Name">Id or slug of the organisation, as its key in events ends.</param>
/// <param name="AnswerBy">Until when it has to answer, UTC.</param>
public sealed record ToldReceiver(Guid NoticeId, string Kind, string Name, DateTime AnswerBy);

/// <summary>The time in which a recall has to be started is over, and nobody has decided it.</summary>
/// <param name="Class">1 to 3.</param>
/// <param name="StartBy">UTC.</param>
public sealed record RecallLate(Guid RecallId, string Number, int Class, DateTime StartBy);
