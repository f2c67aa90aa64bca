using System.Security.Cryptography;
using Market.Orders.Sourcing.Matching.Checking;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>One run of the engine over a checked problem: bound, first plan, search, fairness, explanations, checker.</summary>
internal sealed class MatchRun
{
    private const long MostSmallRounds = 45_000, MostTimes = 8;

    private readonly MatchProblem problem;
    private readonly MatchOptions options;
    private readonly IProgress<MatchProgress>? progress;
    private readonly CancellationToken ct;
    private readonly MarketArrays arrays;
    private readonly SupplierIndex suppliers;
    private readonly PlanState state;
    private Int128? bound;

    /// <param name="problem">Checked.</param>
    public MatchRun(MatchProblem problem, MatchOptions options, IProgress<MatchProgress>? progress, CancellationToken ct)
    {
        (this.problem, this.options, this.progress, this.ct) = (problem.Sorted(), options, progress, ct);
        progress?.Report(new(MatchStage.Read, 0, 1));
        (arrays, suppliers) = (ArrayBuilder.Build(this.problem), new(this.problem));
        state = new(arrays);
        new AcceptedFlow(state).Load(ct);
    }

    /// <summary>Ruin-and-recreate rounds: many where lines and bids are few, never less than a dozen for each line.</summary>
    private long Rounds => (long)(options.RoundsPerLine ?? Math.Min(Math.Clamp(450_000 / arrays.Lines, 15, 800), 29_300 / Math.Max(1, arrays.PairOffer.Length / arrays.Lines))) * arrays.Lines;

    /// <summary>Times the bound's weights are improved: none where one round takes seconds.</summary>
    private int BoundRounds => !options.Bound || arrays.PairOffer.Length > Explainer.MostPairs ? 0 : Math.Clamp(1_500_000 / (arrays.PairOffer.Length + 1), 16, 300);

    /// <param name="start">Awards to begin with, or null: scarcest line first.</param>
    public MatchPlan Go(IReadOnlyList<Award>? start)
    {
        var poolPrice = Bound();
        progress?.Report(new(MatchStage.Start, 0, 1));
        if (start is not null) WarmStart.Load(state, start);
        var order = FirstPlan.ScarcestFirst(state, ct);
        var first = state.Objective;
        if (start is null) FirstPlan.Guided(state, order, poolPrice, ct);
        using var fingerprint = PlanHash.Begin(problem);
        var dice = new Dice(PlanHash.Seed(fingerprint) + (ulong)options.Seed);
        var search = new RuinAndRecreate(state, dice, poolPrice) { Cold = start is not null };
        Search(search);
        new ChargeSearch(state, dice).Run(ct);
        Polish();
        if (new PoorestTender(state, dice, poolPrice).Run(Rounds / 2, ct)) Polish();
        progress?.Report(new(MatchStage.Fairness, 0, 1));
        var fairness = new Fairness(state, dice, poolPrice);
        fairness.Run(Rounds / 8, ct);
        var explainer = new Explainer(state, suppliers, fairness.Most);
        if (options.Explain) explainer.Run(progress, ct);
        progress?.Report(new(MatchStage.Check, 0, 1));
        return Plan((first, search.Rounds), fingerprint, fairness, explainer);
    }

    /// <summary>Keeps the value and the shadow prices: the networks of a large market take more room than the search.</summary>
    private long[] Bound()
    {
        var found = LowerBound.Find(arrays, BoundRounds, progress, ct);
        (bound, arrays.Candidates) = (found.Value, CandidateList.Best(arrays, found));
        return found.PoolPrice;
    }

    /// <summary>Small markets are searched several times, each time from the best plan so far, heated up again.</summary>
    private void Search(RuinAndRecreate search)
    {
        var times = search.Cold || options.RoundsPerLine is not null ? 1 : (int)Math.Clamp(MostSmallRounds / Rounds, 1, MostTimes);
        search.Run(Rounds, progress, ct);
        for (var time = 1; time < times; time++)
        {
            var (best, objective) = (SavedPlan.Of(state), state.Staged);
            search.Run(Rounds, progress, ct);
            if (state.Staged > objective) best.Into(state);
        }
    }

    private void Polish()
    {
        var reflow = new Reflow(state);
        for (var i = 0; i < 4 && reflow.Run(ct); i++) ct.ThrowIfCancellationRequested();
    }

    private MatchPlan Plan((long First, long Rounds) found, IncrementalHash fingerprint, Fairness fairness, Explainer explainer)
    {
        var awards = PlanAwards.Of(state, suppliers);
        var filters = new FilterReasons(arrays, suppliers);
        var explanations = options.Explain ? Explanations(explainer, filters) : [];
        var demand = arrays.LineDemand.Sum();
        var losing = explanations.Count(x => x.Reason is not Reason.Won);
        var plan = new MatchPlan
        {
            Hash = PlanHash.End(fingerprint, awards),
            Awards = awards,
            Unfilled = Unfilled(explanations),
            Cost = PlanAwards.Cost(state),
            Explanations = explanations,
            Fairness = new(state.Objective - fairness.Before, Math.Max(fairness.Allowance, state.Objective - fairness.Before), [.. arrays.Tenders.Select((x, t) => Share(x, t))]),
            Violations = [],
            Figures = new(options.Bound ? bound : null, found.First, demand, demand - state.Unfilled.Sum(), found.Rounds, explainer.Missed, losing, losing - explainer.Unverified),
        };
        return plan with { Violations = PlanChecker.Check(problem, plan) };
    }

    private List<Explanation> Explanations(Explainer explainer, FilterReasons filters) =>
        [.. explainer.Found(filters).Concat(filters.All()).OrderBy(x => x.Line, StringComparer.Ordinal).ThenBy(x => x.Offer, StringComparer.Ordinal)];

    private TenderShare Share(string tender, int index)
    {
        var (demand, left) = (0L, 0L);
        for (var line = 0; line < arrays.Lines; line++)
        {
            if (arrays.LineTender[line] != index) continue;
            demand += arrays.LineDemand[line];
            for (var w = 0; w < arrays.Windows; w++) left += state.Unfilled[line * arrays.Windows + w];
        }
        return new(tender, demand, demand - left, state.Small[index], state.SmallTarget[index]);
    }

    private List<Shortfall> Unfilled(IReadOnlyList<Explanation> explanations)
    {
        var able = explanations.Where(x => x.Rule is FilterRule.Certificate or FilterRule.SharedLogo).ToLookup(x => x.Line, x => x.Offer);
        var missing = new List<Shortfall>();
        for (var line = 0; line < arrays.Lines; line++)
            for (var w = 0; w < arrays.Windows; w++)
                if (state.Unfilled[line * arrays.Windows + w] is > 0 and var grams)
                    missing.Add(new(problem.Lines[line].Id, problem.Windows[w].Id, grams, [.. able[problem.Lines[line].Id]]));
        return missing;
    }
}
