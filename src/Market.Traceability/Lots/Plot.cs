using Market.Kernel;

namespace Market.Traceability.Lots;

/// <summary>A field, orchard, greenhouse or pond that a cooperative harvests from.</summary>
internal sealed class Plot
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid CooperativeId { get; private init; }

    /// <summary>Code of its own key, unique.</summary>
    public string Code { get; private init; } = "";
    public string Name { get; private set; } = "";
    public string Village { get; private set; } = "";

    /// <summary>Area in hundredths of a mu (亩), 1 to 10,000,000.</summary>
    public long AreaHundredths { get; private set; }
    public DateTime CreatedAt { get; private init; }
    private Plot() { }

    /// <exception cref="RuleException"><c>plot.name_missing</c>, <c>plot.area</c></exception>
    public static Plot Of(Guid cooperativeId, string code, PlotFacts facts, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(facts.Name)) throw new RuleException("plot.name_missing", "A plot needs a name.", "name");
        if (facts.AreaHundredths is < 1 or > 10_000_000) throw new RuleException("plot.area", "The area lies between 0.01 and 100,000 mu.", "area");
        return new() { CooperativeId = cooperativeId, Code = code, Name = facts.Name.Trim(), Village = facts.Village.Trim(), AreaHundredths = facts.AreaHundredths, CreatedAt = now };
    }
}

/// <summary>What is told of a plot.</summary>
/// <param name="AreaHundredths">Hundredths of a mu.</param>
public sealed record PlotFacts(string Name, string Village, long AreaHundredths);

/// <summary>What an input is.</summary>
public enum InputKind { Pesticide, Fertiliser, Seed, Other }

/// <summary>Something put on a plot: a spray, a fertiliser.</summary>
internal sealed class PlotInput
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PlotId { get; private init; }
    public InputKind Kind { get; private init; }
    public string Name { get; private init; } = "";
    public string Dose { get; private init; } = "";
    public DateOnly AppliedOn { get; private init; }

    /// <summary>Pre-harvest interval (安全间隔期) in whole days, 0 to 365, from the product's label.</summary>
    public int IntervalDays { get; private init; }

    /// <summary>First day on which the plot may be harvested again.</summary>
    public DateOnly FreeFrom { get; private init; }
    public Guid PersonId { get; private init; }
    private PlotInput() { }

    /// <exception cref="RuleException"><c>input.name_missing</c>, <c>input.interval</c>, <c>input.in_future</c></exception>
    public static PlotInput Of(Guid plotId, InputFacts facts, Guid personId, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(facts.Name)) throw new RuleException("input.name_missing", "An input needs its name.", "name");
        if (facts.IntervalDays is < 0 or > 365) throw new RuleException("input.interval", "The pre-harvest interval is 0 to 365 days.", "intervalDays");
        if (facts.AppliedOn > today) throw new RuleException("input.in_future", "What is still to come cannot be recorded.", "appliedOn");
        return new()
        {
            PlotId = plotId,
            Kind = facts.Kind,
            Name = facts.Name.Trim(),
            Dose = facts.Dose.Trim(),
            AppliedOn = facts.AppliedOn,
            IntervalDays = facts.IntervalDays,
            FreeFrom = facts.AppliedOn.AddDays(facts.IntervalDays),
            PersonId = personId,
        };
    }
}

/// <summary>What is told of an input.</summary>
/// <param name="Dose">As on the label, e.g. 30 ml a mu.</param>
public sealed record InputFacts(InputKind Kind, string Name, string Dose, DateOnly AppliedOn, int IntervalDays);
