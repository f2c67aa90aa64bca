using System.Collections.Concurrent;
using System.Security.Claims;
using Market.Catalog.People;
using Microsoft.AspNetCore.Authentication;

namespace Market.Web.Hosting;

/// <summary>Who shows which bearer token, checked at most a minute ago: a changed password or role ends the old token.</summary>
/// <remarks>Within that minute the token is not taken apart again either: that would cost as much as answering a small request.</remarks>
public sealed class FreshTokens(TimeProvider clock)
{
    /// <summary>Tokens kept, each about two kilobytes.</summary>
    private const int Bound = 20_000;

    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Known> _checked = new(StringComparer.Ordinal);

    /// <param name="Principal">Null when the account no longer stands behind the token.</param>
    /// <param name="At">When the account was looked at.</param>
    private sealed record Known(ClaimsPrincipal? Principal, long At, DateTimeOffset? ExpiresAt);

    /// <returns>The caller as the account stands now, or null when there is no token or it no longer holds.</returns>
    public async Task<ClaimsPrincipal?> CallerAsync(HttpContext context)
    {
        var shown = context.Request.Headers.Authorization.ToString();
        if (_checked.TryGetValue(shown, out var known) && clock.GetElapsedTime(known.At) < CheckEvery && !(known.ExpiresAt <= clock.GetUtcNow())) return known.Principal;
        // Only real tokens are kept: others would drive them out.
        if ((await context.AuthenticateAsync(Policies.Api)).Ticket is not { } ticket) return null;
        var caller = ticket.Principal.Caller();
        var person = await context.RequestServices.GetRequiredService<AccountDesk>().RenewAsync(caller.Id, ticket.Principal.FindFirstValue(Callers.Stamp) ?? "");
        var principal = person is null ? null : Callers.Principal(person, Policies.Api);
        if (_checked.Count >= Bound) _checked.Clear();
        _checked[shown] = new(principal, clock.GetTimestamp(), ticket.Properties.ExpiresUtc);
        return principal;
    }
}
