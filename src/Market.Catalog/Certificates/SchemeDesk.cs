using System.Globalization;
using System.Text.RegularExpressions;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Certificates;

/// <summary>A version of a scheme's rules as typed.</summary>
/// <param name="From">First day it holds, today or ahead; what was begun before goes on under the version of its day.</param>
/// <param name="ValidMonths">1 to 240, or null for no bound.</param>
/// <param name="RenewalDays">0 to 730.</param>
/// <param name="Digits">How many digits a number has, 1 to 40; null for any number.</param>
/// <param name="Documents">Papers to be sent along, one a line.</param>
/// <param name="Source">The instrument, 1 to 200 characters.</param>
/// <param name="LeastMillimetres">Smallest width of the printed mark, 0 for any to 1,000.</param>
/// <param name="QuotaAlarmPercent">Share of a quota from which holder and office are warned, 1 to 100.</param>
/// <param name="Sheets">What the three evidence sheets of an application for the logo have to show, a line for each; or empty.</param>
public sealed record SchemeRulesForm(DateOnly From, int? ValidMonths, int RenewalDays, int? Digits, string Documents, string DocumentsEn, string Source,
    int LeastMillimetres = 0, int QuotaAlarmPercent = 90, string Sheets = "", string SheetsEn = "");

/// <summary>A scheme with the rules in force.</summary>
/// <param name="Digits">How many digits a number has; null for any number.</param>
/// <param name="RuleVersions">How many versions there are, those ahead included.</param>
public sealed record SchemeView(string Kind, string Name, string NameEn, bool OfHolder, DateOnly? ClosedFrom, int Version, DateOnly From, int? ValidMonths, int RenewalDays, int? Digits, string Documents, string DocumentsEn, string Source,
    int LeastMillimetres, int QuotaAlarmPercent, string Sheets, string SheetsEn, LogoTrademark? Trademark, int RuleVersions);

/// <summary>Marks and their rules are data: the brand office adds kinds of certificates, new versions of rules, and closes schemes.</summary>
public sealed partial class SchemeDesk(CatalogDb db, TimeProvider clock)
{
    [GeneratedRegex("^[a-z][a-z0-9_]{1,39}$")]
    private static partial Regex KindText();

    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>All schemes, the shared logo first.</summary>
    public async Task<IReadOnlyList<SchemeView>> ListAsync(CancellationToken ct)
    {
        var (today, schemes, rules) = (Today, await db.MarkSchemes.AsNoTracking().ToListAsync(ct), await db.MarkRules.AsNoTracking().ToListAsync(ct));
        return [.. schemes.OrderBy(x => x.Kind != MarkScheme.SharedLogo).ThenBy(x => x.Kind, StringComparer.Ordinal).Select(x =>
        {
            var versions = rules.Where(y => y.Kind == x.Kind).OrderByDescending(y => y.Version).ToList();
            var now = versions.Find(y => y.From <= today) ?? versions[^1];
            return new SchemeView(x.Kind, x.Name, x.NameEn, x.OfHolder, x.ClosedFrom, now.Version, now.From, now.ValidMonths, now.RenewalDays, Digits(now.NumberPattern), now.Documents, now.DocumentsEn, now.Source,
                now.LeastMillimetres, now.QuotaAlarmPercent, now.Sheets, now.SheetsEn, x.Trademark, versions.Count);
        })];
    }

    /// <summary>Kinds of certificates a cooperative can send today.</summary>
    public async Task<IReadOnlyList<SchemeView>> OpenAsync(CancellationToken ct) => [.. (await ListAsync(ct)).Where(x => x.Kind != MarkScheme.SharedLogo && !(x.ClosedFrom <= Today))];

