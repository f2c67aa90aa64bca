using System.Diagnostics;
using System.Globalization;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Matching.Search;
using Market.Orders.Tests.Sourcing.Matching.Support;

namespace Market.Benchmarks;

/// <summary>The goals of the matching engine on made-up markets (seed 1, MadeUpMarket.cs) and on the OR-Library: one core, one thread.</summary>
internal static class MatchBench
{
    /// <summary>Rounds a line of the row that must come near M's bound in 15 s; it has no explanations.</summary>
    private const int QuickRounds = 30;
    private const int XsSeeds = 20, Seed = 1;

    public static bool Knows(string[] which) => which is [] or ["xs" or "s" or "m" or "l" or "orlib" or "drop" or "poorest"];

    public static int Run(string[] which)
    {
        bool Asked(string name) => which is [] || which[0] == name;
        if (Asked("xs")) Xs();
        if (which is [] || which[0] is "s" or "m" or "l") Head();
        if (Asked("s")) Row(MarketSize.S, null);
        if (Asked("m"))
        {
            Row(MarketSize.M, QuickRounds);
            Row(MarketSize.M, null);
        }
        if (Asked("l")) Row(MarketSize.L, null);
        if (Asked("drop")) Drop();
        if (Asked("poorest")) Poorest();
        if (Asked("orlib")) OrLib();
        return 0;
    }

    private static void Xs()
    {
        var (gaps, times, proven) = (new List<double>(), new List<double>(), 0);
        for (var seed = 1; seed <= XsSeeds; seed++)
        {
            // The small share is stage 3: the optimum is of stages 1 and 2.
            var problem = MadeUpMarket.Make(MarketSize.Xs, seed);
            problem = problem with { Rules = problem.Rules with { SmallSharePerMille = 0 } };
            var watch = Stopwatch.StartNew();
            var plan = Matcher.Match(problem);
            times.Add(watch.Elapsed.TotalSeconds);
            var (optimum, known) = ReferenceModel.Solve(ArrayBuilder.Build(problem.Sorted()), 200_000);
            if (known) proven++;
            gaps.Add(100 * ((double)plan.Cost.Objective / optimum - 1));
            Clean(plan);
        }
        Say($"XS, {XsSeeds} seeds against SCIP ({proven} proven): mean {gaps.Average():+0.000;-0.000} % (goal 0.5), worst {gaps.Max():+0.000;-0.000} % (goal 1), median time {times.Order().ElementAt(times.Count / 2):0.00} s (goal 0.2)");
    }

    private static void Head() => Say($"{"",-3} {"objective, fen",20} {"bound, fen",20} {"gap",7} {"stage 1+2",9} {"fill",7} {"1st come",8} {"greedy",8} {"search s",8} {"all s",7} {"peak MB",7} {"losing",7} {"verified",8} {"missed",6} hash");

    private static void Row(MarketSize size, int? rounds)
    {
        var problem = MadeUpMarket.Make(size, Seed);
        var stages = new StageTimes();
        var plan = Matcher.Match(problem, rounds is null ? null : new() { RoundsPerLine = rounds, Explain = false }, stages);
        var all = stages.Elapsed;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        var (first, greedy) = Baselines(problem);
        var (found, figures) = ((double)plan.Cost.Objective, plan.Figures);
        var bound = figures.Bound is { } known ? (double)known : double.NaN;
        Say($"{size.Name,-3} {plan.Cost.ObjectiveFen,20:0} {bound / 1e6,20:0} {100 * (found / bound - 1),6:0.00}% {100 * ((found - (double)plan.Fairness.CostMicroFen) / bound - 1),8:0.00}% {plan.Fill * 100,6:0.00}% {first * 100,7:0.00}% {100 * ((found - (double)plan.Fairness.CostMicroFen) / greedy - 1),7:0.00}% {stages.Until(MatchStage.Fairness),8:0.0} {all,7:0.0} {peak,7} {figures.Losing,7} {figures.Verified,8} {figures.MissedImprovements,6} {plan.Hash[..12]}");
        Clean(plan);
    }

    private static (double FirstCome, double Greedy) Baselines(MatchProblem problem)
    {
        var arrays = ArrayBuilder.Build(problem.Sorted());
        var (first, greedy) = (new PlanState(arrays), new PlanState(arrays));
        FirstPlan.FirstCome(first);
        FirstPlan.ScarcestFirst(greedy, CancellationToken.None);
        return (1 - first.Unfilled.Sum() / (double)arrays.LineDemand.Sum(), greedy.Objective);
    }

