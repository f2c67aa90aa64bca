using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>How a sign-in ended.</summary>
public enum SignInOutcome { SignedIn, Refused, CodeNeeded }

/// <summary>A person who signed in, with what they may do.</summary>
public sealed record SignedIn(Guid Id, string DisplayName, string Stamp, IReadOnlyList<Grant> Grants);

/// <summary>One role in one organisation; the district's own roles have none.</summary>
public sealed record Grant(Role Role, Guid? OrganisationId);

/// <summary>Accounts: register, sign in by e-mail or phone, second factor.</summary>
public sealed class AccountDesk(UserManager<Person> people, CatalogDb db)
{
    /// <summary>A hash nobody's password has: an unknown account takes as long as a known one.</summary>
    private static readonly string Decoy = new PasswordHasher<Person>().HashPassword(new Person(), "no such person");

    /// <summary>Makes a consumer's account.</summary>
    /// <param name="login">E-mail address or phone number.</param>
    /// <returns>The person's id, or null when the login is taken: the caller must not tell.</returns>
    /// <exception cref="RuleException"><c>account.login_invalid</c>, <c>account.password_weak</c>, <c>account.name_missing</c></exception>
    public async Task<Guid?> RegisterAsync(string login, string password, string name, string language)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 80) throw new RuleException("account.name_missing", "Enter your name.", "name");
        var (email, phone) = Login.Parse(login);
        var person = new Person { UserName = email ?? phone, Email = email, PhoneNumber = phone, DisplayName = name.Trim(), Language = language, LockoutEnabled = true };
        if (await FindAsync(login) is not null) return null;
        IdentityResult made;
        try
        {
            made = await people.CreateAsync(person, password);
        }
        catch (DbUpdateException failure) when (Transactions.IsLostRace(failure))
        {
            // Somebody registered the same login at the same moment: the unique index said so.
            return null;
        }
        if (made.Succeeded) return person.Id;
        if (made.Errors.All(x => x.Code.StartsWith("Duplicate", StringComparison.Ordinal))) return null;
        throw Weak(made);
    }

    /// <summary>Checks a password and, when switched on, the second factor. Five failures lock the account for ten minutes.</summary>
    public async Task<(SignInOutcome Outcome, SignedIn? Person)> SignInAsync(string login, string password, string? code)
    {
        var person = await FindAsync(login);
        if (person is null)
        {
            people.PasswordHasher.VerifyHashedPassword(new Person(), Decoy, password);
            return (SignInOutcome.Refused, null);
        }
        var right = await people.CheckPasswordAsync(person, password);
        if (await people.IsLockedOutAsync(person)) return (SignInOutcome.Refused, null);
        if (!right)
        {
            await people.AccessFailedAsync(person);
            return (SignInOutcome.Refused, null);
        }
        if (person.TwoFactorEnabled)
        {
            if (string.IsNullOrWhiteSpace(code)) return (SignInOutcome.CodeNeeded, null);
            if (!await CodeHoldsAsync(person, code.Replace(" ", "", StringComparison.Ordinal)))
            {
                await people.AccessFailedAsync(person);
                return (SignInOutcome.Refused, null);
            }
        }
        await people.ResetAccessFailedCountAsync(person);
        return (SignInOutcome.SignedIn, await DescribeAsync(person));
    }

    /// <summary>The person and what they may do now; null when the account is gone or its security stamp changed since.</summary>
    public async Task<SignedIn?> RenewAsync(Guid id, string stamp)
    {
        var person = await people.FindByIdAsync(id.ToString());
        return person?.SecurityStamp == stamp ? await DescribeAsync(person) : null;
    }

    /// <summary>Finds somebody by e-mail or phone.</summary>
    internal async Task<Person?> FindAsync(string login)
    {
        if (!Login.TryParse(login, out var email, out var phone)) return null;
        return email is not null ? await people.FindByEmailAsync(email) : await people.Users.SingleOrDefaultAsync(x => x.PhoneNumber == phone);
    }

    internal static RuleException Weak(IdentityResult result) =>
        new("account.password_weak", string.Join(" ", result.Errors.Select(x => x.Description)), "password");

    private async Task<bool> CodeHoldsAsync(Person person, string code) =>
        await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code)
        || (await people.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded;

    private async Task<SignedIn> DescribeAsync(Person person) => new(person.Id, person.DisplayName, person.SecurityStamp ?? "",
        await db.Memberships.Where(x => x.PersonId == person.Id).Select(x => new Grant(x.Role, x.OrganisationId)).ToListAsync());
}
