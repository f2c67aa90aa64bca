using Market.Kernel.Values;
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

    /// <summary>What of a captured payment is held for each part; the shares add up to what came in, to the fen.</summary>
    /// <remarks>
    /// An order that ended meanwhile no longer says what its balance was made of. That money goes back at once, so any split
    /// that adds up will do: by the parts' worth when they were ordered.
    /// </remarks>
    public static List<(SubOrder Part, long Fen)> Captured(Order order, Payment payment)
    {
        var parts = order.SubOrders.FindAll(x => payment.Stage != PaymentStage.Balance || x.State != SubOrderState.Cancelled);
        var shares = parts.ConvertAll(x => (x, Share(x, payment.Stage)));
        if (shares.Sum(x => x.Item2) == payment.CapturedFen) return shares;
        var split = Money.Fen(payment.CapturedFen).Allocate([.. order.SubOrders.Select(x => x.GoodsFen + x.FreightFen)]);
        return [.. order.SubOrders.Select((x, i) => (x, split[i].Amount))];
    }

    /// <summary>One part's share of a payment, fen.</summary>
    public static long Share(SubOrder part, PaymentStage stage) => stage switch
    {
        PaymentStage.Deposit => part.Lines.Sum(x => x.DepositFen),
        PaymentStage.Balance => part.Lines.Sum(x => x.FinalFen - x.DepositFen) + part.FreightFen,
        _ => part.GoodsFen + part.FreightFen,
    };
}
