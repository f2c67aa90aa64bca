namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Stage 3: small cooperatives get their share as far as it may cost. A hard share would drop the fill (sourcing.md, measured traps), so it is a price on missing grams that rises while the plan stays within the allowance.</summary>
internal sealed class Fairness(PlanState state, Dice dice, long[]? poolPrice)
{
    /// <summary>Steps in which the price doubles up to the dearest penalty.</summary>
    private const int Steps = 6;

    private readonly MarketArrays arrays = state.Arrays;

    public long Before { get; private set; }
    public long Allowance { get; private set; }

    /// <summary>The last objective the allowance permits.</summary>
    public long Most => Before + Allowance;

    public void Run(long rounds, CancellationToken ct)
    {
        (Before, Allowance) = (state.Objective, (long)((Int128)state.Objective * arrays.Problem.Rules.FairnessPerMille / 1000));
        if (arrays.Problem.Rules.SmallSharePerMille == 0) return;
        Targets();
        if (Allowance == 0 || rounds == 0) return;
        var highest = arrays.Penalty.Max();
        for (var step = Steps; step >= 0 && state.Missing > 0; step--)
        {
            var (saved, unit) = (SavedPlan.Of(state), state.FairUnit);
            state.FairUnit = highest >> step;
            new RuinAndRecreate(state, dice, poolPrice) { Cold = true }.Run(rounds / Steps + 1, null, ct);
            if (state.Objective <= Most) continue;
            saved.Into(state);
            state.FairUnit = unit;
            return;
        }
    }

    /// <summary>The wish, capped by what small cooperatives can deliver to the tender's lines.</summary>
    private void Targets()
    {
        var (demand, can, seen) = (new long[arrays.Tenders.Length], new long[arrays.Tenders.Length], new int[arrays.PoolGrams.Length]);
        foreach (var line in Enumerable.Range(0, arrays.Lines).OrderBy(x => arrays.LineTender[x]))
        {
            var tender = arrays.LineTender[line];
            demand[tender] += arrays.LineDemand[line];
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                for (var i = arrays.WindowSourceStart[arrays.PairOffer[pair] * arrays.Windows]; i < arrays.WindowSourceStart[(arrays.PairOffer[pair] + 1) * arrays.Windows]; i++)
                {
                    var (source, pool) = (arrays.WindowSource[i], arrays.Sources.Pool[arrays.WindowSource[i]]);
                    // Tender by tender: a pool that was seen carries the tender's number.
                    if (seen[pool] == tender + 1 || !arrays.Sources.Small[source] || (arrays.Sources.Mask(source, arrays.LineClass[line]) & arrays.PairWindows[pair]) == 0) continue;
                    seen[pool] = tender + 1;
                    can[tender] += arrays.PoolGrams[pool];
                }
        }
        for (var tender = 0; tender < demand.Length; tender++) state.SetTarget(tender, Math.Min((long)((Int128)demand[tender] * arrays.Problem.Rules.SmallSharePerMille / 1000), can[tender]));
    }
}
