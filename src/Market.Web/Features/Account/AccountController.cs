using Market.Catalog.People;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Account;

public sealed record LoginForm(string? Login = null, string? Password = null, string? Code = null, string? ReturnUrl = null, bool CodeNeeded = false);

public sealed record RegisterForm(string? Name = null, string? Login = null, string? Password = null, string? ReturnUrl = null);

public sealed record ResetForm(string? Login = null, string? Code = null, string? Password = null);

/// <summary>Sign in, register, reset: an unknown account looks and lasts like a known one.</summary>
[AllowAnonymous]
public sealed class AccountController(AccountDesk accounts, AccountSafety safety, Sessions sessions, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/login")]
    public IActionResult Login(string? returnUrl) => View(new LoginForm(ReturnUrl: returnUrl));

    [HttpPost("/login"), EnableRateLimiting(RateLimits.Credentials)]
    public async Task<IActionResult> Login(LoginForm form)
    {
        var (outcome, person) = await accounts.SignInAsync(form.Login ?? "", form.Password ?? "", form.Code);
        if (outcome == SignInOutcome.CodeNeeded) return View(form with { CodeNeeded = true });
        if (outcome == SignInOutcome.Refused)
        {
            ModelState.AddModelError("login", words["login.refused"].Value);
            return View(form with { Password = null });
        }
        await sessions.StartAsync(HttpContext, person!);
        return LocalRedirect(Local(form.ReturnUrl, Landing(person!)));
    }

    [HttpPost("/logout")]
    public async Task<IActionResult> Logout()
    {
        await HttpContext.SignOutAsync();
        FrameCookies.Note(HttpContext, 0);
        return LocalRedirect("/");
    }

    [HttpGet("/register")]
    public IActionResult Register(string? returnUrl) => View(new RegisterForm(ReturnUrl: returnUrl));

    [HttpPost("/register"), EnableRateLimiting(RateLimits.Credentials)]
    public async Task<IActionResult> Register(RegisterForm form)
    {
        try
        {
            await accounts.RegisterAsync(form.Login ?? "", form.Password ?? "", form.Name ?? "", wording.English ? "en" : "zh-CN");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View(form with { Password = null });
        }
        // A login that was taken already simply does not open with the new password: nothing is told about whose it is.
        var (outcome, person) = await accounts.SignInAsync(form.Login!, form.Password!, null);
        if (outcome == SignInOutcome.SignedIn) await sessions.StartAsync(HttpContext, person!);
        else TempData["refusal"] = words["register.again"].Value;
        return LocalRedirect(outcome == SignInOutcome.SignedIn ? Local(form.ReturnUrl, "/") : "/login");
    }

    [HttpGet("/reset")]
    public IActionResult Reset(string? login, string? code) => View(new ResetForm(login, code));

    /// <summary>Asks for a link, or sets the new password once the link's code is there.</summary>
    [HttpPost("/reset"), EnableRateLimiting(RateLimits.Credentials)]
    public async Task<IActionResult> Reset(ResetForm form, [FromServices] MarketSettings settings, CancellationToken ct)
    {
        try
        {
            if (string.IsNullOrEmpty(form.Code))
            {
                await safety.AskResetAsync(form.Login ?? "", code => $"{settings.BaseUrl}/reset?login={Uri.EscapeDataString(form.Login!)}&code={Uri.EscapeDataString(code)}", ct);
                TempData["done"] = words["reset.sent"].Value;
                return LocalRedirect("/login");
            }
            await safety.ResetAsync(form.Login ?? "", form.Code, form.Password ?? "");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View(form);
        }
        TempData["done"] = words["reset.done"].Value;
        return LocalRedirect("/login");
    }

    private string Local(string? url, string otherwise) => Url.IsLocalUrl(url) ? url! : otherwise;

    /// <summary>Where somebody with work to do begins.</summary>
    private static string Landing(SignedIn person)
    {
        var roles = person.Grants.Select(x => x.Role).ToHashSet();
        if (roles.Overlaps([Role.Manager, Role.Clerk, Role.Supervisor])) return "/office";
        if (roles.Contains(Role.Station)) return "/station";
        if (roles.Contains(Role.Reviewer)) return "/town";
        if (roles.Overlaps([Role.Office, Role.Admin])) return "/district";
        if (roles.Overlaps([Role.Buyer, Role.Approver])) return "/office/demands";
        return roles.Contains(Role.Receiver) ? "/office/goods-in" : "/";
    }
}
