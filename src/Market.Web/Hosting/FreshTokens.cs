using System.Collections.Concurrent;
using System.Security.Claims;
using Market.Catalog.People;
using Microsoft.AspNetCore.Authentication;

namespace Market.Web.Hosting;

/// <summary>Checks a bearer token's account at most a minute ago: a changed password or role ends the old token.</summary>
public sealed class FreshTokens(TimeProvider clock)
{
    private const int Bound = 100_000;
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(Guid Id, string Stamp, string Token), (ClaimsPrincipal? Principal, long At)> _checked = new();

    /// <returns>The principal as the account stands now, or null when the token no longer holds.</returns>
    public async Task<ClaimsPrincipal?> RenewAsync(AuthenticationTicket ticket, IServiceProvider services)
    {
        if (ticket.Principal.TryCaller() is not { } caller) return ticket.Principal;
        // A new token of the same person is looked at anew: its roles may be newer.
        var key = (caller.Id, Stamp: ticket.Principal.FindFirstValue(Callers.Stamp) ?? "", Token: ticket.Principal.FindFirstValue(Callers.Token) ?? "");
        if (_checked.TryGetValue(key, out var known) && clock.GetElapsedTime(known.At) < CheckEvery) return known.Principal;
        var person = await services.GetRequiredService<AccountDesk>().RenewAsync(key.Id, key.Stamp);
        var principal = person is null ? null : Callers.Principal(person, Policies.Api);
        if (_checked.Count > Bound) _checked.Clear();
        _checked[key] = (principal, clock.GetTimestamp());
        return principal;
    }
}
