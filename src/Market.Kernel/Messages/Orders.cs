namespace Market.Kernel.Messages;

/// <summary>An order was placed; its goods stay reserved until <paramref name="PayBy"/> (UTC).</summary>
public sealed record OrderPlaced(Guid OrderId, string Number, Guid BuyerId, long TotalFen, DateTime PayBy);

/// <summary>An order's payment was captured; every sub-order may be packed.</summary>
public sealed record OrderPaid(Guid OrderId, string Number, Guid BuyerId, long AmountFen, Guid[] CooperativeIds);

/// <summary>A cooperative's part of an order left it, or waits at a station.</summary>
/// <param name="PickupCode">Code the buyer shows at the station; null for a delivery.</param>
/// <param name="Lots">What of which lots left with it; none when the products have no lots.</param>
public sealed record SubOrderDispatched(Guid SubOrderId, string OrderNumber, Guid BuyerId, Guid CooperativeId, string? PickupCode, LotShare[]? Lots = null);

/// <summary>Grams of one lot.</summary>
public sealed record LotShare(string LotCode, long Grams);

/// <summary>Goods of a recalled lot went to a buyer.</summary>
public sealed record RecallReachedOrder(Guid OrderId, string OrderNumber, Guid BuyerId, string RecallNumber, string Reason);

/// <summary>A recall holds a line that has not left yet: the cooperative takes another lot, or gives the money back.</summary>
public sealed record LineStopped(Guid SubOrderId, Guid OrderId, string OrderNumber, Guid BuyerId, Guid CooperativeId, string Product, string RecallNumber);

/// <summary>A cooperative's part of an order is completed; its income is recorded.</summary>
public sealed record SubOrderCompleted(Guid SubOrderId, string OrderNumber, Guid BuyerId, Guid CooperativeId);

/// <summary>An order was cancelled or ran out of time before it was paid.</summary>
public sealed record OrderCancelled(Guid OrderId, string Number, Guid BuyerId, string Reason);

/// <summary>A buyer claims spoiled or missing goods; the cooperative must answer by the deadline.</summary>
public sealed record ClaimOpened(Guid ClaimId, string OrderNumber, Guid BuyerId, Guid CooperativeId, DateTime AnswerBy);

/// <summary>A claim was answered, by the cooperative or by the town.</summary>
public sealed record ClaimAnswered(Guid ClaimId, string OrderNumber, Guid BuyerId, Guid CooperativeId, long RefundFen, bool Granted);

/// <summary>A review was published; the catalogue keeps the count and the sum of the stars.</summary>
/// <param name="Stars">1 to 5.</param>
public sealed record ReviewPublished(Guid ReviewId, Guid ProductId, int Stars);

/// <summary>The harvest of a presale is known: the buyer can pay the balance, what is missing was refunded.</summary>
public sealed record BalanceOpened(Guid OrderId, string Number, Guid BuyerId, long BalanceFen, long RefundFen);

/// <summary>A parcel lies at the buyer's station.</summary>
public sealed record SubOrderReady(Guid SubOrderId, string OrderNumber, Guid BuyerId, Guid CooperativeId, string PickupCode);

/// <summary>A supermarket chain published a demand.</summary>
/// <param name="Invited">Cooperatives and unions it is for; none: all.</param>
public sealed record DemandPublished(Guid DemandId, string Number, string Title, string Chain, Guid[] Invited, DateTime BidsUntil);

/// <summary>A demand was withdrawn while suppliers had open awards.</summary>
public sealed record DemandWithdrawn(Guid DemandId, string Number, Guid[] Suppliers);

/// <summary>A buyer closed the bids of a demand before their last day.</summary>
/// <param name="Suppliers">Those that had bid.</param>
public sealed record BidsClosed(Guid DemandId, string Number, Guid[] Suppliers);

/// <summary>A union bid with parts of its members; the bid counts once enough of them have agreed.</summary>
/// <param name="Members">Cooperatives that have a part.</param>
/// <param name="BidsUntil">Until when they can agree, UTC.</param>
public sealed record JointBidMade(Guid DemandId, string Number, Guid UnionId, string Union, Guid[] Members, DateTime BidsUntil);

