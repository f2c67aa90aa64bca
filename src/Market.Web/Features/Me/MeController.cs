using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Reviews;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Me;

public sealed record MePage(AccountView Account, IReadOnlyList<Grant> Grants, int Unread);

public sealed record SecondFactorPage(AccountView Account, string Secret, string Link, IReadOnlyList<string> RecoveryCodes);

/// <summary>A person's own account: safety, messages, favourites.</summary>
public sealed class MeController(AccountSafety safety, NoticeBoard notices, Sessions sessions, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/account")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var caller = User.Caller();
        return View(new MePage((await safety.FindAsync(caller.Id))!, caller.Grants, await notices.UnreadAsync(caller.Id, ct)));
    }

    [HttpGet("/account/second-factor")]
    public async Task<IActionResult> SecondFactor() => View(await FactorAsync([]));

    [HttpPost("/account/second-factor")]
    public async Task<IActionResult> SecondFactor(string? code)
    {
        try
        {
            var codes = await safety.SwitchOnAsync(User.Caller().Id, code ?? "");
            await sessions.RefreshAsync(HttpContext);
            return View(await FactorAsync(codes));
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View(await FactorAsync([]));
        }
    }

    [HttpPost("/account/second-factor/off")]
    public async Task<IActionResult> SwitchOff(string? password)
    {
        await safety.SwitchOffAsync(User.Caller().Id, password ?? "");
        return await DoneAsync("account.factor_off");
    }

    [HttpPost("/account/password")]
    public async Task<IActionResult> Password(string? current, string? next)
    {
        await safety.ChangePasswordAsync(User.Caller().Id, current ?? "", next ?? "");
        TempData["done"] = words["account.password_changed"].Value;
        // Every sign-in ends with the old password, this one too.
        return Redirect("/login");
    }

    [HttpGet("/notices")]
    public async Task<IActionResult> Notices(CancellationToken ct)
    {
        var caller = User.Caller();
        var list = await notices.ListAsync(caller.Id, wording.English ? "en" : "zh-CN", ct);
        await notices.MarkReadAsync(caller.Id, ct);
        return View(list);
    }

    [HttpGet("/favourites")]
    public async Task<IActionResult> Favourites([FromServices] Favourites favourites, [FromServices] Cards cards, CancellationToken ct) =>
        View(await cards.OfAsync(await favourites.OfAsync(User.Caller().Id, ct), ct));

    private async Task<SecondFactorPage> FactorAsync(IReadOnlyList<string> codes)
    {
        var account = (await safety.FindAsync(User.Caller().Id))!;
        var secret = account.SecondFactor ? "" : await safety.SecretAsync(account.Id);
        return new(account, secret, $"otpauth://totp/CoopMarket:{Uri.EscapeDataString(account.Login)}?secret={secret}&issuer=CoopMarket", codes);
    }

    private async Task<IActionResult> DoneAsync(string key)
    {
        await sessions.RefreshAsync(HttpContext);
        TempData["done"] = words[key].Value;
        return Redirect("/account");
    }
}
