using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Harvests of all offers: a cooperative's own and its parts of joint bids share a pool when they are the same harvest.</summary>
internal sealed class SourceBuilder
{
    private readonly MatchProblem problem;
    private readonly SupplierIndex suppliers;
    private readonly Dictionary<string, int> windows;
    private readonly Dictionary<(int Cooperative, string Product, string Grade, int From, int To), int> pools = [];
    private readonly List<long> poolGrams = [];
    private readonly List<(string[] Certificates, bool Logo, int Shelf)> classes = [];

    public SourceBuilder(MatchProblem problem, SupplierIndex suppliers, Dictionary<string, int> windows)
    {
        (this.problem, this.suppliers, this.windows) = (problem, suppliers, windows);
        LineClass = Classes();
        var starts = new int[problem.Offers.Count * windows.Count + 1];
        var (all, masks) = (new List<int>(), new List<ulong>());
        for (var i = 0; i < problem.Offers.Count; i++)
        {
            var first = Table.Pool.Count;
            Add(problem.Offers[i], masks);
            // The one that spoils first is taken first.
            int[] order = [.. Enumerable.Range(first, Table.Pool.Count - first).OrderBy(x => Table.To[x]).ThenBy(x => Table.From[x]).ThenBy(x => x)];
            for (var w = 0; w < windows.Count; w++)
            {
                foreach (var source in order) if (Table.From[source] <= w && w <= Table.To[source]) all.Add(source);
                starts[i * windows.Count + w + 1] = all.Count;
            }
        }
        (WindowSourceStart, WindowSource, Pools) = (starts, [.. all], [.. poolGrams]);
        (Table.Windows, Table.Classes) = ([.. masks], classes.Count);
    }

    public int[] LineClass { get; }
    public int[] WindowSourceStart { get; }
    public int[] WindowSource { get; }
    public long[] Pools { get; }
    public SourceTable Table { get; } = new();

    private int[] Classes()
    {
        var (known, of) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[problem.Lines.Count]);
        for (var i = 0; i < of.Length; i++)
        {
            var line = problem.Lines[i];
            var kinds = line.Certificates.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            var key = $"{string.Join('\u001f', kinds)}|{line.SharedLogo}|{line.MinShelfWindows}";
            if (!known.TryGetValue(key, out of[i]))
            {
                known[key] = of[i] = classes.Count;
                classes.Add((kinds, line.SharedLogo, line.MinShelfWindows));
            }
        }
        return of;
    }

    private void Add(SupplyOffer offer, List<ulong> masks)
    {
        if (offer.Shares.Count == 0) Add(offer, suppliers[offer.Supplier], offer.Harvests, (offer.Certificates, offer.Logos), masks);
        foreach (var share in offer.Shares.OrderBy(x => x.Cooperative, StringComparer.Ordinal))
            if (!suppliers.All[suppliers[share.Cooperative]].Suspended) Add(offer, suppliers[share.Cooperative], share.Harvests, (share.Certificates, share.Logos), masks);
    }

    private void Add(SupplyOffer offer, int cooperative, IReadOnlyList<Harvest> harvests, (IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<DateSpan> Logos) papers, List<ulong> masks)
    {
        foreach (var harvest in harvests.OrderBy(x => windows[x.From]).ThenBy(x => windows[x.To]))
        {
            var (from, to) = (windows[harvest.From], windows[harvest.To]);
            var key = (cooperative, offer.Product, offer.Grade, from, to);
            if (!pools.TryGetValue(key, out var pool))
            {
                pools[key] = pool = poolGrams.Count;
                poolGrams.Add(0);
            }
            poolGrams[pool] = Math.Max(poolGrams[pool], harvest.Grams);
            Table.Pool.Add(pool);
            Table.Cooperative.Add(cooperative);
            Table.Grams.Add(harvest.Grams);
            Table.From.Add(from);
            Table.To.Add(to);
            Table.Small.Add(suppliers.All[cooperative].Small);
            foreach (var (kinds, logo, shelf) in classes) masks.Add(Mask(from, to - shelf, window => Papers.Hold(window, kinds, logo, papers.Certificates, papers.Logos)));
        }
    }

    private ulong Mask(int from, int to, Func<DeliveryWindow, bool> valid)
    {
        var mask = 0UL;
        for (var w = from; w <= to; w++) if (valid(problem.Windows[w])) mask |= 1UL << w;
        return mask;
    }
}
