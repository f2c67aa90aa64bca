using Market.Kernel;
using Market.Traceability.Tracing;

namespace Market.Traceability.Recall;

/// <summary>Where a receiver's answer stands.</summary>
public enum NoticeState
{
    Sent,

    /// <summary>The receiver has read it and says what was found.</summary>
    Acknowledged,

    /// <summary>Goods went back; the last that was told.</summary>
    Returned,

    /// <summary>Goods were destroyed; the last that was told.</summary>
    Destroyed,
}

/// <summary>One receiver of recalled goods: told, and chased until it answers.</summary>
internal sealed class RecallNotice
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid RecallId { get; private init; }

    /// <summary>Key of the place or party as events name it.</summary>
    public string Receiver { get; private init; } = "";

    /// <summary>order, station, store, cooperative, or place for a key of somebody else's.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Grams that went there; null when no event says.</summary>
    public long? SentGrams { get; private init; }
    public DateTime SentAt { get; private init; }
    public DateTime AnswerBy { get; private init; }
    public NoticeState State { get; private set; }
    public DateTime? AcknowledgedAt { get; private set; }

    /// <summary>Grams that were still there; null before the answer.</summary>
    public long? FoundGrams { get; private set; }
    public long ReturnedGrams { get; private set; }
    public long DestroyedGrams { get; private set; }

    /// <summary>SHA-256 of the photo of the last destruction, 64 hexadecimal digits; empty before.</summary>
    public string PhotoHash { get; private set; } = "";

    /// <summary>When the receiver was last reminded of its answer; null when it was not.</summary>
    public DateTime? RemindedAt { get; private set; }
    public int Reminders { get; private set; }
    public long Version { get; set; }
    private RecallNotice() { }

    public static RecallNotice To(RecallCase recall, Receiver receiver) => new()
    {
        RecallId = recall.Id,
        Receiver = receiver.Key,
        Kind = receiver.Kind,
        SentGrams = receiver.Grams,
        SentAt = recall.DecidedAt!.Value,
        AnswerBy = recall.AnswerBy!.Value,
    };

    public void Remind(DateTime now) => (RemindedAt, Reminders) = (now, Reminders + 1);

    /// <param name="foundGrams">0 and up; no more than was received, as far as that is known.</param>
    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.more_than_received</c>, <c>notice.answered</c></exception>
    public void Acknowledge(long foundGrams, DateTime now)
    {
        Must(foundGrams, 0);
        if (foundGrams > SentGrams) throw new RuleException("notice.more_than_received", "That is more than was received.", "weight", Kilograms(SentGrams.Value));
        if (State != NoticeState.Sent) throw new RuleException("notice.answered", "This notice has been answered already.");
        (State, FoundGrams, AcknowledgedAt) = (NoticeState.Acknowledged, foundGrams, now);
    }

    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c></exception>
    public void Return(long grams)
    {
        MustHave(grams);
        (State, ReturnedGrams) = (NoticeState.Returned, ReturnedGrams + grams);
    }

    /// <exception cref="RuleException"><c>notice.weight</c>, <c>notice.unanswered</c>, <c>notice.too_much</c>, <c>notice.photo</c></exception>
    public void Destroy(long grams, string photoHash)
    {
        if (photoHash.Length != 64 || !photoHash.All(char.IsAsciiHexDigit)) throw new RuleException("notice.photo", "A destruction is proved by a photo.", "photo");
        MustHave(grams);
        (State, DestroyedGrams, PhotoHash) = (NoticeState.Destroyed, DestroyedGrams + grams, photoHash.ToLowerInvariant());
    }

    private static void Must(long grams, long least)
    {
        if (grams < least || grams > 10_000_000_000) throw new RuleException("notice.weight", "Say how much.", "weight");
    }

    private void MustHave(long grams)
    {
        Must(grams, 1);
        if (FoundGrams is not { } found) throw new RuleException("notice.unanswered", "Say first how much was found.", "weight");
        if (ReturnedGrams + DestroyedGrams + grams > found) throw new RuleException("notice.too_much", "That is more than was found.", "weight", Kilograms(found));
    }

    private static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
