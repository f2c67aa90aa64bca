using System.Globalization;
using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Kernel.Values;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>Tells buyers and sellers what happened to their orders; each message once per person.</summary>
public sealed class Notices(CatalogDb db, NoticeWriter writer) :
    IConsumer<OrderPaid>, IConsumer<OrderCancelled>, IConsumer<SubOrderDispatched>, IConsumer<SubOrderReady>, IConsumer<SubOrderCompleted>,
    IConsumer<BalanceOpened>, IConsumer<ClaimOpened>, IConsumer<ClaimAnswered>, IConsumer<ListingReviewed>, IConsumer<CharterReviewed>,
    IConsumer<LicenceApplicationDecided>, IConsumer<LicenceChanged>, IConsumer<RewardDecided>, IConsumer<SupervisionStep>, IConsumer<MarksEnding>, IConsumer<RecallReachedOrder>,
    IConsumer<RecallTold>, IConsumer<RecallLate>, IConsumer<LineStopped>, IConsumer<FairStep>, IConsumer<SupplyStep>
{
    private static readonly Role[] Sellers = NoticeWriter.Sellers;

    public Task Consume(ConsumeContext<OrderPaid> context) => TellAsync(context, async m =>
    {
        await PersonAsync(m.BuyerId, "order.paid", $"/orders/{m.OrderId}", m.Number);
        foreach (var cooperative in m.CooperativeIds) await SellersAsync(cooperative, "order.new", "/office/orders", m.Number);
    });

    public Task Consume(ConsumeContext<OrderCancelled> context) => TellAsync(context, m =>
        PersonAsync(m.BuyerId, "order.cancelled", $"/orders/{m.OrderId}", m.Number));

    public Task Consume(ConsumeContext<SubOrderDispatched> context) => TellAsync(context, m => m.PickupCode is { } code
        ? PersonAsync(m.BuyerId, "order.dispatched_pickup", "/orders", m.OrderNumber, code)
        : PersonAsync(m.BuyerId, "order.dispatched", "/orders", m.OrderNumber));

    public Task Consume(ConsumeContext<SubOrderReady> context) => TellAsync(context, m =>
        PersonAsync(m.BuyerId, "order.ready", "/orders", m.OrderNumber, m.PickupCode));

    public Task Consume(ConsumeContext<RecallReachedOrder> context) => TellAsync(context, m =>
        PersonAsync(m.BuyerId, "recall.order", $"/orders/{m.OrderId}", m.OrderNumber, m.RecallNumber, m.Reason));

    public Task Consume(ConsumeContext<RecallTold> context) => TellAsync(context, async m =>
    {
        foreach (var receiver in m.Receivers)
            foreach (var person in await AnsweringAsync(receiver.Kind, receiver.Name))
                await PersonAsync(person, m.Reminder ? "recall.reminder" : "recall.notice", $"/recall-notices/{receiver.NoticeId}", m.Number, m.Reason, Instant(receiver.AnswerBy));
    });

    public Task Consume(ConsumeContext<RecallLate> context) => TellAsync(context, async m =>
    {
        foreach (var person in await db.Memberships.Where(x => x.Role == Role.Office).Select(x => x.PersonId).Distinct().ToListAsync())
            await PersonAsync(person, "recall.late", $"/district/recalls/{m.RecallId}", m.Number, Instant(m.StartBy));
    });

    public Task Consume(ConsumeContext<LineStopped> context) => TellAsync(context, async m =>
    {
        await SellersAsync(m.CooperativeId, "recall.stopped", $"/office/orders/{m.SubOrderId}", m.OrderNumber, m.Product, m.RecallNumber);
        await PersonAsync(m.BuyerId, "recall.waiting", $"/orders/{m.OrderId}", m.OrderNumber, m.Product, m.RecallNumber);
    });

    public Task Consume(ConsumeContext<SubOrderCompleted> context) => TellAsync(context, m =>
        PersonAsync(m.BuyerId, "order.completed", "/orders", m.OrderNumber));

    public Task Consume(ConsumeContext<BalanceOpened> context) => TellAsync(context, m =>
        PersonAsync(m.BuyerId, "balance.open", $"/orders/{m.OrderId}", m.Number, Money.Fen(m.BalanceFen).ToString(), Money.Fen(m.RefundFen).ToString()));

    public Task Consume(ConsumeContext<ClaimOpened> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, "claim.opened", "/office/claims", m.OrderNumber,
            Instant(m.AnswerBy)));

    public Task Consume(ConsumeContext<ClaimAnswered> context) => TellAsync(context, m => m.Granted
        ? PersonAsync(m.BuyerId, "claim.granted", "/orders", m.OrderNumber, Money.Fen(m.RefundFen).ToString())
        : PersonAsync(m.BuyerId, "claim.refused", "/orders", m.OrderNumber));

    public Task Consume(ConsumeContext<ListingReviewed> context) => TellAsync(context, async m =>
    {
        var name = await db.Products.Where(x => x.Id == m.ProductId).Select(x => x.Name).SingleOrDefaultAsync() ?? "";
        if (m.Approved) await SellersAsync(m.CooperativeId, "listing.approved", $"/office/products/{m.ProductId}", name);
        else await SellersAsync(m.CooperativeId, "listing.returned", $"/office/products/{m.ProductId}", name, m.Reason);
    });

    public Task Consume(ConsumeContext<CharterReviewed> context) => TellAsync(context, async m =>
    {
        var name = await db.Cooperatives.Where(x => x.Id == m.CooperativeId).Select(x => x.Name).SingleOrDefaultAsync() ?? "";
        if (m.Filed) await SellersAsync(m.CooperativeId, "charter.filed", "/office", name);
        else await SellersAsync(m.CooperativeId, "charter.returned", "/office", name, m.Reason);
    });

    public Task Consume(ConsumeContext<LicenceApplicationDecided> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, "licence." + m.Outcome, "/office/brand", m.Reason));

    public Task Consume(ConsumeContext<LicenceChanged> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, "licence." + m.Change, "/office/brand", m.Number, m.Reason));

    public Task Consume(ConsumeContext<RewardDecided> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, "reward." + m.Outcome, "/office/rewards", Money.Fen(m.AmountFen).ToString(), m.Note));

    public Task Consume(ConsumeContext<SupervisionStep> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, m.Step, m.Step.StartsWith("case.", StringComparison.Ordinal) ? "/office/cases/" + m.Number : "/office/cases", m.Number, m.Text));

    public Task Consume(ConsumeContext<FairStep> context) => TellAsync(context, m => SellersAsync(m.CooperativeId, m.Step, $"/office/fairs/{m.FairId}", m.Fair, m.Reason));

    public Task Consume(ConsumeContext<SupplyStep> context) => TellAsync(context, async m =>
    {
        var (audience, page) = SupplyNotices.Of(m.Step);
        var people = await db.Memberships.Where(x => x.OrganisationId != null && (audience.Chain.Contains(x.Role) && x.OrganisationId == m.ChainId || audience.Supplier.Contains(x.Role) && m.Suppliers.Contains(x.OrganisationId.Value)
            || audience.Town.Contains(x.Role) && x.OrganisationId == m.TownId)).Select(x => x.PersonId).Distinct().ToListAsync();
        foreach (var person in people) await PersonAsync(person, m.Step, $"{page}/{m.SubjectId}", m.Number, m.Text);
    });

    public Task Consume(ConsumeContext<MarksEnding> context) => TellAsync(context, m =>
        SellersAsync(m.CooperativeId, (m.Licences ? "licence." : "certificate.") + (m.Over ? "expire" : "ending"), "/office/brand", Listed(m), m.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), m.DaysLeft.ToString(CultureInfo.InvariantCulture)));

    private static string Listed(MarksEnding m) => string.Join(", ", m.Numbers) + (m.Count > m.Numbers.Length ? string.Create(CultureInfo.InvariantCulture, $" (+{m.Count - m.Numbers.Length})") : "");

    private Task TellAsync<T>(ConsumeContext<T> context, Func<T, Task> tell) where T : class => db.InTransactionAsync(async () =>
    {
        var id = context.MessageId!.Value;
        if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(Notices))) return 0;
        db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(Notices) });
        await tell(context.Message);
        return 0;
    }, context.CancellationToken);

    private static string Instant(DateTime utc) => DistrictClock.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Who answers for an organisation, by its id or slug.</summary>
    private async Task<List<Guid>> AnsweringAsync(string kind, string name)
    {
        var known = Guid.TryParse(name, out var id);
        Role[] roles = kind switch { "station" => [Role.Station], "store" => [Role.Receiver, Role.Buyer, Role.Approver], _ => Sellers };
        var found = known ? id : kind switch
        {
            "station" => await db.Stations.Where(x => x.Slug == name).Select(x => x.Id).SingleOrDefaultAsync(),
            "store" => await db.Chains.Where(x => x.Slug == name).Select(x => x.Id).SingleOrDefaultAsync(),
            _ => await db.Cooperatives.Where(x => x.Slug == name).Select(x => x.Id).SingleOrDefaultAsync(),
        };
        return await db.Memberships.Where(x => x.OrganisationId == found && roles.Contains(x.Role)).Select(x => x.PersonId).Distinct().ToListAsync();
    }

    private Task SellersAsync(Guid cooperativeId, string kind, string link, params string[] args) => writer.SellersAsync(cooperativeId, kind, link, args);

    private Task PersonAsync(Guid personId, string kind, string link, params string[] args) => writer.PersonAsync(personId, kind, link, args);
}
