using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Market.Web.Api;

/// <param name="Email">E-mail address or phone number.</param>
/// <param name="Code">Six digits, when the second factor is on.</param>
public sealed record TokenRequest([Required, StringLength(200)] string Email, [Required, StringLength(200)] string Password, [StringLength(20)] string? Code = null);

public sealed record TokenAnswer(string Token, DateTime ExpiresAt);

/// <summary>Bearer tokens.</summary>
[ApiController, Route("api/v1/tokens"), AllowAnonymous]
public sealed class TokensController(AccountDesk accounts, TokenDesk tokens, IStringLocalizer<Refusals> words) : ControllerBase
{
    [HttpPost, EnableRateLimiting(RateLimits.Credentials)]
    [ProducesResponseType<TokenAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Create(TokenRequest request)
    {
        var (outcome, person) = await accounts.SignInAsync(request.Email, request.Password, request.Code);
        if (outcome != SignInOutcome.SignedIn)
        {
            var code = outcome == SignInOutcome.CodeNeeded ? "account.code_needed" : "account.refused";
            return Problems.Of(HttpContext, StatusCodes.Status401Unauthorized, code, words[code].Value);
        }
        var (token, expires) = tokens.Issue(person!);
        return StatusCode(StatusCodes.Status201Created, new TokenAnswer(token, expires));
    }
}
