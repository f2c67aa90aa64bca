using Market.Kernel;

namespace Market.Catalog.Rewards;

/// <summary>Where a reward dossier stands.</summary>
public enum RewardState { Submitted, Returned, Supported, Approved, Refused, Paid }

/// <summary>What the policy pays once for a certificate or a demonstration level [P24]: data in versions.</summary>
internal sealed class RewardRule
{
    /// <summary>Kind of certificate; demonstration has one rule a level.</summary>
    public string Kind { get; init; } = "";

    /// <summary>national, provincial, city or district for demonstration cooperatives; otherwise empty.</summary>
    public string Level { get; init; } = "";
    public int Version { get; init; }
    public DateOnly From { get; init; }
    public long AmountFen { get; init; }
    public string Source { get; init; } = "";
}

/// <summary>A one-off reward for a new certificate or a demonstration level: dossier, town, district, paid by reference.</summary>
internal sealed class Reward
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }

    /// <summary>Unique: a certificate is rewarded once.</summary>
    public Guid CertificateId { get; private init; }
    public long AmountFen { get; private init; }
    public int RuleVersion { get; private init; }
    public RewardState State { get; private set; }
    public DateTime SubmittedAt { get; private set; }
    public Guid? SupportedBy { get; private set; }
    public Guid? ApprovedBy { get; private set; }

    /// <summary>Reference of the payment by the finance office; null until paid.</summary>
    public string? PaymentReference { get; private set; }
    public DateOnly? PaidOn { get; private set; }
    public List<RewardStep> Steps { get; init; } = [];

    public static Reward Submit(Guid cooperativeId, Guid certificateId, RewardRule rule, Guid person, DateTime now)
    {
        var reward = new Reward { CooperativeId = cooperativeId, CertificateId = certificateId, AmountFen = rule.AmountFen, RuleVersion = rule.Version, SubmittedAt = now };
        reward.Note("submit", person, "", now);
        return reward;
    }

    /// <summary>Sends a returned dossier again.</summary>
    public void Resubmit(string note, Guid person, DateTime now)
    {
        Require(RewardState.Returned);
        (State, SubmittedAt) = (RewardState.Submitted, now);
        Note("submit", person, note, now);
    }

    public void Support(string reason, Guid reviewer, DateTime now)
    {
        Decide(RewardState.Submitted, RewardState.Supported, "support", reason, reviewer, now);
        SupportedBy = reviewer;
    }

    public void Return(string reason, Guid reviewer, DateTime now)
    {
        RequireReason(reason);
        Decide(RewardState.Submitted, RewardState.Returned, "return", reason, reviewer, now);
    }

    /// <exception cref="RuleException"><c>reward.two_people</c>, <c>reward.state</c></exception>
    public void Approve(string reason, Guid office, DateTime now)
    {
        if (office == SupportedBy) throw new RuleException("reward.two_people", "The two approvals are given by two people.");
        Decide(RewardState.Supported, RewardState.Approved, "approve", reason, office, now);
        ApprovedBy = office;
    }

    public void Refuse(string reason, Guid office, DateTime now)
    {
        RequireReason(reason);
        Decide(RewardState.Supported, RewardState.Refused, "refuse", reason, office, now);
    }

    /// <param name="reference">Of the finance office's payment, 1 to 60 characters.</param>
    /// <param name="paidOn">Not ahead of today.</param>
    /// <exception cref="RuleException"><c>reward.reference_missing</c>, <c>reward.paid_ahead</c>, <c>reward.state</c></exception>
    public void Pay(string reference, DateOnly paidOn, Guid office, DateTime now)
    {
        if (reference.Trim().Length is 0 or > 60) throw new RuleException("reward.reference_missing", "Enter the payment's reference, at most 60 characters.", "reference");
        if (paidOn > DistrictClock.Date(now)) throw new RuleException("reward.paid_ahead", "The day of payment has not come yet.", "paidOn");
        Decide(RewardState.Approved, RewardState.Paid, "pay", reference, office, now);
        (PaymentReference, PaidOn) = (reference.Trim(), paidOn);
    }

    private void Decide(RewardState from, RewardState to, string kind, string reason, Guid person, DateTime now)
    {
        Require(from);
        if (Steps.Exists(x => x.Kind == "submit" && x.PersonId == person)) throw new RuleException("reward.own", "Nobody decides on a reward they asked for themselves.");
        State = to;
        Note(kind, person, reason, now);
    }

    private void Require(RewardState state)
    {
        if (State != state) throw new RuleException("reward.state", "This dossier does not wait for that step.");
    }

    private static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("reward.reason_missing", "Say why.", "reason");
    }

    private void Note(string kind, Guid person, string reason, DateTime now) =>
        Steps.Add(new RewardStep { RewardId = Id, Kind = kind, PersonId = person, Reason = reason.Trim().Length <= 500 ? reason.Trim() : throw new RuleException("licence.text_long", "This text is too long.", "reason", 500), At = now });
}

/// <summary>Who did what about a dossier, and why.</summary>
internal sealed class RewardStep
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid RewardId { get; init; }

    /// <summary>submit, return, support, approve, refuse or pay.</summary>
    public string Kind { get; init; } = "";
    public Guid PersonId { get; init; }
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
}
