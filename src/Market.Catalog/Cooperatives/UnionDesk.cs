using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Cooperatives;

/// <summary>A union as the district office registers it.</summary>
/// <param name="Slug">3 to 60 of a-z, 0-9 and dashes.</param>
/// <param name="BankAccount">8 to 80 digits, spaces and dashes.</param>
/// <param name="Chair">Name of the chair; their term begins on <paramref name="ChairFrom"/>, today when left out.</param>
/// <param name="Members">At least 3 cooperatives.</param>
/// <param name="Manager">E-mail address or phone number of an account that acts for the union; nobody when empty.</param>
public sealed record NewUnion(string Slug, string Name, string NameEn, Guid TownId, string BankAccount, string Chair, IReadOnlyList<Guid> Members, DateOnly? ChairFrom = null, string Manager = "");

/// <summary>Registers unions, changes who is in them, their chair and their account: the district office.</summary>
public sealed class UnionDesk(CatalogDb db, TimeProvider clock)
{
    /// <returns>The union's id.</returns>
    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c>, <c>cooperative.slug_taken</c>, <c>cooperative.field_missing</c>, <c>cooperative.account_invalid</c>, <c>town.unknown</c>,
    /// <c>union.too_few</c>, <c>union.too_many</c>, <c>union.member_unknown</c>, <c>union.manager_unknown</c>, <c>account.login_invalid</c></exception>
    public async Task<Guid> RegisterAsync(NewUnion form, Guid actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Union.Register(form, now);
        if (!await db.Towns.AnyAsync(x => x.Id == form.TownId, ct)) throw new RuleException("town.unknown", "Choose a town.", "townId");
        var members = form.Members.Distinct().ToList();
        if (await db.Cooperatives.CountAsync(x => members.Contains(x.Id), ct) != members.Count) throw Unknown();
        var manager = await ManagerAsync(form.Manager, ct);
        return await db.InTransactionAsync(async () =>
        {
            if (await db.Unions.AnyAsync(x => x.Slug == form.Slug, ct)) throw new RuleException("cooperative.slug_taken", "This address is taken.", "slug");
            var union = Union.Register(form, now);
            db.Unions.Add(union);
            if (manager is { } person) db.Memberships.Add(new Membership { PersonId = person, Role = Role.Manager, OrganisationId = union.Id });
            db.Audit.Add(new AuditEntry { At = now, ActorId = actor, Action = "union.register", SubjectId = union.Id });
            return union.Id;
        }, ct);
    }

    /// <returns>false when there is no such union.</returns>
    /// <exception cref="RuleException"><c>union.member_unknown</c>, <c>union.member_twice</c>, <c>union.too_many</c></exception>
    public async Task<bool> JoinAsync(Guid unionId, Guid cooperative, Guid actor, CancellationToken ct)
    {
        if (!await db.Cooperatives.AnyAsync(x => x.Id == cooperative, ct)) throw Unknown();
        return await ChangeAsync(unionId, "union.join", cooperative, actor, (union, today) =>
        {
            union.Join(cooperative, today);
            return true;
        }, ct);
    }

    /// <returns>false when there is no such union, or the cooperative is not in it.</returns>
    /// <exception cref="RuleException"><c>union.too_few</c></exception>
    public Task<bool> LeaveAsync(Guid unionId, Guid cooperative, Guid actor, CancellationToken ct) =>
        ChangeAsync(unionId, "union.leave", cooperative, actor, (union, today) => union.Leave(cooperative, today), ct);

    /// <summary>A new chair (理事长) from a day on; contracts are sealed by the chair of their day.</summary>
    /// <returns>false when there is no such union.</returns>
    /// <exception cref="RuleException"><c>cooperative.field_missing</c>, <c>union.chair_from</c></exception>
    public Task<bool> ElectAsync(Guid unionId, string name, DateOnly from, Guid actor, CancellationToken ct) => ChangeAsync(unionId, "union.elect", actor, (union, today) =>
    {
        union.Elect(name, from, today);
        return FormattableString.Invariant($"{name.Trim()} {from:yyyy-MM-dd}");
    }, ct);

    /// <summary>Another account; the one before stays on record with the day.</summary>
    /// <returns>false when there is no such union.</returns>
    /// <exception cref="RuleException"><c>cooperative.account_invalid</c>, <c>union.account_same</c></exception>
    public Task<bool> ChangeAccountAsync(Guid unionId, string account, Guid actor, CancellationToken ct) => ChangeAsync(unionId, UnionRegistry.AccountChanged, actor, (union, _) => union.ChangeAccount(account), ct);

    private Task<bool> ChangeAsync(Guid unionId, string action, Guid cooperative, Guid actor, Func<Union, DateOnly, bool> change, CancellationToken ct) =>
        ChangeAsync(unionId, action, actor, (union, today) => change(union, today) ? cooperative.ToString() : null, ct);

    /// <param name="change">Gives the detail for the record; null when nothing was changed.</param>
    private Task<bool> ChangeAsync(Guid unionId, string action, Guid actor, Func<Union, DateOnly, string?> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Unions.Include(x => x.Members).Include(x => x.Chairs).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == unionId, ct) is not { } union || change(union, DistrictClock.Date(now)) is not { } detail) return false;
        db.Audit.Add(new AuditEntry { At = now, ActorId = actor, Action = action, SubjectId = unionId, Detail = detail });
        return true;
    }, ct);

    private async Task<Guid?> ManagerAsync(string login, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(login)) return null;
        if (!Login.TryParse(login, out var email, out var phone)) throw new RuleException("account.login_invalid", "Enter an e-mail address or a phone number.", "manager");
        var known = email?.ToUpperInvariant();
        return await db.Users.Where(x => known != null ? x.NormalizedEmail == known : x.PhoneNumber == phone).Select(x => (Guid?)x.Id).SingleOrDefaultAsync(ct)
            ?? throw new RuleException("union.manager_unknown", "Nobody has an account with this address or number.", "manager");
    }

    private static RuleException Unknown() => new("union.member_unknown", "Choose the cooperative from the list.", "members");
}
