using Google.OrTools.LinearSolver;
using Market.Orders.Sourcing.Matching.Search;

namespace Market.Orders.Tests.Sourcing.Matching.Support;

/// <summary>Stages 1 and 2 as a mixed-integer program for SCIP: the proven optimum of small markets. It is built from the eligible pairs; the filters have tests of their own.</summary>
internal sealed class ReferenceModel : IDisposable
{
    private const double Scale = 1e6, Kilogram = 1000;
    private readonly MarketArrays arrays;
    private readonly Solver solver;
    private readonly Objective objective;
    private readonly Dictionary<int, List<Variable>> pools = [], sources = [];
    private readonly Dictionary<int, List<Variable>> trucks = [];
    private readonly Dictionary<(int, int), List<Variable>> uses = [];
    private readonly Dictionary<int, List<Variable>> delivered = [];

    private ReferenceModel(MarketArrays arrays)
    {
        (this.arrays, solver) = (arrays, Solver.CreateSolver("SCIP"));
        objective = solver.Objective();
        objective.SetMinimization();
    }

    public void Dispose() => solver.Dispose();

    /// <param name="nodes">When to give up: counted, so that a busy machine proves as much as a quiet one.</param>
    /// <returns>The optimum in millionths of a fen and whether it is proven.</returns>
    public static (double Value, bool Proven) Solve(MarketArrays arrays, int nodes, double gap = 1e-7)
    {
        using var model = new ReferenceModel(arrays);
        for (var line = 0; line < arrays.Lines; line++) model.Line(line);
        model.Limits();
        if (!model.solver.SetSolverSpecificParametersAsString($"limits/totalnodes = {nodes}")) throw new InvalidOperationException("SCIP does not know limits/totalnodes.");
        var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
        var status = model.solver.Solve(parameters);
        return (model.objective.Value() * Scale, status == Solver.ResultStatus.OPTIMAL);
    }

    /// <returns>The largest part of its demand, 0 to 1, that the poorest tender can get at all, and whether it is proven.</returns>
    public static (double Part, bool Proven) PoorestTender(MarketArrays arrays, int nodes)
    {
        using var model = new ReferenceModel(arrays);
        for (var line = 0; line < arrays.Lines; line++) model.Line(line);
        model.Limits();
        model.objective.Clear();
        var part = model.solver.MakeNumVar(0, 1, "");
        model.objective.SetCoefficient(part, 1);
        model.objective.SetMaximization();
        foreach (var tender in Enumerable.Range(0, arrays.Lines).GroupBy(x => arrays.LineTender[x]))
        {
            var demand = tender.Sum(x => arrays.LineDemand[x]) / Kilogram;
            var filled = model.solver.MakeConstraint(0, double.PositiveInfinity);
            foreach (var line in tender) foreach (var x in model.delivered[line]) filled.SetCoefficient(x, 1);
            filled.SetCoefficient(part, -demand);
        }
        if (!model.solver.SetSolverSpecificParametersAsString($"limits/totalnodes = {nodes}")) throw new InvalidOperationException("SCIP does not know limits/totalnodes.");
        var status = model.solver.Solve();
        return (model.objective.Value(), status == Solver.ResultStatus.OPTIMAL);
    }

    private void Line(int line)
    {
        var windows = arrays.Windows;
        var missing = Enumerable.Range(0, windows).Select(w => solver.MakeNumVar(0, arrays.Demand[line * windows + w] / Kilogram, "")).ToArray();
        foreach (var n in missing) objective.SetCoefficient(n, arrays.Penalty[line] * Kilogram / Scale);
        var cells = Enumerable.Range(0, windows).Select(_ => new List<Variable>()).ToArray();
        var chosen = new List<Variable>();
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
        {
            var y = solver.MakeBoolVar("");
            chosen.Add(y);
            var offer = arrays.PairOffer[pair];
            if (arrays.OfferFixed[offer] > 0) Add(uses, (offer, arrays.LineTender[line]), y);
            var all = new List<Variable>();
            for (var w = 0; w < windows; w++) if ((arrays.PairWindows[pair] >> w & 1) != 0) all.AddRange(Delivery(pair, line, w, y, cells[w]));
            if (arrays.LineShare[line] < long.MaxValue) Sum(all, 0, arrays.LineShare[line] / Kilogram);
        }
        Sum(chosen, 0, arrays.LineSuppliers[line]);
        delivered[line] = [.. cells.SelectMany(x => x)];
        for (var w = 0; w < windows; w++) Sum([.. cells[w], missing[w]], arrays.Demand[line * windows + w] / Kilogram, arrays.Demand[line * windows + w] / Kilogram);
    }

