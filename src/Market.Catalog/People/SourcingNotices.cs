using System.Globalization;
using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>Tells bidders of demands, suppliers of their awards, buyers of the answers; each message once per person.</summary>
public sealed class SourcingNotices(CatalogDb db, NoticeWriter writer) : IConsumer<DemandPublished>, IConsumer<DemandWithdrawn>, IConsumer<AwardApprovalAsked>, IConsumer<AwardOffered>, IConsumer<AwardAnswered>
{
    public Task Consume(ConsumeContext<DemandPublished> context) => TellAsync(context, async m =>
    {
        var managers = await db.Memberships.Where(x => x.Role == Role.Manager && (m.Invited.Length == 0 || x.OrganisationId != null && m.Invited.Contains(x.OrganisationId.Value))).Select(x => x.PersonId).Distinct().ToListAsync();
        foreach (var person in managers) await writer.PersonAsync(person, "demand.new", $"/office/demands/{m.DemandId}", m.Chain, m.Title, Instant(m.BidsUntil));
    });

    public Task Consume(ConsumeContext<DemandWithdrawn> context) => TellAsync(context, async m =>
    {
        foreach (var supplier in m.Suppliers) await writer.SellersAsync(supplier, "demand.withdrawn", $"/office/demands/{m.DemandId}", m.Number);
    });

    public Task Consume(ConsumeContext<AwardApprovalAsked> context) => TellAsync(context, async m =>
    {
        var approvers = await db.Memberships.Where(x => x.Role == Role.Approver && x.OrganisationId == m.ChainId && x.PersonId != m.AskedBy).Select(x => x.PersonId).Distinct().ToListAsync();
        foreach (var person in approvers) await writer.PersonAsync(person, "award.approval", $"/office/plans/{m.PlanId}", m.Number);
    });

    public Task Consume(ConsumeContext<AwardOffered> context) => TellAsync(context, m =>
        writer.SellersAsync(m.SupplierId, "award.offered", $"/office/awards/{m.AwardId}", m.Number, Instant(m.AnswerUntil)));

    public Task Consume(ConsumeContext<AwardAnswered> context) => TellAsync(context, async m =>
    {
        await writer.PersonAsync(m.BuyerId, "award." + m.Outcome, $"/office/demands/{m.DemandId}", m.Number, m.Supplier, m.Reason);
        if (m.Outcome == "lapsed") await writer.SellersAsync(m.SupplierId, "award.lapsed_own", $"/office/awards/{m.AwardId}", m.Number);
    });

    private Task TellAsync<T>(ConsumeContext<T> context, Func<T, Task> tell) where T : class => db.InTransactionAsync(async () =>
    {
        var id = context.MessageId!.Value;
        if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(SourcingNotices))) return 0;
        db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(SourcingNotices) });
        await tell(context.Message);
        return 0;
    }, context.CancellationToken);

    private static string Instant(DateTime utc) => DistrictClock.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
