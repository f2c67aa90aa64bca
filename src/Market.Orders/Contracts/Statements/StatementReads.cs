using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Statements;

/// <summary>Statements as their parties see them: a member of a union sees its own part, and no sum of all.</summary>
public sealed class StatementReads(OrdersDb db, TimeProvider clock)
{
    public async Task<PageOf<StatementCard>> ListAsync(ContractParty party, StatementQuery query, int page, int size, CancellationToken ct)
    {
        var (found, today) = (Of(party), Today);
        if (query.Month is { } month) found = found.Where(x => x.Month == month);
        if (query.PartyId is { } other) found = found.Where(x => x.ChainId == other || x.SupplierId == other);
        if (query.Overdue) found = found.Where(x => x.State == StatementState.Confirmed && x.DueOn < today);
        var rows = await found.AsNoTracking().Include(x => x.Shares).OrderByDescending(x => x.Month).ThenBy(x => x.Number).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new(rows.ConvertAll(x => Card(party, x)), await found.CountAsync(ct), page, size);
    }

    /// <returns>null when there is no such statement for this party.</returns>
    public async Task<StatementView?> FindAsync(ContractParty party, Guid id, CancellationToken ct)
    {
        if (await Of(party).AsNoTracking().Include(x => x.Shares).SingleOrDefaultAsync(x => x.Id == id, ct) is not { } x) return null;
        // A member of a union reads its own lines and no other member's.
        var all = Whole(party, x);
        var lines = await db.OwedItems.AsNoTracking().Where(y => y.StatementId == id && (all || party.Suppliers.Contains(y.CooperativeId))).OrderBy(y => y.At).ThenBy(y => y.Conceded).ThenBy(y => y.Id)
            .Select(y => new StatementLineView(y.At, y.ContractNumber, y.CallOffNumber, y.DeliveryNumber, y.Cooperative, y.Product, y.Grade, y.Grams, y.FenPerKg, y.Fen, y.Conceded)).ToListAsync(ct);
        var payments = all ? await db.StatementPayments.AsNoTracking().Where(y => y.StatementId == id).OrderBy(y => y.SentAt).ThenBy(y => y.Id).Select(y => new StatementPaymentView(y.Id, y.Fen, y.BankReference, y.SentAt, y.State, y.AnsweredAt)).ToListAsync(ct) : [];
        var card = Card(party, x);
        return new(card, x.At, x.CreditDays, x.ChainConfirmedAt, x.SupplierConfirmedAt, all ? x.Objection : "", all ? x.ObjectedBy : null, all ? x.SentFen : card.PaidFen, lines,
            [.. x.Shares.Where(y => all || party.Suppliers.Contains(y.CooperativeId)).OrderByDescending(y => y.Fen).ThenBy(y => y.CooperativeId).Select(y => new StatementShareView(y.CooperativeId, y.Cooperative, y.Fen, y.PaidFen))], payments);
    }

    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    private IQueryable<Statement> Of(ContractParty party) => db.Statements.Where(x => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId) || x.Shares.Any(y => party.Suppliers.Contains(y.CooperativeId)));

    private static bool Whole(ContractParty party, Statement x) => party.Chains.Contains(x.ChainId) || party.Suppliers.Contains(x.SupplierId);

    private static long Sum(ContractParty party, Statement x, Func<StatementShare, long> fen) => x.Shares.Where(y => Whole(party, x) || party.Suppliers.Contains(y.CooperativeId)).Sum(fen);

    private StatementCard Card(ContractParty party, Statement x) => new(x.Id, x.Number, x.Month, x.ChainId, x.Chain, x.ChainEn, x.SupplierId, x.Supplier, x.SupplierEn, Sum(party, x, y => y.Fen), Sum(party, x, y => y.PaidFen), x.State, x.DueOn, x.State == StatementState.Confirmed && x.DueOn < Today);
}
