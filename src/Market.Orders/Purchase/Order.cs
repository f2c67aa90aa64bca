using Market.Kernel;
using Market.Orders.Payments;

namespace Market.Orders.Purchase;

/// <summary>States of an order as the API names them.</summary>
public enum OrderState { AwaitingPayment, Paid, PartCompleted, Completed, Cancelled, Refunded }

/// <summary>What a buyer ordered in one go: one sub-order per cooperative, paid once.</summary>
internal sealed class Order
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The code people use, e.g. <c>261123-7K3M-9QXT</c>.</summary>
    public string Number { get; init; } = "";
    public Guid BuyerId { get; init; }
    public OrderState State { get; private set; }
    public DateTime PlacedAt { get; init; }

    /// <summary>Unpaid goods go back on the shelf then.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>Goods at their ceiling plus freight, fen, as agreed when placed.</summary>
    public long TotalFen { get; init; }
    public string PaymentMethod { get; init; } = "";

    /// <summary>A presale: deposit first, balance when the harvest is near.</summary>
    public bool Presale { get; init; }

    /// <summary>Pickup point, or null for a delivery.</summary>
    public Guid? StationId { get; init; }

    /// <summary>Station's name, or the recipient's.</summary>
    public string Recipient { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Address { get; init; } = "";
    public List<SubOrder> SubOrders { get; init; } = [];
    public List<Payment> Payments { get; init; } = [];

    private Order() { }

    public static Order Place(OrderHead head, List<SubOrder> subOrders, DateTime now, DateTime expiresAt)
    {
        var order = new Order
        {
            Number = OrderNumber.Next(now),
            BuyerId = head.BuyerId,
            PlacedAt = now,
            ExpiresAt = expiresAt,
            TotalFen = subOrders.Sum(x => x.GoodsFen + x.FreightFen),
            PaymentMethod = head.PaymentMethod,
            Presale = head.Presale,
            StationId = head.StationId,
            Recipient = head.Recipient,
            Phone = head.Phone,
            Address = head.Address,
            SubOrders = subOrders,
        };
        foreach (var part in subOrders) part.Join(order.Id);
        return order;
    }

    /// <summary>The deposit is in; the goods stay reserved until the end of the balance day.</summary>
    public void KeepUntil(DateTime until) => ExpiresAt = until;

    /// <summary>Everything due is captured: the cooperatives can pack.</summary>
    public void MarkPaid()
    {
        if (State != OrderState.AwaitingPayment) throw new RuleException("order.not_open", "This order is not waiting for a payment.");
        State = OrderState.Paid;
        foreach (var part in SubOrders.Where(x => x.State == SubOrderState.AwaitingPayment)) part.MarkPaid();
    }

    /// <summary>Time ran out before the payment; a late one may still revive it.</summary>
    public bool Expired { get; private set; }

    /// <summary>Nobody paid in time.</summary>
    public void Expire()
    {
        foreach (var part in SubOrders.Where(x => x.State != SubOrderState.Cancelled)) part.Cancel();
        (State, Expired) = (OrderState.Cancelled, true);
    }

    /// <summary>The money came late, and the goods are still there.</summary>
    public void Revive()
    {
        if (!Expired) throw new RuleException("order.cancelled", "This order was cancelled.");
        foreach (var part in SubOrders) part.Reopen();
        (State, Expired) = (OrderState.AwaitingPayment, false);
    }

    /// <summary>The money came after the goods were sold to others, or the order was cancelled; it went back.</summary>
    public void MarkRefunded() => State = OrderState.Refunded;

    /// <summary>The order follows its parts.</summary>
    public void Follow()
    {
        var open = SubOrders.Where(x => x.State != SubOrderState.Cancelled).ToList();
        if (open.Count == 0) State = OrderState.Cancelled;
        else if (State == OrderState.AwaitingPayment) return;
        else if (open.TrueForAll(x => x.State == SubOrderState.Completed)) State = OrderState.Completed;
        else if (open.Exists(x => x.State == SubOrderState.Completed)) State = OrderState.PartCompleted;
        else State = OrderState.Paid;
    }
}

/// <summary>Who orders, how it is paid and where it goes.</summary>
internal sealed record OrderHead(Guid BuyerId, string PaymentMethod, bool Presale, Guid? StationId, string Recipient, string Phone, string Address);

/// <summary>Order codes: the district's date and forty random bits.</summary>
internal static class OrderNumber
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string Next(DateTime now)
    {
        Span<char> code = stackalloc char[8];
        System.Security.Cryptography.RandomNumberGenerator.GetItems<char>(Alphabet, code);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{DistrictClock.Date(now):yyMMdd}-{code[..4]}-{code[4..]}");
    }
}