    /// <param name="kind">2 to 40 of a-z, 0-9 and _, beginning with a letter: the badge's kind in the API.</param>
    /// <exception cref="RuleException"><c>scheme.kind_invalid</c>, <c>scheme.kind_taken</c>, <c>scheme.name</c>, or a rule that does not fit.</exception>
    public Task<bool> AddAsync(string kind, (string Chinese, string English) name, SchemeRulesForm rules, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (!KindText().IsMatch(kind)) throw new RuleException("scheme.kind_invalid", "2 to 40 of a to z, 0 to 9 and _, beginning with a letter.", "kind");
        if (await db.MarkSchemes.AnyAsync(x => x.Kind == kind, ct)) throw new RuleException("scheme.kind_taken", "There is such a kind already.", "kind");
        var (chinese, english) = (name.Chinese.Trim(), name.English.Trim());
        if (chinese.Length is 0 or > 60 || english.Length is 0 or > 60) throw new RuleException("scheme.name", "A name in both languages, 1 to 60 characters each.", "name");
        db.MarkSchemes.Add(new MarkScheme { Kind = kind, Name = chinese, NameEn = english });
        db.MarkRules.Add(Version(kind, 1, rules));
        await ChangeSequence.StampBadgesAsync(db, [], ct); // every process reads the names of kinds anew
        Note("scheme.add", kind, office);
        return true;
    }, ct);

    /// <summary>A new version of a scheme's rules.</summary>
    /// <returns>false when there is no such scheme.</returns>
    public Task<bool> ReviseAsync(string kind, SchemeRulesForm rules, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var last = await db.MarkRules.AsNoTracking().Where(x => x.Kind == kind).OrderByDescending(x => x.Version).FirstOrDefaultAsync(ct);
        if (last is null) return false;
        if (rules.From < Today || rules.From < last.From) throw new RuleException("scheme.from", "New rules begin today or later, and not before the last version.", "from");
        db.MarkRules.Add(Version(kind, last.Version + 1, rules));
        Note("scheme.revise", kind, office);
        return true;
    }, ct);

    /// <summary>Closes a scheme from a day on, or opens it again with null: from that day its certificates are history.</summary>
    /// <returns>false when there is no such scheme of certificates.</returns>
    public Task<bool> CloseAsync(string kind, DateOnly? from, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.MarkSchemes.SingleOrDefaultAsync(x => x.Kind == kind && x.Kind != MarkScheme.SharedLogo, ct) is not { } scheme) return false;
        scheme.Close(from);
        var products = scheme.OfHolder
            ? db.Products.Where(x => db.Certificates.Any(y => y.Kind == kind && y.CooperativeId == x.CooperativeId)).Select(x => x.Id)
            : db.Set<CertificateProduct>().Where(x => db.Certificates.Any(y => y.Id == x.CertificateId && y.Kind == kind)).Select(x => x.ProductId).Distinct();
        await ChangeSequence.StampBadgesAsync(db, await products.ToListAsync(ct), ct);
        Note("scheme.close", $"{kind} {from:yyyy-MM-dd}", office);
        return true;
    }, ct);

    /// <summary>Records the shared logo's own registration as a trademark.</summary>
    /// <exception cref="RuleException"><c>sub_brand.number</c>, <c>sub_brand.classes</c>, <c>sub_brand.owner</c>, <c>sub_brand.end</c></exception>
    public Task<bool> RegisterAsync(LogoTrademark trademark, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var (number, owner) = (trademark.Number.Trim(), trademark.Owner.Trim());
        if (number.Length is 0 or > 40) throw new RuleException("sub_brand.number", "A trademark has a number of at most 40 characters.", "number");
        var classes = LogoTrademark.Parse(trademark.Classes) ?? throw new RuleException("sub_brand.classes", "Classes are numbers from 1 to 45.", "classes");
        if (owner.Length is 0 or > 120) throw new RuleException("sub_brand.owner", "Name the owner, at most 120 characters.", "owner");
        if (trademark.Until < Today) throw new RuleException("sub_brand.end", "A registered trademark has a last day that is not over.", "until");
        (await db.MarkSchemes.SingleAsync(x => x.Kind == MarkScheme.SharedLogo, ct)).Register(new(number, classes, owner, trademark.Until));
        Note("scheme.trademark", $"{number} {classes}", office);
        return true;
    }, ct);

    /// <summary>All patterns are of this form: the office says how many digits.</summary>
    private static int? Digits(string pattern) => pattern.Length == 0 ? null : int.Parse(pattern["^[0-9]{".Length..^"}$".Length], CultureInfo.InvariantCulture);

    private static MarkRules Version(string kind, int version, SchemeRulesForm form)
    {
        if (form.ValidMonths is < 1 or > 240) throw new RuleException("scheme.months", "1 to 240 months, or none.", "validMonths");
        if (form.RenewalDays is < 0 or > 730) throw new RuleException("scheme.renewal_days", "0 to 730 days.", "renewalDays");
        if (form.Digits is < 1 or > 40) throw new RuleException("scheme.digits", "1 to 40 digits, or none.", "digits");
        if (form.Documents.Length > 1000 || form.DocumentsEn.Length > 1000) throw new RuleException("licence.text_long", "This text is too long.", "documents", 1000);
        if (form.Source.Trim().Length is 0 or > 200) throw new RuleException("scheme.source", "Name the instrument these rules come from, at most 200 characters.", "source");
        if (form.LeastMillimetres is < 0 or > 1000) throw new RuleException("scheme.least", "0 to 1,000 millimetres.", "leastMillimetres");
        if (form.QuotaAlarmPercent is < 1 or > 100) throw new RuleException("scheme.alarm", "1 to 100 percent.", "quotaAlarmPercent");
        if (form.Sheets.Length > 1000 || form.SheetsEn.Length > 1000) throw new RuleException("licence.text_long", "This text is too long.", "sheets", 1000);
        var (sheets, sheetsEn) = (MarkRules.Lines(form.Sheets), MarkRules.Lines(form.SheetsEn));
        if (sheets.Count != sheetsEn.Count || (sheets.Count != 0 && (sheets.Count != 3 || kind != MarkScheme.SharedLogo)))
            throw new RuleException("scheme.sheets", "An application for the logo has three evidence sheets: a line for each in both languages, or none.", "sheets");
        return new()
        {
            Kind = kind,
            Version = version,
            From = form.From,
            ValidMonths = form.ValidMonths,
            RenewalDays = form.RenewalDays,
            NumberPattern = form.Digits is { } digits ? FormattableString.Invariant($"^[0-9]{{{digits}}}$") : "",
            Documents = form.Documents.Trim(),
            DocumentsEn = form.DocumentsEn.Trim(),
            Sheets = string.Join('\n', sheets),
            SheetsEn = string.Join('\n', sheetsEn),
            LeastMillimetres = form.LeastMillimetres,
            QuotaAlarmPercent = form.QuotaAlarmPercent,
            Source = form.Source.Trim(),
        };
    }

    private void Note(string action, string detail, Guid office) => db.Audit.Add(new AuditEntry { At = clock.GetUtcNow().UtcDateTime, ActorId = office, Action = action, SubjectId = Guid.Empty, Detail = detail });
}
