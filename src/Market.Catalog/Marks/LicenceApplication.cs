using Market.Kernel;

namespace Market.Catalog.Marks;

/// <summary>Where an application for the shared logo (通用标识) stands.</summary>
public enum ApplicationState { Submitted, Returned, Supported, Granted, Refused }

/// <summary>Why the cooperative should carry the logo, in its own words: the three sheets of the policy [P19].</summary>
/// <param name="WellRun">1 to 2,000 characters, as the others.</param>
public sealed record Evidence(string WellRun, string Quality, string Repute);

/// <summary>What a cooperative applies with.</summary>
/// <param name="Products">Its own products that shall carry the logo, at least one.</param>
/// <param name="SubBrand">The cooperative's own mark that stands beside the logo, 1 to 60 characters.</param>
/// <param name="MeetingNumber">Number of the meeting record (四议两公开) that decided to apply, 1 to 40 characters.</param>
/// <param name="MeetingOn">Day of that meeting, not ahead.</param>
/// <param name="Renews">Number of the licence it shall follow on; empty for a new one.</param>
public sealed record LicenceForm(IReadOnlyCollection<Guid> Products, string SubBrand, Evidence Evidence, string MeetingNumber, DateOnly MeetingOn, string Renews = "");

/// <summary>A cooperative's application for the shared logo: the town supports it or returns it, then the brand office decides. It costs nothing.</summary>
internal sealed class LicenceApplication
{
    public const int MostProducts = 200, LongestReason = 500;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }

    /// <summary>Version of the scheme's rules the application is decided by.</summary>
    public int RuleVersion { get; private init; }
    public ApplicationState State { get; private set; }
    public string SubBrand { get; private set; } = "";
    public string WellRun { get; private set; } = "";
    public string Quality { get; private set; } = "";
    public string Repute { get; private set; } = "";
    public string MeetingNumber { get; private set; } = "";
    public DateOnly MeetingOn { get; private set; }
    public DateTime SubmittedAt { get; private set; }

    /// <inheritdoc cref="LicenceForm"/>
    public string Renews { get; private set; } = "";

    /// <summary>Who supported it for the town: the first of the two approvals.</summary>
    public Guid? SupportedBy { get; private set; }
    public List<ApplicationProduct> Products { get; init; } = [];
    public List<ApplicationStep> Steps { get; init; } = [];

    public static LicenceApplication Submit(Guid cooperativeId, int ruleVersion, LicenceForm form, Guid applicant, DateTime now)
    {
        var application = new LicenceApplication { CooperativeId = cooperativeId, RuleVersion = ruleVersion };
        application.Fill(form, applicant, now);
        return application;
    }

    /// <summary>Sends a returned application again.</summary>
    /// <exception cref="RuleException"><c>licence_application.not_returned</c>, or a text that does not fit.</exception>
    public void Resubmit(LicenceForm form, Guid applicant, DateTime now)
    {
        if (State != ApplicationState.Returned) throw new RuleException("licence_application.not_returned", "Only an application that was returned can be sent again.");
        Fill(form, applicant, now);
    }

    /// <summary>Somebody of the town or the office looked at the place before it is decided.</summary>
    public void Visit(Guid visitor, string findings, DateTime now)
    {
        if (State is not (ApplicationState.Submitted or ApplicationState.Supported)) throw new RuleException("licence_application.decided", "This application is decided.");
        RequireOther(visitor);
        RequireReason(findings);
        Note("visit", visitor, findings, now);
    }

    public void Support(Guid reviewer, string reason, DateTime now)
    {
        RequireState(ApplicationState.Submitted, "licence_application.not_submitted", "This application does not wait for the town.");
        RequireOther(reviewer);
        (State, SupportedBy) = (ApplicationState.Supported, reviewer);
        Note("support", reviewer, reason, now);
    }

    public void Return(Guid reviewer, string reason, DateTime now)
    {
        RequireState(ApplicationState.Submitted, "licence_application.not_submitted", "This application does not wait for the town.");
        RequireReason(reason);
        State = ApplicationState.Returned;
        Note("return", reviewer, reason, now);
    }

    /// <exception cref="RuleException"><c>licence_application.not_supported</c>, <c>licence.two_people</c></exception>
    public void Grant(Guid office, string conditions, DateTime now)
    {
        RequireState(ApplicationState.Supported, "licence_application.not_supported", "This application does not wait for the brand office.");
        RequireOther(office);
        if (office == SupportedBy) throw new RuleException("licence.two_people", "The two approvals are given by two people.");
        State = ApplicationState.Granted;
        Note("grant", office, conditions, now);
    }

    public void Refuse(Guid office, string reason, DateTime now)
    {
        RequireState(ApplicationState.Supported, "licence_application.not_supported", "This application does not wait for the brand office.");
        RequireReason(reason);
        State = ApplicationState.Refused;
        Note("refuse", office, reason, now);
    }

    /// <summary>A refusal was overturned on appeal: the application waits for the brand office again.</summary>
    /// <exception cref="RuleException"><c>licence_application.not_refused</c></exception>
    public void Reopen(Guid office, string reason, DateTime now)
    {
        RequireState(ApplicationState.Refused, "licence_application.not_refused", "This application was not refused.");
        State = ApplicationState.Supported;
        Note("overturn", office, reason, now);
    }

    private void Fill(LicenceForm form, Guid applicant, DateTime now)
    {
        var products = form.Products.Distinct().ToList();
        if (products.Count is 0 or > MostProducts) throw new RuleException("licence.products_missing", "Choose 1 to 200 products that shall carry the logo.", "products", MostProducts);
        if (form.MeetingOn > DistrictClock.Date(now)) throw new RuleException("licence.meeting_ahead", "The meeting has not been held yet.", "meetingRecord");
        SubBrand = Text(form.SubBrand, 60, "subBrand");
        (WellRun, Quality, Repute) = (Text(form.Evidence.WellRun, 2000, "evidence.wellRun"), Text(form.Evidence.Quality, 2000, "evidence.quality"), Text(form.Evidence.Repute, 2000, "evidence.repute"));
        (MeetingNumber, MeetingOn, Renews) = (Text(form.MeetingNumber, 40, "meetingRecord"), form.MeetingOn, form.Renews.Trim());
        Products.RemoveAll(x => !products.Contains(x.ProductId));
        Products.AddRange(products.Where(id => Products.TrueForAll(x => x.ProductId != id)).Select(id => new ApplicationProduct { ApplicationId = Id, ProductId = id }).ToList());
        (State, SubmittedAt) = (ApplicationState.Submitted, now);
        Note("submit", applicant, "", now);
    }

    /// <summary>Whoever sent the application decides nothing about it.</summary>
    private void RequireOther(Guid person)
    {
        if (Steps.Exists(x => x.Kind == "submit" && x.PersonId == person)) throw new RuleException("licence.own_application", "Nobody decides on an application they sent themselves.");
    }

    private void RequireState(ApplicationState state, string code, string message)
    {
        if (State != state) throw new RuleException(code, message);
    }

    private static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("licence.reason_missing", "Say why.", "reason");
    }

    private static string Text(string text, int longest, string field)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) throw new RuleException("licence.field_missing", "Fill this in.", field);
        return trimmed.Length <= longest ? trimmed : throw new RuleException("licence.text_long", "This text is too long.", field, longest);
    }

    private void Note(string kind, Guid person, string reason, DateTime now) =>
        Steps.Add(new ApplicationStep { ApplicationId = Id, Kind = kind, PersonId = person, Reason = reason.Trim().Length <= LongestReason ? reason.Trim() : throw new RuleException("licence.text_long", "This text is too long.", "reason", LongestReason), At = now });
}

/// <summary>One product an application asks the logo for.</summary>
internal sealed class ApplicationProduct
{
    public Guid ApplicationId { get; init; }
    public Guid ProductId { get; init; }
}

/// <summary>Who did what about an application, and why.</summary>
internal sealed class ApplicationStep
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ApplicationId { get; init; }

    /// <summary>submit, visit, return, support, grant, refuse or overturn.</summary>
    public string Kind { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
}
