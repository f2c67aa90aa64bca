namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Takes pieces of the plan apart and fills them anew (Schrimpf and others 2000), at first also when it gets a little worse. Counted rounds, whole numbers only.</summary>
internal sealed class RuinAndRecreate(PlanState state, Dice dice, long[]? poolPrice)
{
    private readonly MarketArrays arrays = state.Arrays;

    public long Rounds { get; private set; }

    /// <summary>Takes nothing that is worse.</summary>
    public bool Cold { get; init; }

    public void Run(long rounds, IProgress<MatchProgress>? progress, CancellationToken ct)
    {
        var (fill, ruins) = (new LineFill(state, dice) { PoolPrice = poolPrice }, new Ruins(state, dice));
        var hot = Cold ? 0 : state.Objective / arrays.Lines / 16;
        state.Keep();
        for (var round = 0L; round < rounds; round++, Rounds++)
        {
            if ((round & 255) == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(new(MatchStage.Search, round, rounds));
            }
            var before = state.Staged;
            ruins.Ruin(dice.Next(arrays.Lines));
            fill.Shunned = ruins.Shunned;
            var mood = new FillMood(dice.Next(4) * 16, dice.Next(2) == 0, dice.Next(3) * 128, dice.Next(3) * 128);
            if (state.Below > 0) foreach (var line in ruins.Lines) fill.FillToAim(line, mood);
            foreach (var line in ruins.Lines) fill.Fill(line, mood);
            if (state.Staged - before <= Patience(hot, round, rounds) && Affordable(ruins)) state.Keep();
            else state.Rollback(0);
        }
    }

    /// <summary>How much worse is still taken: mostly little, never in the last quarter.</summary>
    private long Patience(long hot, long round, long rounds)
    {
        var left = Math.Max(0, 1024 - round * 1024 * 4 / (rounds * 3));
        var luck = dice.Next(1024);
        return (long)((Int128)hot * left * left / 1048576 * luck * luck / 1048576 * luck / 1024);
    }

    private bool Affordable(Ruins ruins)
    {
        foreach (var line in ruins.Lines) if (state.Spent[arrays.LineTender[line]] > arrays.Budget[arrays.LineTender[line]]) return false;
        return true;
    }
}
