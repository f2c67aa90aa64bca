using Market.Kernel;

namespace Market.Catalog.Fairs;

/// <summary>A fair as the office announces it.</summary>
/// <param name="ApplyUntil">Last day to apply; not after the first day of the fair.</param>
public sealed record FairFacts(string Name, string NameEn, string Place, DateOnly From, DateOnly To, DateOnly ApplyUntil, string Note);

/// <summary>A fair (展销会) at which cooperatives show their goods.</summary>
internal sealed class Fair
{
    /// <summary>Longest fair, days.</summary>
    public const int MostDays = 60;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private init; } = "";
    public string NameEn { get; private init; } = "";
    public string Place { get; private init; } = "";
    public DateOnly From { get; private init; }
    public DateOnly To { get; private init; }
    public DateOnly ApplyUntil { get; private init; }
    public string Note { get; private init; } = "";
    public DateTime At { get; private init; }
    public DateTime? CancelledAt { get; private set; }

    /// <summary>Why it does not take place; empty while it does.</summary>
    public string Reason { get; private set; } = "";
    public long Version { get; set; }

    private Fair() { }

    /// <exception cref="RuleException"><c>fair.field_missing</c>, <c>fair.days</c></exception>
    public static Fair Announce(FairFacts facts, DateTime now)
    {
        foreach (var (value, field) in new[] { (facts.Name, "name"), (facts.NameEn, "nameEn"), (facts.Place, "place") })
            if (string.IsNullOrWhiteSpace(value)) throw new RuleException("fair.field_missing", "Fill this in.", field);
        if (facts.ApplyUntil < DistrictClock.Date(now) || facts.ApplyUntil > facts.From || facts.To < facts.From || facts.To > facts.From.AddDays(MostDays - 1))
            throw new RuleException("fair.days", $"Applications end today or later and before the fair, which lasts at most {MostDays} days.", "applyUntil", MostDays);
        return new() { Name = facts.Name.Trim(), NameEn = facts.NameEn.Trim(), Place = facts.Place.Trim(), From = facts.From, To = facts.To, ApplyUntil = facts.ApplyUntil, Note = facts.Note.Trim(), At = now };
    }

    /// <exception cref="RuleException"><c>fair.cancelled</c>, <c>fair.reason</c>, <c>fair.over</c></exception>
    public void Cancel(string reason, DateTime now)
    {
        MustTakePlace();
        if (To < DistrictClock.Date(now)) throw new RuleException("fair.over", "This fair is over.");
        if (string.IsNullOrWhiteSpace(reason)) throw new RuleException("fair.reason", "Give the reason.", "reason");
        (CancelledAt, Reason) = (now, reason.Trim());
    }

    /// <exception cref="RuleException"><c>fair.cancelled</c>, <c>fair.closed</c></exception>
    public void MustTakeApplications(DateOnly today)
    {
        MustTakePlace();
        if (today > ApplyUntil) throw new RuleException("fair.closed", "Applications for this fair are closed.");
    }

    /// <exception cref="RuleException"><c>fair.cancelled</c></exception>
    public void MustTakePlace()
    {
        if (CancelledAt is not null) throw new RuleException("fair.cancelled", "This fair was cancelled.");
    }
}

/// <summary>Where an application for a fair stands.</summary>
public enum FairEntryState { Asked, Accepted, Refused, Withdrawn }

/// <summary>A sample (样品) a cooperative brings.</summary>
/// <param name="Grams">1 to 10,000,000 (10 t).</param>
/// <param name="Note">E.g. how it is packed; at most 200 characters.</param>
public sealed record SampleFacts(Guid ProductId, long Grams, string Note);

/// <summary>A cooperative's application for a fair, with its samples.</summary>
internal sealed class FairEntry
{
    /// <summary>Most samples of one cooperative.</summary>
    public const int MostSamples = 50;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FairId { get; private init; }
    public Guid CooperativeId { get; private init; }
    public FairEntryState State { get; private set; }

    /// <summary>Why it was refused; empty otherwise.</summary>
    public string Reason { get; private set; } = "";
    public DateTime At { get; private set; }
    public List<FairSample> Samples { get; private init; } = [];
    public long Version { get; set; }

    private FairEntry() { }

    public static FairEntry Of(Guid fair, Guid cooperative) => new() { FairId = fair, CooperativeId = cooperative };

    /// <summary>Applies, or applies again with other samples; an accepted application waits anew.</summary>
    /// <exception cref="RuleException"><c>fair.samples</c>, <c>fair.sample_weight</c>, <c>fair.refused</c></exception>
    public void Ask(IReadOnlyList<SampleFacts> samples, DateTime now)
    {
        if (State == FairEntryState.Refused) throw new RuleException("fair.refused", "This application was refused.");
        if (samples.Count is < 1 or > MostSamples || samples.DistinctBy(x => x.ProductId).Count() != samples.Count) throw new RuleException("fair.samples", $"Bring 1 to {MostSamples} products, each once.", "samples", MostSamples);
        if (samples.Any(x => x.Grams is < 1 or > 10_000_000)) throw new RuleException("fair.sample_weight", "A sample weighs 1 g to 10 t.", "samples");
        Samples.Clear();
        Samples.AddRange(samples.Select((x, i) => new FairSample { EntryId = Id, Position = i + 1, ProductId = x.ProductId, Grams = x.Grams, Note = x.Note.Trim() }));
        (State, At) = (FairEntryState.Asked, now);
    }

    /// <exception cref="RuleException"><c>fair.decided</c>, <c>fair.reason</c></exception>
    public void Decide(bool accept, string reason)
    {
        if (State != FairEntryState.Asked) throw new RuleException("fair.decided", "This application does not wait for a decision.");
        if (!accept && string.IsNullOrWhiteSpace(reason)) throw new RuleException("fair.reason", "Give the reason.", "reason");
        (State, Reason) = (accept ? FairEntryState.Accepted : FairEntryState.Refused, accept ? "" : reason.Trim());
    }

    /// <exception cref="RuleException"><c>fair.not_in</c></exception>
    public void Withdraw()
    {
        if (State is FairEntryState.Withdrawn or FairEntryState.Refused) throw new RuleException("fair.not_in", "This cooperative does not take part.");
        State = FairEntryState.Withdrawn;
    }
}

/// <summary>A product on a cooperative's sample list.</summary>
internal sealed class FairSample
{
    public Guid EntryId { get; init; }

    /// <summary>From 1.</summary>
    public int Position { get; init; }
    public Guid ProductId { get; init; }
    public long Grams { get; init; }
    public string Note { get; init; } = "";
}
