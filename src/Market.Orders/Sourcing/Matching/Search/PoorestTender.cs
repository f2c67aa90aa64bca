namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Where many tenders share one supply: the tender that gets the smallest part of what it asks for gets as much as can be found for it, before anything is saved elsewhere.</summary>
/// <remarks>
/// A dearer shortage would not do: between two tenders that want the same goods it gives all to the one or all to the other.
/// So every tender has grams to reach, and how many is found by trying.
/// </remarks>
internal sealed class PoorestTender(PlanState state, Dice dice, long[]? poolPrice)
{
    private const int Whole = 1000, Steps = 16;
    private const long MostRounds = 60_000;

    /// <summary>How much dearer than the dearest shortage a gram below the aim is, where the numbers leave room for that.</summary>
    private const long Dearer = 16;

    private readonly MarketArrays arrays = state.Arrays;
    private readonly long[] demand = new long[state.Arrays.Tenders.Length];

    /// <param name="rounds">Ruin-and-recreate rounds for all aims together, at most, and half as many again to save what can be saved under the last one.</param>
    /// <returns>Whether there was anything to do.</returns>
    public bool Run(long rounds, CancellationToken ct)
    {
        if (!arrays.Problem.Rules.PoorestTenderFirst || demand.Length < 2) return false;
        for (var line = 0; line < arrays.Lines; line++) demand[arrays.LineTender[line]] += arrays.LineDemand[line];
        rounds = Math.Min(rounds, MostRounds);
        state.FillUnit = Math.Min(arrays.Penalty.Max() * Dearer, (1L << 60) / demand.Sum());
        var (start, least, objective) = (SavedPlan.Of(state), Least(), state.Objective);
        var (low, more) = (least, (Whole - least) / 2);
        // What was missed once may be within reach from a better plan, so the step grows again after each aim that was met.
        for (var step = 0; step < Steps && more > 0 && low < Whole; step++)
        {
            var (aim, before) = (Math.Min(low + more, Whole), SavedPlan.Of(state));
            Aim(aim);
            Search(rounds / Steps + 1, ct);
            if (Least() is var reached && reached >= low) low = reached;
            else before.Into(state);
            more = low >= aim ? more * 2 : more / 2;
        }
        Aim(low);
        Search(rounds / 2, ct);
        if (low == least && state.Objective > objective) start.Into(state);
        return true;
    }

    private void Search(long rounds, CancellationToken ct) => new RuinAndRecreate(state, dice, poolPrice) { Cold = true }.Run(rounds, null, ct);

    private void Aim(int perMille)
    {
        for (var tender = 0; tender < demand.Length; tender++) state.SetAim(tender, (long)((Int128)demand[tender] * perMille / Whole));
    }

    /// <summary>Per mille of its demand that the poorest tender gets, rounded down.</summary>
    private int Least()
    {
        var least = Whole;
        for (var tender = 0; tender < demand.Length; tender++) least = Math.Min(least, (int)((Int128)state.Filled[tender] * Whole / demand[tender]));
        return least;
    }
}
