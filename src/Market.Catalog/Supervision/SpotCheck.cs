using System.Security.Cryptography;
using System.Text;
using Market.Kernel;

namespace Market.Catalog.Supervision;

/// <summary>How a licence came onto the list.</summary>
public enum CheckPick { Random, Risk }

/// <summary>Whether a check was made, and what came of it.</summary>
public enum CheckState { Pending, Passed, Failed }

/// <summary>Why a licence is at risk, counted when the list was drawn.</summary>
/// <param name="Complaints">Reports not dealt with and cases not decided.</param>
/// <param name="Suspensions">Suspensions ever.</param>
/// <param name="Failures">Checks that failed ever.</param>
/// <param name="Days">Since the last check, or since the grant.</param>
public sealed record RiskReasons(int Complaints, int Suspensions, int Failures, int Days)
{
    internal int Points(SupervisionSettings rule) => (Complaints * rule.ComplaintPoints) + (Suspensions * rule.SuspensionPoints) + (Failures * rule.FailurePoints) + (Days / 30 * rule.MonthPoints);
}

/// <summary>One drawing of licences to check: the same seed over the same licences gives the same list, so nobody is picked by hand.</summary>
internal sealed class CheckDraw
{
    /// <summary>Most licences on one list, of each kind.</summary>
    public const int Most = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Number { get; init; } = "";

    /// <summary>16 hexadecimal digits, drawn by the program.</summary>
    public string Seed { get; init; } = "";

    /// <summary>How many were asked for at random and by risk.</summary>
    public int Random { get; init; }
    public int Risky { get; init; }

    /// <summary>How many licences were in force that moment.</summary>
    public int Pool { get; init; }
    public DateOnly DueOn { get; init; }
    public Guid DrawnBy { get; init; }
    public DateTime At { get; init; }
    public List<SpotCheck> Checks { get; init; } = [];

    /// <summary>The numbers whose SHA-256 of "seed:number" in UTF-8 is smallest, smallest first: anybody can work it out from the register.</summary>
    public static List<string> Pick(string seed, IEnumerable<string> numbers, int count) =>
        [.. numbers.OrderBy(x => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{x}"))), StringComparer.Ordinal).Take(count)];
}

/// <summary>A licence that is looked at (抽查).</summary>
internal sealed class SpotCheck
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid DrawId { get; init; }
    public Guid LicenceId { get; init; }
    public Guid CooperativeId { get; init; }
    public CheckPick Pick { get; init; }

    /// <summary>As in <see cref="RiskReasons"/>, also for those drawn at random.</summary>
    public int Complaints { get; init; }
    public int Suspensions { get; init; }
    public int Failures { get; init; }
    public int Days { get; init; }
    public int Points { get; init; }
    public DateOnly DueOn { get; init; }
    public CheckState State { get; private set; }
    public Guid? DoneBy { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public string Findings { get; private set; } = "";

    /// <summary>Hashes, apart by blanks.</summary>
    public string Pictures { get; private set; } = "";

    /// <param name="findings">At most 2,000 characters; required when it failed.</param>
    /// <exception cref="RuleException"><c>check.done</c>, <c>licence.field_missing</c>, <c>licence.text_long</c>, <c>case.pictures_many</c></exception>
    public void Record(bool passed, string findings, IReadOnlyCollection<string> pictures, Guid person, DateTime now)
    {
        if (State != CheckState.Pending) throw new RuleException("check.done", "The result of this check is recorded already.");
        Findings = passed ? Said.Optional(findings, 2000, "findings") : Said.Text(findings, 2000, "findings");
        (State, DoneBy, DoneAt, Pictures) = (passed ? CheckState.Passed : CheckState.Failed, person, now, Said.Joined(pictures));
    }
}
