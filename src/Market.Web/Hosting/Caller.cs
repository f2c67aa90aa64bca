using System.Security.Claims;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Catalog.Stores;
using Market.Kernel.Data;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;

namespace Market.Web.Hosting;

/// <summary>Who is asking, and what they may do for whom.</summary>
public sealed record Caller(Guid Id, string Name, IReadOnlyList<Grant> Grants)
{
    private static readonly Role[] InCooperative = [Role.Manager, Role.Clerk, Role.Supervisor];

    /// <summary>Organisations in which the caller has one of these roles.</summary>
    public IReadOnlyCollection<Guid> In(params Role[] roles) => [.. Grants.Where(x => roles.Contains(x.Role) && x.OrganisationId is not null).Select(x => x.OrganisationId!.Value).Distinct()];

    public bool Is(params Role[] roles) => Grants.Any(x => roles.Contains(x.Role));

    /// <summary>Cooperatives whose books the caller may read.</summary>
    public IReadOnlyCollection<Guid> Cooperatives => In(InCooperative);

    /// <summary>Buys for a supermarket.</summary>
    public bool Organisation => Is(Role.Buyer, Role.Approver);

    /// <summary>The caller's part of the shelf map: the district reads all, a chain its stores, a cooperative its products.</summary>
    public ShelfParty Shelves => Is(Role.Office, Role.Admin) ? ShelfParty.All
        : In(Role.Buyer, Role.Approver, Role.Receiver) is { Count: > 0 } chains ? new(chains, null) : new(null, In(Role.Manager, Role.Clerk));

    /// <summary>The caller as a party to contracts, deliveries and statements.</summary>
    public ContractParty Contracts => new(In(Role.Buyer, Role.Approver, Role.Receiver), In(Role.Manager, Role.Clerk, Role.Supervisor), In(Role.Reviewer));

    /// <summary>The caller acting for those organisations in which they have a role.</summary>
    public OrganisationAct Acting(Role role, OnceKey? key = null) => new(As(role), In(role), key);

    /// <summary>The caller acting for cooperatives that they manage, or whose clerk they are.</summary>
    public OrganisationAct Selling(OnceKey? key = null) => new(As(Is(Role.Manager) ? Role.Manager : Role.Clerk), In(Role.Manager, Role.Clerk), key);

    public Actor As(Role role) => new(Id, role.ToString().ToLowerInvariant());
}

/// <summary>Turns people into claims and back.</summary>
public static class Callers
{
    public const string Grant = "grant";
    public const string Stamp = "stamp";

    /// <summary>The signed-in person; the route's policy made sure there is one.</summary>
    public static Caller Caller(this ClaimsPrincipal user) => user.TryCaller() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The caller as one who manages cooperatives: those, and no others.</summary>
    public static Lister Manager(this ClaimsPrincipal user) => new(user.CallerId(), user.Caller().In(Role.Manager));

    /// <summary>Who that is, without looking at what they may do.</summary>
    public static Guid CallerId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));

    public static Caller? TryCaller(this ClaimsPrincipal user)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;
        return new(id, user.FindFirstValue(ClaimTypes.Name) ?? "", [.. user.FindAll(Grant).Select(x => Read(x.Value))]);
    }

    public static ClaimsPrincipal Principal(SignedIn person, string scheme) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, person.Id.ToString()),
        new(ClaimTypes.Name, person.DisplayName),
        new(Stamp, person.Stamp),
        .. person.Grants.Select(x => new Claim(Grant, $"{x.Role}:{x.OrganisationId}")),
    ], scheme));

    private static Grant Read(string claim)
    {
        var at = claim.IndexOf(':', StringComparison.Ordinal);
        return new(Enum.Parse<Role>(claim[..at]), Guid.TryParse(claim.AsSpan(at + 1), out var id) ? id : null);
    }
}
