using System.Globalization;
using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>Tells bidders of demands, members of what their union bids, suppliers of their awards, buyers of the answers; each message once per person.</summary>
public sealed class SourcingNotices(CatalogDb db, NoticeWriter writer) : IConsumer<DemandPublished>, IConsumer<DemandWithdrawn>, IConsumer<AwardApprovalAsked>, IConsumer<AwardOffered>, IConsumer<AwardAnswered>, IConsumer<BidsClosed>, IConsumer<AwardsRefused>, IConsumer<JointBidMade>, IConsumer<BidsLost>
{
    /// <summary>A demand that is for all goes to every manager of the district: in parts of their own, so that no transaction is long and none is told twice when one part fails.</summary>
    public async Task Consume(ConsumeContext<DemandPublished> context)
    {
        var m = context.Message;
        var managers = await db.Memberships.Where(x => x.Role == Role.Manager && (m.Invited.Length == 0 || x.OrganisationId != null && m.Invited.Contains(x.OrganisationId.Value))).Select(x => x.PersonId).Distinct().ToListAsync(context.CancellationToken);
        // Which part somebody is in follows from their id alone: who comes or goes between two tries changes nobody else's.
        foreach (var part in managers.GroupBy(x => x.ToByteArray()[^1]).OrderBy(x => x.Key))
        {
            db.ChangeTracker.Clear();
            await TellAsync(context, async _ =>
            {
                foreach (var person in part.Order()) await writer.PersonAsync(person, "demand.new", $"/office/demands/{m.DemandId}", m.Chain, m.Title, Instant(m.BidsUntil));
            }, part.Key.ToString("x2", CultureInfo.InvariantCulture));
        }
    }

    public Task Consume(ConsumeContext<DemandWithdrawn> context) => TellAsync(context, async m =>
    {
        foreach (var supplier in m.Suppliers) await writer.SellersAsync(supplier, "demand.withdrawn", $"/office/demands/{m.DemandId}", m.Number);
    });

    public Task Consume(ConsumeContext<AwardApprovalAsked> context) => TellAsync(context, async m =>
    {
        var approvers = await db.Memberships.Where(x => x.Role == Role.Approver && x.OrganisationId == m.ChainId && x.PersonId != m.AskedBy).Select(x => x.PersonId).Distinct().ToListAsync();
        foreach (var person in approvers) await writer.PersonAsync(person, "award.approval", $"/office/plans/{m.PlanId}", m.Number);
    });

    public Task Consume(ConsumeContext<BidsClosed> context) => TellAsync(context, async m =>
    {
        foreach (var supplier in m.Suppliers) await writer.SellersAsync(supplier, "demand.bids_closed", $"/office/demands/{m.DemandId}", m.Number);
    });

    public Task Consume(ConsumeContext<AwardsRefused> context) => TellAsync(context, m => writer.PersonAsync(m.BuyerId, "award.disapproved", $"/office/plans/{m.PlanId}", m.Number, m.Reason));

    /// <summary>The members' agreement is what makes the bid count.</summary>
    public Task Consume(ConsumeContext<JointBidMade> context) => TellAsync(context, m =>
        writer.SellersAsync(m.Members, "bid.joint", $"/office/demands/{m.DemandId}", m.Number, m.Union, Instant(m.BidsUntil)));

    public Task Consume(ConsumeContext<BidsLost> context) => TellAsync(context, m => writer.SellersAsync(m.Suppliers, "bid.lost", $"/office/demands/{m.DemandId}", m.Number));

    /// <summary>The product comes last: a long name is cut, and the rest stays.</summary>
    public Task Consume(ConsumeContext<AwardOffered> context) => TellAsync(context, m => m.Product is ""
        ? writer.SellersAsync(m.SupplierId, "award.offered", $"/office/awards/{m.AwardId}", m.Number, Instant(m.AnswerUntil))
        : writer.SellersAsync(m.SupplierId, "award.offered_goods", $"/office/awards/{m.AwardId}", m.Number, Instant(m.AnswerUntil), Kilograms(m.Grams), $"{m.Product} {m.Grade}".Trim()));

    public Task Consume(ConsumeContext<AwardAnswered> context) => TellAsync(context, async m =>
    {
        await writer.PersonAsync(m.BuyerId, "award." + m.Outcome, $"/office/demands/{m.DemandId}", m.Number, m.Supplier, m.Reason);
        if (m.Outcome == "lapsed") await writer.SellersAsync(m.SupplierId, "award.lapsed_own", $"/office/awards/{m.AwardId}", m.Number);
    });

    private Task TellAsync<T>(ConsumeContext<T> context, Func<T, Task> tell, string part = "") where T : class => db.InTransactionAsync(async () =>
    {
        var (id, consumer) = (context.MessageId!.Value, nameof(SourcingNotices) + part);
        if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == consumer)) return 0;
        db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = consumer });
        await tell(context.Message);
        return 0;
    }, context.CancellationToken);

    private static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) => DistrictClock.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
