using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Cooperatives;

/// <summary>What a new cooperative says of itself.</summary>
/// <param name="Slug">3 to 60 of a-z, 0-9 and dashes; its web address.</param>
/// <param name="Charter">Text of the charter, 1 to 20,000 characters; the town reviews it.</param>
public sealed record NewCooperative(string Slug, string Name, string NameEn, Guid TownId, string Village, string VillageEn, string Phone, string Charter);

/// <summary>A charter that waits for its town.</summary>
public sealed record CharterView(Guid CooperativeId, string Name, string Village, string Charter, string State, string ReturnReason, DateTime SubmittedAt);

/// <summary>How a cooperative joins: it applies with its charter, the town reviews and files it.</summary>
public sealed class Onboarding(CatalogDb db, TimeProvider clock)
{
    /// <summary>Registers a cooperative; the applicant becomes its manager.</summary>
    /// <returns>The cooperative's id.</returns>
    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c>, <c>cooperative.slug_taken</c>, <c>cooperative.field_missing</c>, <c>town.unknown</c></exception>
    public async Task<Guid> ApplyAsync(NewCooperative application, Guid applicant, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var cooperative = Cooperative.Apply(application, now);
        if (!await db.Towns.AnyAsync(x => x.Id == application.TownId, ct)) throw new RuleException("town.unknown", "Choose a town.", "townId");
        return await db.InTransactionAsync(async () =>
        {
            if (await db.Cooperatives.AnyAsync(x => x.Slug == cooperative.Slug, ct)) throw new RuleException("cooperative.slug_taken", "This address is taken.", "slug");
            db.Cooperatives.Add(cooperative);
            db.HolderWords.AddRange(HolderWord.Of(cooperative.Id, "", cooperative.Name, cooperative.NameEn));
            db.Memberships.Add(new Membership { PersonId = applicant, Role = Role.Manager, OrganisationId = cooperative.Id });
            db.Audit.Add(new AuditEntry { At = now, ActorId = applicant, Action = "cooperative.apply", SubjectId = cooperative.Id });
            return cooperative.Id;
        }, ct);
    }

    /// <summary>Charters waiting for these towns, oldest first.</summary>
    public Task<List<CharterView>> WaitingAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct) => db.Cooperatives.AsNoTracking()
        .Where(x => towns.Contains(x.TownId) && x.CharterState == CharterState.Submitted).OrderBy(x => x.CharterSubmittedAt)
        .Select(x => new CharterView(x.Id, x.Name, x.Village, x.Charter, x.CharterState.ToString(), x.CharterReturnReason, x.CharterSubmittedAt)).ToListAsync(ct);

    /// <returns>null when none of these cooperatives has this id.</returns>
    public Task<CharterView?> CharterAsync(Guid cooperativeId, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) => db.Cooperatives.AsNoTracking()
        .Where(x => x.Id == cooperativeId && cooperatives.Contains(x.Id))
        .Select(x => new CharterView(x.Id, x.Name, x.Village, x.Charter, x.CharterState.ToString(), x.CharterReturnReason, x.CharterSubmittedAt)).SingleOrDefaultAsync(ct);

    /// <summary>The cooperative's own account; empty while there is none.</summary>
    public async Task<string> BankAccountAsync(Guid cooperativeId, CancellationToken ct) =>
        await db.Cooperatives.Where(x => x.Id == cooperativeId).Select(x => x.BankAccount).SingleOrDefaultAsync(ct) ?? "";

    /// <summary>Sets the account payouts go to.</summary>
    /// <param name="account">8 to 80 digits, spaces and dashes.</param>
    /// <exception cref="RuleException"><c>cooperative.account_invalid</c></exception>
    public Task<bool> SetBankAccountAsync(Guid cooperativeId, string account, Guid actor, CancellationToken ct)
    {
        var text = Account(account);
        return ChangeAsync(x => x.Id == cooperativeId, "cooperative.account", actor, x => x.BankAccount = text, null, ct);
    }

    /// <summary>The cooperative sends a corrected charter.</summary>
    public Task<bool> ResubmitAsync(Guid cooperativeId, string charter, Guid actor, CancellationToken ct) =>
        ChangeAsync(x => x.Id == cooperativeId, "charter.submit", actor, x => x.Submit(charter, clock.GetUtcNow().UtcDateTime), null, ct);

    /// <summary>The town files the charter, or returns it with a reason.</summary>
    /// <param name="towns">Towns the reviewer may review for.</param>
    /// <returns>false when none of these towns has such a cooperative.</returns>
    public Task<bool> ReviewAsync(Guid cooperativeId, bool file, string reason, IReadOnlyCollection<Guid> towns, Guid reviewer, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        return ChangeAsync(x => x.Id == cooperativeId && towns.Contains(x.TownId), file ? "charter.file" : "charter.return", reviewer,
            x => { if (file) x.File(today); else x.Return(reason); }, new CharterReviewed(cooperativeId, file, reason), ct);
    }

    /// <exception cref="RuleException"><c>cooperative.account_invalid</c></exception>
    internal static string Account(string account)
    {
        var text = account.Trim();
        if (text.Count(char.IsAsciiDigit) < 8 || text.Length > 80 || text.Any(x => !char.IsAsciiDigit(x) && x is not (' ' or '-')))
            throw new RuleException("cooperative.account_invalid", "Enter the account number: digits, spaces and dashes.", "account");
        return text;
    }

    private Task<bool> ChangeAsync(System.Linq.Expressions.Expression<Func<Cooperative, bool>> which, string action, Guid actor, Action<Cooperative> change,
        CharterReviewed? message, CancellationToken ct) => db.InTransactionAsync(async () =>
        {
            var cooperative = await db.Cooperatives.SingleOrDefaultAsync(which, ct);
            if (cooperative is null) return false;
            change(cooperative);
            var now = clock.GetUtcNow().UtcDateTime;
            db.Audit.Add(new AuditEntry { At = now, ActorId = actor, Action = action, SubjectId = cooperative.Id });
            if (message is not null) db.Outbox.Add(OutboxMessage.Of(message, now));
            return true;
        }, ct);
}
