using Market.Kernel;

namespace Market.Catalog.People;

/// <summary>What people sign in with: an e-mail address or a phone number.</summary>
public static class Login
{
    /// <param name="email">Set for an address: one @, a dot after it, at most 200 characters.</param>
    /// <param name="phone">Set for a number: 6 to 20 digits, without spaces, dashes and a leading +86.</param>
    public static bool TryParse(string? text, out string? email, out string? phone)
    {
        (email, phone) = (null, null);
        text = text?.Trim() ?? "";
        if (text.Contains('@', StringComparison.Ordinal))
        {
            var parts = text.Split('@');
            if (text.Length > 200 || parts.Length != 2 || parts[0].Length == 0 || !parts[1].Contains('.', StringComparison.Ordinal) || text.Any(x => char.IsWhiteSpace(x) || char.IsControl(x)))
                return false;
            email = text;
            return true;
        }
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        if (digits.Length is < 6 or > 20 || !digits.All(char.IsAsciiDigit)) return false;
        phone = digits;
        return true;
    }

    /// <exception cref="RuleException"><c>account.login_invalid</c></exception>
    public static (string? Email, string? Phone) Parse(string? text) => TryParse(text, out var email, out var phone)
        ? (email, phone)
        : throw new RuleException("account.login_invalid", "Enter an e-mail address or a phone number.", "login");
}
