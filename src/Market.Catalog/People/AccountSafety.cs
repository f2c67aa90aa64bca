using Market.Catalog.Messaging;
using Market.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Market.Catalog.People;

/// <summary>A person's own account.</summary>
/// <param name="Login">E-mail address or phone number.</param>
public sealed record AccountView(Guid Id, string DisplayName, string Login, bool SecondFactor, string Language);

/// <summary>Password reset and the second factor (TOTP, RFC 6238).</summary>
public sealed class AccountSafety(UserManager<Person> people, AccountDesk accounts, IMessenger messenger, NoticeWords words)
{
    public async Task<AccountView?> FindAsync(Guid id) => await people.FindByIdAsync(id.ToString()) is { } person
        ? new(person.Id, person.DisplayName, person.Email ?? person.PhoneNumber ?? "", person.TwoFactorEnabled, person.Language)
        : null;

    /// <summary>Sends a reset link or code, if there is such an account; the caller cannot tell.</summary>
    /// <param name="link">Makes the page's address from a code.</param>
    public async Task AskResetAsync(string login, Func<string, string> link, CancellationToken ct)
    {
        if (await accounts.FindAsync(login) is not { } person) return;
        var code = await people.GeneratePasswordResetTokenAsync(person);
        await messenger.SendAsync(new(person.Email ?? person.PhoneNumber!, words.Say(person.Language, "account.reset.subject"),
            words.Say(person.Language, "account.reset.text", link(code))), ct);
    }

    /// <summary>Sets a new password; every other sign-in of the account ends.</summary>
    /// <exception cref="RuleException"><c>account.reset_invalid</c>, <c>account.password_weak</c></exception>
    public async Task ResetAsync(string login, string code, string password)
    {
        var person = await accounts.FindAsync(login) ?? throw Invalid();
        var done = await people.ResetPasswordAsync(person, code, password);
        if (done.Errors.Any(x => x.Code == "InvalidToken")) throw Invalid();
        if (!done.Succeeded) throw AccountDesk.Weak(done);
        await people.SetLockoutEndDateAsync(person, null);
    }

    /// <summary>The secret for an authenticator app, Base32; made on first call.</summary>
    public async Task<string> SecretAsync(Guid id)
    {
        var person = await PersonAsync(id);
        if (await people.GetAuthenticatorKeyAsync(person) is null)
        {
            // A key that is only shown protects nothing yet: looking at it must not end the person's sign-ins.
            var stamp = person.SecurityStamp;
            await people.ResetAuthenticatorKeyAsync(person);
            person.SecurityStamp = stamp;
            await people.UpdateAsync(person);
        }
        return (await people.GetAuthenticatorKeyAsync(person))!;
    }

    /// <summary>Switches the second factor on with a code of the app.</summary>
    /// <returns>Ten recovery codes, shown once.</returns>
    /// <exception cref="RuleException"><c>account.code_wrong</c></exception>
    public async Task<IReadOnlyList<string>> SwitchOnAsync(Guid id, string code)
    {
        var person = await PersonAsync(id);
        if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code.Replace(" ", "", StringComparison.Ordinal)))
            throw new RuleException("account.code_wrong", "This code is not right, or it is too old.", "code");
        await people.SetTwoFactorEnabledAsync(person, true);
        return [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, 10) ?? []];
    }

    /// <summary>Switches it off and forgets the secret.</summary>
    /// <exception cref="RuleException"><c>account.password_wrong</c></exception>
    public async Task SwitchOffAsync(Guid id, string password)
    {
        var person = await PersonAsync(id);
        if (!await people.CheckPasswordAsync(person, password)) throw new RuleException("account.password_wrong", "The password is not right.", "password");
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
    }

    /// <summary>Changes the password; every other sign-in of the account ends.</summary>
    /// <exception cref="RuleException"><c>account.password_wrong</c>, <c>account.password_weak</c></exception>
    public async Task ChangePasswordAsync(Guid id, string current, string next)
    {
        var done = await people.ChangePasswordAsync(await PersonAsync(id), current, next);
        if (done.Errors.Any(x => x.Code == "PasswordMismatch")) throw new RuleException("account.password_wrong", "The password is not right.", "current");
        if (!done.Succeeded) throw AccountDesk.Weak(done);
    }

    private async Task<Person> PersonAsync(Guid id) => await people.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("Signed in without an account.");

    private static RuleException Invalid() => new("account.reset_invalid", "This link was used already or is too old: please ask for a new one.");
}
