using Market.Orders.Payments;
using Market.Orders.Purchase;

namespace Market.Orders.Settlement;

/// <summary>Whose money a payment is (分账).</summary>
internal static class PaymentSplit
{
    /// <summary>Fen per cooperative; the shares add up to the payment's amount.</summary>
    public static Dictionary<Guid, long> Of(Order order, PaymentStage stage) => order.SubOrders
        .Where(x => stage != PaymentStage.Balance || x.State != SubOrderState.Cancelled)
        .ToDictionary(x => x.CooperativeId, x => Share(x, stage));

    /// <summary>One part's share of a payment, fen.</summary>
    public static long Share(SubOrder part, PaymentStage stage) => stage switch
    {
        PaymentStage.Deposit => part.Lines.Sum(x => x.DepositFen),
        PaymentStage.Balance => part.Lines.Sum(x => x.FinalFen - x.DepositFen) + part.FreightFen,
        _ => part.GoodsFen + part.FreightFen,
    };
}