    private List<Variable> Delivery(int pair, int line, int w, Variable y, List<Variable> cell)
    {
        var (offer, windows, most) = (arrays.PairOffer[pair], arrays.Windows, arrays.Demand[line * arrays.Windows + w]);
        var (tiers, chosen) = (new List<Variable>(), new List<Variable>());
        for (var tier = arrays.TierStart[offer]; tier < arrays.TierStart[offer + 1]; tier++)
        {
            var least = Math.Max(arrays.TierFrom[tier], arrays.Lot(pair, line));
            var above = tier + 1 < arrays.TierStart[offer + 1] ? Math.Min(most, arrays.TierFrom[tier + 1] - 1) : most;
            if (least > above) continue;
            var (x, z) = (solver.MakeNumVar(0, above / Kilogram, ""), solver.MakeBoolVar(""));
            solver.Add(x >= z * (least / Kilogram));
            solver.Add(x <= z * (above / Kilogram));
            Price(x, (arrays.TierUnit[tier] + arrays.PairDistance[pair]) * Kilogram);
            tiers.Add(x);
            chosen.Add(z);
        }
        var used = solver.MakeConstraint(double.NegativeInfinity, 0);
        foreach (var z in chosen) used.SetCoefficient(z, 1);
        used.SetCoefficient(y, -1);
        var drawn = solver.MakeConstraint(0, 0);
        foreach (var x in tiers) drawn.SetCoefficient(x, 1);
        for (var i = arrays.WindowSourceStart[offer * windows + w]; i < arrays.WindowSourceStart[offer * windows + w + 1]; i++)
        {
            var source = arrays.WindowSource[i];
            if ((arrays.Sources.Mask(source, arrays.LineClass[line]) >> w & 1) == 0) continue;
            var draw = solver.MakeNumVar(0, double.PositiveInfinity, "");
            Price(draw, (w - arrays.Sources.From[source]) * arrays.OfferCarry[offer] * Kilogram);
            drawn.SetCoefficient(draw, -1);
            Add(sources, source, draw);
            Add(pools, arrays.Sources.Pool[source], draw);
        }
        if (arrays.HasTrucks) foreach (var x in tiers) Add(trucks, arrays.PairGroup[pair] + w, x);
        cell.AddRange(tiers);
        return tiers;
    }

    private void Limits()
    {
        foreach (var (source, draws) in sources) Sum(draws, 0, arrays.Sources.Grams[source] / Kilogram);
        foreach (var (pool, draws) in pools) Sum(draws, 0, arrays.PoolGrams[pool] / Kilogram);
        foreach (var (_, loads) in trucks)
        {
            var number = solver.MakeIntVar(0, 1_000_000, "");
            objective.SetCoefficient(number, arrays.TruckCost / Scale);
            var carries = solver.MakeConstraint(double.NegativeInfinity, 0);
            foreach (var x in loads) carries.SetCoefficient(x, 1);
            carries.SetCoefficient(number, -arrays.Problem.Rules.TruckGrams / Kilogram);
        }
        foreach (var ((offer, _), places) in uses)
        {
            var used = solver.MakeBoolVar("");
            objective.SetCoefficient(used, arrays.OfferFixed[offer] / Scale);
            foreach (var y in places) solver.Add(y <= used);
        }
    }

    private void Price(Variable x, double unit) => objective.SetCoefficient(x, unit / Scale);

    private void Sum(IReadOnlyList<Variable> parts, double least, double most)
    {
        var sum = solver.MakeConstraint(least, most);
        foreach (var x in parts) sum.SetCoefficient(x, 1);
    }

    private static void Add<TKey>(Dictionary<TKey, List<Variable>> into, TKey key, Variable x) where TKey : notnull
    {
        if (!into.TryGetValue(key, out var list)) into[key] = list = [];
        list.Add(x);
    }
}
