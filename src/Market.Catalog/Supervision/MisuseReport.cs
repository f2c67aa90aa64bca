using System.Text.RegularExpressions;
using Market.Kernel;

namespace Market.Catalog.Supervision;

/// <summary>What the brand office made of a report.</summary>
public enum ReportState { New, CaseOpened, SetAside }

/// <summary>What somebody saw of a wrong use of the logo.</summary>
/// <param name="Seen">1 to 2,000 characters.</param>
/// <param name="Place">Shop, market or address, 1 to 200 characters.</param>
/// <param name="Licence">The number on the pack, at most 20 characters, or empty.</param>
/// <param name="Contact">Phone or e-mail for questions, or empty; shown to the brand office alone.</param>
/// <param name="Picture">Hash of a stored picture, or empty.</param>
public sealed record ReportForm(string Seen, string Place, string Licence = "", string Contact = "", string Picture = "");

/// <summary>Somebody's report that the logo is misused (举报); anybody may send one.</summary>
internal sealed partial class MisuseReport
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What the reporter can quote, e.g. <c>JB-2026-0001</c>.</summary>
    public string Number { get; private init; } = "";
    public DateTime At { get; private init; }
    public string Seen { get; private init; } = "";
    public string Place { get; private init; } = "";

    /// <summary>As typed, in capitals: there need be no such licence.</summary>
    public string LicenceNumber { get; private init; } = "";
    public string Contact { get; private init; } = "";
    public string Picture { get; private init; } = "";
    public ReportState State { get; private set; }

    /// <summary>Who opened a case or set it aside, and why.</summary>
    public Guid? HandledBy { get; private set; }
    public DateTime? HandledAt { get; private set; }
    public string Reason { get; private set; } = "";

    /// <exception cref="RuleException"><c>licence.field_missing</c>, <c>licence.text_long</c>, <c>misuse.contact_invalid</c></exception>
    public static MisuseReport Write(ReportForm form, string number, DateTime now)
    {
        var contact = Said.Optional(form.Contact, 100, "contact");
        if (contact.Length > 0 && !ContactPattern().IsMatch(contact)) throw new RuleException("misuse.contact_invalid", "Give a phone number or an e-mail address.", "contact");
        return new()
        {
            Number = number,
            At = now,
            Seen = Said.Text(form.Seen, 2000, "seen"),
            Place = Said.Text(form.Place, 200, "place"),
            LicenceNumber = Said.Optional(form.Licence, 20, "licence").ToUpperInvariant(),
            Contact = contact,
            Picture = form.Picture,
        };
    }

    /// <exception cref="RuleException"><c>misuse.handled</c></exception>
    public void BecomeCase(Guid office, DateTime now) => Handle(ReportState.CaseOpened, "", office, now);

    /// <exception cref="RuleException"><c>misuse.handled</c>, <c>licence.field_missing</c></exception>
    public void SetAside(string reason, Guid office, DateTime now) => Handle(ReportState.SetAside, Said.Text(reason, 500, "reason"), office, now);

    private void Handle(ReportState state, string reason, Guid office, DateTime now)
    {
        if (State != ReportState.New) throw new RuleException("misuse.handled", "This report was dealt with already.");
        (State, HandledBy, HandledAt, Reason) = (state, office, now, reason);
    }

    [GeneratedRegex(@"^([^@\s]+@[^@\s]+|[0-9+() -]{5,30})$")]
    private static partial Regex ContactPattern();
}
