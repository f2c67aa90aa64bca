using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Settlement;

/// <summary>What became of a provider's message.</summary>
public enum Taking { Taken, Known, Unknown, Forged }

/// <summary>Starts payments and takes what providers say of them.</summary>
public sealed class PaymentDesk(OrdersDb db, IEnumerable<IPaymentProvider> providers, CaptureBook captures, OrdersSettings settings,
    ILogger<PaymentDesk> log)
{
    /// <summary>Ways to pay that are switched on here.</summary>
    public IEnumerable<string> Methods => providers.Select(x => x.Name);

    /// <returns>null when this way to pay is switched off here.</returns>
    internal IPaymentProvider? Find(string name) => providers.FirstOrDefault(x => x.Name == name);

    /// <exception cref="RuleException"><c>payment.method_unknown</c></exception>
    public IPaymentProvider Provider(string name) => Find(name)
        ?? throw new RuleException("payment.method_unknown", "This way to pay is not offered here.", "paymentMethod");

    internal void StartAtOnce(Order order, Payment payment)
    {
        if (Provider(payment.Provider).StartAtOnce(RequestFor(order, payment)) is { } started)
            payment.Await(started.IntentId, started.Url);
    }

    /// <summary>Tells the provider of the order's open payment, unless it knows; asks anew when the last try failed or ran out. Safe to repeat.</summary>
    /// <returns>false when the provider could not be asked: the order stands, ask again.</returns>
    public async Task<bool> StartAsync(Guid orderId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var order = await db.LoadAsync(orderId, ct);
        if (order is not { State: OrderState.AwaitingPayment } || order.Payments.Find(x => x.NeedsPage) is not { } payment) return true;
        try
        {
            var started = await Provider(payment.Provider).StartAsync(RequestFor(order, payment), ct);
            payment.Await(started.IntentId, started.Url);
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (PaymentProviderException failure)
        {
            log.LogWarning(failure, "Payment {Payment} could not be started at {Provider}", payment.Id, payment.Provider);
            return false;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else started it meanwhile: that page is the buyer's. It is this one too, as the key is the same, or this one is never shown.
            return true;
        }
    }

    /// <summary>Takes a webhook. A repeat, a late or an out-of-order one does no harm.</summary>
    /// <exception cref="RuleException"><c>payment.mismatch</c></exception>
    public async Task<Taking> TakeAsync(string provider, ReadOnlyMemory<byte> body, string signature, DateTime now, CancellationToken ct)
    {
        var known = providers.FirstOrDefault(x => x.Name == provider);
        if (known?.Read(body, signature) is not { } said) return Taking.Forged;
        return await TakeAsync(provider, said, now, ct);
    }

    /// <summary>Takes an event whose sender is known to be the provider.</summary>
    internal Task<Taking> TakeAsync(string provider, ProviderEvent said, DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var orderId = await db.Payments.Where(x => x.Id == said.PaymentId && x.Provider == provider).Select(x => (Guid?)x.OrderId).SingleOrDefaultAsync(ct);
        if (orderId is null)
        {
            log.LogWarning("Event {Event} of {Provider} names no payment of ours", said.EventId, provider);
            return Taking.Unknown;
        }
        var order = (await db.LoadAsync(orderId.Value, ct))!;
        if (await db.PaymentEvents.AnyAsync(x => x.Provider == provider && x.EventId == said.EventId, ct)) return Taking.Known;
        var payment = order.Payments.Single(x => x.Id == said.PaymentId);
        db.PaymentEvents.Add(new PaymentEvent { Provider = provider, EventId = said.EventId, PaymentId = payment.Id, Outcome = said.Outcome, At = now });
        if (said.Outcome == "captured") await captures.CaptureAsync(order, payment, said, now, ct);
        // The end of an earlier try says nothing about the page that is open now.
        else if (said.IntentId == payment.IntentId && said.Outcome == "failed") payment.Fail();
        else if (said.IntentId == payment.IntentId && said.Outcome == "expired") payment.Expire();
        return Taking.Taken;
    }, ct);

    /// <summary>A person saw a transfer on the bank statement.</summary>
    /// <param name="reference">The bank's reference; one reference pays one payment.</param>
    /// <returns>false when no transfer is awaited under this id.</returns>
    /// <exception cref="RuleException"><c>payment.mismatch</c>, <c>payment.reference_missing</c>, <c>payment.reference_used</c>, <c>payment.already_paid</c></exception>
    public async Task<bool> ConfirmTransferAsync(Guid paymentId, long fen, string reference, Actor actor, DateTime now, CancellationToken ct)
    {
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(x => x.Id == paymentId && x.Provider == BankTransferProvider.Method, ct);
        if (payment?.IntentId is not { } intent) return false;
        reference = PaymentReads.Reference(reference);
        if (payment.CapturedAt is not null && !await db.PaymentEvents.AnyAsync(x => x.Provider == BankTransferProvider.Method && x.EventId == reference && x.PaymentId == paymentId, ct))
            throw new RuleException("payment.already_paid", "This payment is already in: send the surplus back.", "reference");
        var said = new ProviderEvent(reference, paymentId, intent, "captured", fen, payment.Currency, reference);
        if (await TakeAsync(BankTransferProvider.Method, said, now, ct) == Taking.Known && payment.CapturedAt is null)
            throw new RuleException("payment.reference_used", "This bank reference was already used.", "reference");
        db.Deeds.Add(actor.Does("payment.confirm", paymentId, now));
        await db.SaveChangesAsync(ct);
        return true;
    }

    private PaymentRequest RequestFor(Order order, Payment payment) => new(payment.Id, order.Number, payment.AmountFen, payment.Currency,
        PaymentSplit.Of(order, payment.Stage), $"{settings.BaseUrl}/orders/{order.Id}", Closes(order, payment), payment.IntentId);

    /// <summary>Half an hour after the goods go back: the same at every repeat, and never sooner than providers allow. Long waits are left to the provider.</summary>
    private static DateTime? Closes(Order order, Payment payment)
    {
        var at = order.ExpiresAt.AddMinutes(30);
        return at - payment.CreatedAt < TimeSpan.FromHours(23) ? at : null;
    }
}