    private static void Drop()
    {
        var problem = MadeUpMarket.Make(MarketSize.S, Seed);
        var plan = Matcher.Match(problem, new() { Explain = false });
        var offers = problem.Offers.ToDictionary(x => x.Id, x => x.Supplier);
        var suppliers = plan.Awards.Select(x => offers[x.Offer]).Distinct().Order(StringComparer.Ordinal).ToList();
        var first = Stopwatch.StartNew();
        Matcher.DropOut(plan, problem, suppliers[0]);
        first.Stop();
        // What is left to compile is compiled, as in every other measurement.
        for (var i = 0; i < 3; i++) Matcher.DropOut(plan, problem, suppliers[i]);
        var (slowest, worst, revoked) = (0.0, 0.0, 0);
        foreach (var supplier in suppliers.Where((_, i) => i % Math.Max(1, suppliers.Count / 20) == 0))
        {
            var watch = Stopwatch.StartNew();
            var answer = Matcher.DropOut(plan, problem, supplier);
            slowest = Math.Max(slowest, watch.Elapsed.TotalMilliseconds);
            revoked += answer.Plan.Violations.Count;
            var again = Matcher.Match(answer.Problem with { Earlier = [] }, new() { Explain = false, Bound = false, RoundsPerLine = 200 });
            worst = Math.Max(worst, 100.0 * (again.Figures.Filled - answer.Plan.Figures.Filled) / plan.Figures.Demand);
        }
        Say($"drop-out on S, every supplier of twenty: slowest answer {slowest:0} ms (goal 100; the very first of the process, still being compiled, {first.Elapsed.TotalMilliseconds:0}), accepted awards revoked {revoked} (goal 0), fill at most {worst:0.00} points below a re-solve (goal 0.5)");
    }

    private static void Poorest()
    {
        var problem = MadeUpMarket.Make(MarketSize.M, Seed);
        foreach (var first in new[] { false, true })
        {
            var watch = Stopwatch.StartNew();
            var plan = Matcher.Match(problem with { Rules = problem.Rules with { PoorestTenderFirst = first } }, new() { RoundsPerLine = QuickRounds, Explain = false });
            Say($"M, {plan.Fairness.Tenders.Count} tenders, the poorest first: {(first ? "yes" : "no "),-3} poorest {plan.Fairness.Tenders.Min(x => 100.0 * x.Filled / x.Demand):0.00} %, all {plan.Fill * 100:0.00} %, landed {plan.Cost.LandedFen:0} fen, objective {plan.Cost.ObjectiveFen:0} fen, {watch.Elapsed.TotalSeconds:0.0} s");
            Clean(plan);
        }
    }

    private static void OrLib()
    {
        if (Environment.GetEnvironmentVariable("MARKET_REAL_DATA") is not { Length: > 0 } folder)
        {
            Say($"OR-Library: not measured, MARKET_REAL_DATA is not set (it names the folder with matching/orlib-cap)");
            return;
        }
        var (gaps, slowest) = (new List<double>(), 0.0);
        // What is to be compiled is compiled, as in every other measurement: the first plan of a process takes half a second longer.
        Matcher.Match(OrLibrary.Read(File.ReadAllBytes(Path.Combine(folder, "matching/orlib-cap/cap41.txt"))).Problem, new() { Explain = false });
        foreach (var row in File.ReadLines(Path.Combine(folder, "matching/orlib-cap/optima.csv")).Skip(1).Select(x => x.Split(',')).Where(x => !char.IsLetter(x[0][3])))
        {
            var file = Path.Combine(folder, "matching/orlib-cap", row[0] + ".txt");
            if (!File.Exists(file)) continue;
            var watch = Stopwatch.StartNew();
            var library = OrLibrary.Read(File.ReadAllBytes(file));
            var plan = Matcher.Match(library.Problem, new() { Explain = false });
            var (cost, optimum) = (library.Cost(plan), decimal.Parse(row[1], CultureInfo.InvariantCulture));
            slowest = Math.Max(slowest, watch.Elapsed.TotalSeconds);
            gaps.Add((double)(100 * (cost / optimum - 1)));
            Say($"{row[0],-7} {cost,14:0.000} optimum {optimum,12:0.000} {gaps[^1],7:0.000} % {watch.Elapsed.TotalSeconds,5:0.00} s{(plan.Fill < 1 ? " NOT ALL SERVED" : "")}");
            Clean(plan);
        }
        Say($"OR-Library, {gaps.Count} files: mean {gaps.Average():0.000} % (goal 1), worst {gaps.Max():0.000} % (goal 3), slowest {slowest:0.00} s (goal 1)");
    }

    private static void Clean(MatchPlan plan)
    {
        foreach (var violation in plan.Violations) Say($"VIOLATION {violation}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>When each stage began.</summary>
    private sealed class StageTimes : IProgress<MatchProgress>
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private readonly Dictionary<MatchStage, double> begun = [];

        public double Elapsed => watch.Elapsed.TotalSeconds;

        public void Report(MatchProgress value) => begun.TryAdd(value.Stage, watch.Elapsed.TotalSeconds);

        public double Until(MatchStage stage) => begun[stage];
    }
}