/// <summary>The first awards of a demand were offered, and these bidders have none of them.</summary>
/// <param name="Suppliers">Cooperatives and unions whose bids stand.</param>
public sealed record BidsLost(Guid DemandId, string Number, Guid[] Suppliers);

/// <summary>An approver refused the awards a buyer had asked for.</summary>
public sealed record AwardsRefused(Guid PlanId, string Number, Guid BuyerId, string Reason);

/// <summary>A buyer asks an approver of the chain to agree to awards.</summary>
public sealed record AwardApprovalAsked(Guid PlanId, string Number, Guid ChainId, Guid AskedBy);

/// <summary>A cooperative or union is offered its part of a demand.</summary>
/// <param name="Product">As the demand names it; empty in messages from before it was told.</param>
/// <param name="Grams">Over all stores and windows.</param>
public sealed record AwardOffered(Guid AwardId, Guid DemandId, string Number, Guid SupplierId, DateTime AnswerUntil, string Product = "", string Grade = "", long Grams = 0);

/// <summary>A supplier answered, or was silent too long.</summary>
/// <param name="Outcome">accepted, declined, lapsed or droppedout.</param>
public sealed record AwardAnswered(Guid AwardId, Guid DemandId, string Number, Guid BuyerId, Guid SupplierId, string Supplier, string Outcome, string Reason);

/// <summary>A supply contract, a call-off, a delivery or a statement went on.</summary>
/// <param name="SubjectId">The contract, the call-off, the delivery or the statement.</param>
/// <param name="Step">What happened, e.g. contract.filed, call_off.made, delivery.shipped, receipt.disputed, statement.made.</param>
/// <param name="Suppliers">The supplier and, for a union, the members that deliver.</param>
/// <param name="Text">A reason, a day or an amount; may be empty.</param>
public sealed record SupplyStep(Guid SubjectId, string Step, string Number, Guid ChainId, Guid[] Suppliers, Guid TownId, string Text);

/// <summary>Goods left a cooperative for a supermarket under a contract.</summary>
/// <param name="Lots">What of which lots; none for goods on a pallet, which is shipped with its own lots.</param>
public sealed record DeliveryShipped(Guid DeliveryId, string Number, Guid ChainId, Guid CooperativeId, LotShare[] Lots);

/// <summary>A supermarket booked a delivery in.</summary>
/// <param name="Lots">None for goods on a pallet, which is booked in by its own code.</param>
/// <param name="Shelved">What the stores took.</param>
public sealed record GoodsReceived(Guid DeliveryId, string Number, Guid ChainId, Guid CooperativeId, ReceivedShare[] Lots, DateTime At, ShelvedGoods[] Shelved);

/// <summary>A store has put right what it booked in.</summary>
/// <param name="Lots">Those of which something is different; none for goods on a pallet.</param>
/// <param name="At">When the goods were booked in, UTC.</param>
/// <param name="Nth">Which correction of the delivery, from 1.</param>
/// <param name="Shelved">What the stores took after all.</param>
/// <param name="Unshelved">What they did not take after all.</param>
public sealed record GoodsCorrected(Guid DeliveryId, string Number, Guid ChainId, Guid CooperativeId, CorrectedShare[] Lots, DateTime At, int Nth, string Reason, ShelvedGoods[] Shelved, ShelvedGoods[] Unshelved);

/// <summary>What was said of a lot at first, and what holds.</summary>
public sealed record CorrectedShare(ReceivedShare Before, ReceivedShare Now);

/// <summary>A product of which a store accepted something.</summary>
public sealed record ShelvedGoods(Guid StoreId, Guid ProductId);

/// <summary>Grams of one lot that came; what is missing of the shipped ones was lost on the way.</summary>
public sealed record ReceivedShare(string LotCode, long Accepted, long Short, long Rejected);
