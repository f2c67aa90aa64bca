using System.Text.RegularExpressions;
using Market.Kernel;

namespace Market.Catalog.Cooperatives;

/// <summary>Where a charter (章程) stands.</summary>
public enum CharterState { Submitted, Returned, Filed }

/// <summary>A village cooperative (合作社), the seller of its goods.</summary>
internal sealed partial class Cooperative
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public Guid TownId { get; init; }
    public string Village { get; init; } = "";
    public string VillageEn { get; init; } = "";
    public string Phone { get; init; } = "";
    public DateTime JoinedAt { get; init; }

    /// <summary>The cooperative's own account: the only one payouts go to.</summary>
    public string BankAccount { get; set; } = "";
    public string Charter { get; private set; } = "";
    public CharterState CharterState { get; private set; }
    public DateTime CharterSubmittedAt { get; private set; }
    public string CharterReturnReason { get; private set; } = "";

    /// <summary>Day the charter was filed; null while it is not.</summary>
    public DateOnly? CharterFiledOn { get; private set; }
    public List<ChairTerm> Chairs { get; init; } = [];
    public List<AttestedValue> Attested { get; init; } = [];

    public static Cooperative Apply(NewCooperative application, DateTime now)
    {
        CheckSlug(application.Slug);
        foreach (var (value, field) in new[] { (application.Name, "name"), (application.NameEn, "nameEn"), (application.Village, "village"), (application.Phone, "phone") })
            if (string.IsNullOrWhiteSpace(value)) throw new RuleException("cooperative.field_missing", "Fill this in.", field);
        var cooperative = new Cooperative
        {
            Slug = application.Slug!,
            Name = application.Name.Trim(),
            NameEn = application.NameEn.Trim(),
            TownId = application.TownId,
            Village = application.Village.Trim(),
            VillageEn = application.VillageEn.Trim(),
            Phone = application.Phone.Trim(),
            JoinedAt = now,
        };
        cooperative.Submit(application.Charter, now);
        return cooperative;
    }

    public void Submit(string charter, DateTime now)
    {
        if (CharterState == CharterState.Filed) throw new RuleException("charter.filed", "The charter is already filed.");
        if (string.IsNullOrWhiteSpace(charter) || charter.Length > 20_000) throw new RuleException("charter.missing", "Enter the charter, at most 20,000 characters.", "charter");
        (Charter, CharterState, CharterSubmittedAt, CharterReturnReason) = (charter.Trim(), CharterState.Submitted, now, "");
    }

    public void File(DateOnly today)
    {
        if (CharterState != CharterState.Submitted) throw new RuleException("charter.not_submitted", "This charter does not wait for a review.");
        (CharterState, CharterFiledOn) = (CharterState.Filed, today);
    }

    public void Return(string reason)
    {
        if (CharterState != CharterState.Submitted) throw new RuleException("charter.not_submitted", "This charter does not wait for a review.");
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("charter.reason_missing", "Say what the cooperative should change.", "reason");
        (CharterState, CharterReturnReason) = (CharterState.Returned, reason.Trim());
    }

    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c></exception>
    public static void CheckSlug(string? slug)
    {
        if (!Address().IsMatch(slug ?? "")) throw new RuleException("cooperative.slug_invalid", "Use 3 to 60 small letters, digits and dashes.", "slug");
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{1,58})[a-z0-9]$")]
    private static partial Regex Address();
}

/// <summary>Who chaired the cooperative (理事长), and when.</summary>
internal sealed class ChairTerm
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }
    public string Name { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly? Until { get; init; }
}

/// <summary>A figure somebody vouched for; shown with its source and date.</summary>
internal sealed class AttestedValue
{
    public const string MemberHouseholds = "member_households";

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; init; }

    /// <summary>households, member_households (counts); collective_share, largest_share, joint_share (hundredths of a percent).</summary>
    public string Kind { get; init; } = "";
    public long Value { get; init; }
    public string Source { get; init; } = "";
    public DateOnly AsOf { get; init; }
}
