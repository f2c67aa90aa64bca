using Market.Kernel.Hosting;
using Market.Orders.Data;
using Market.Orders.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Settlement;

/// <summary>Hands booked refunds to their providers until each has them; several replicas may run it.</summary>
public sealed class RefundSender(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RefundSender> log) : Worker(clock, log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>A request is given up before its lease ends: nobody else sends the refund while it is under way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50);

    /// <summary>A refund that a person has to send is looked at again that much later.</summary>
    private static readonly TimeSpan ByHand = TimeSpan.FromHours(1);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(500);

    protected override async Task<bool> PassAsync(CancellationToken ct) => await SendDueAsync(ct) > 0;

    /// <summary>Claims and sends up to 100 refunds.</summary>
    /// <returns>How many a provider took.</returns>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        var desk = scope.ServiceProvider.GetRequiredService<PaymentDesk>();
        var now = Clock.GetUtcNow().UtcDateTime;
        var due = await db.Refunds.AsNoTracking()
            .Where(x => x.State == RefundState.Requested && (x.LeaseUntil == null || x.LeaseUntil < now))
            .OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).Take(100)
            .Join(db.Payments, x => x.PaymentId, x => x.Id, (refund, payment) => new Due(refund.Id, payment.Id, payment.Provider, payment.ChargeId, refund.AmountFen, payment.Currency, refund.Attempts))
            .ToListAsync(ct);
        var sent = 0;
        foreach (var refund in due)
        {
            // Those before may have taken long: the lease counts from here, and whoever tried meanwhile has raised the attempts.
            now = Clock.GetUtcNow().UtcDateTime;
            var claimed = await db.Refunds
                .Where(x => x.Id == refund.Id && x.State == RefundState.Requested && x.Attempts == refund.Attempts && (x.LeaseUntil == null || x.LeaseUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, now + Lease).SetProperty(x => x.Attempts, x => x.Attempts + 1), ct);
            if (claimed == 1 && await SendAsync(db, desk, refund, now, ct)) sent++;
        }
        return sent;
    }

    private sealed record Due(Guid Id, Guid PaymentId, string Provider, string? ChargeId, long AmountFen, string Currency, int Attempts);

    private async Task<bool> SendAsync(OrdersDb db, PaymentDesk desk, Due refund, DateTime now, CancellationToken ct)
    {
        var row = db.Refunds.Where(x => x.Id == refund.Id);
        if (desk.Find(refund.Provider) is not { } provider)
        {
            Log.LogError("Refund {Refund} waits for {Provider}, which is switched off here", refund.Id, refund.Provider);
            await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, now + ByHand).SetProperty(x => x.Error, "provider switched off"), ct);
            return false;
        }
        try
        {
            if (await AskAsync(provider, refund, ct))
                return await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RefundState.Sent).SetProperty(x => x.Error, (string?)null), ct) == 1;
            await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, now + ByHand), ct);
        }
        catch (PaymentProviderException failure)
        {
            Log.LogWarning(failure, "Refund {Refund} was not taken by {Provider}; trying again", refund.Id, refund.Provider);
            var error = failure.Message.Length > 500 ? failure.Message[..500] : failure.Message;
            await row.ExecuteUpdateAsync(set => set.SetProperty(x => x.Error, error), ct);
        }
        return false;
    }

    private async Task<bool> AskAsync(IPaymentProvider provider, Due refund, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Longest, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var request = new RefundRequest(refund.Id, refund.PaymentId, refund.ChargeId ?? "", refund.AmountFen, refund.Currency, AskedBefore: refund.Attempts > 0);
            return await provider.RefundAsync(request, either.Token);
        }
        catch (OperationCanceledException gaveUp) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new PaymentProviderException("no answer", gaveUp);
        }
    }
}
