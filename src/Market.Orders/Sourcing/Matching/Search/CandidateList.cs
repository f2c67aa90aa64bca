using System.Numerics;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The pairs the search looks at. Short lists are whole; of long ones, those the bound's shadow prices find best, the cheapest, and some spread over all, and every offer is in at least three lists.</summary>
/// <remarks>Keeping only the cheapest would starve large markets (sourcing.md: 24 per line fill 17 %): the shadow prices are what sends everybody elsewhere.</remarks>
internal sealed class CandidateList
{
    private const int Priced = 32, Cheapest = 6, Spread = 6, Lists = 3;
    /// <summary>Lines with at most so many pairs keep them all.</summary>
    public const int Whole = 48;

    private readonly int[] start, pairs;

    private CandidateList(int[] start, int[] pairs) => (this.start, this.pairs) = (start, pairs);

    public int Count(int line) => start[line + 1] - start[line];

    public int Of(int line, int at) => pairs[start[line] + at];

    public static CandidateList All(MarketArrays arrays) => new(arrays.PairStart, [.. Enumerable.Range(0, arrays.PairOffer.Length)]);

    /// <param name="bound">Its shadow prices rank the pairs.</param>
    public static CandidateList Best(MarketArrays arrays, LowerBound bound)
    {
        var chosen = new bool[arrays.PairOffer.Length];
        var lists = new (long Price, int Pair)[arrays.Offers * Lists];
        Array.Fill(lists, (long.MaxValue, -1));
        var (prices, keys) = (new List<(long Price, int Pair)>(), new List<(long Price, int Pair)>());
        for (var line = 0; line < arrays.Lines; line++)
        {
            prices.Clear();
            keys.Clear();
            var whole = arrays.PairStart[line + 1] - arrays.PairStart[line] <= Whole;
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
            {
                chosen[pair] = whole;
                if (whole) continue;
                var price = Reduced(arrays, bound, line, pair);
                prices.Add((price, pair));
                keys.Add((arrays.Unit(pair, 0), pair));
                Remember(lists.AsSpan(arrays.PairOffer[pair] * Lists, Lists), price, pair);
            }
            prices.Sort();
            keys.Sort();
            for (var i = 0; i < Math.Min(Priced, prices.Count); i++) chosen[prices[i].Pair] = true;
            for (var i = 0; i < Math.Min(Cheapest, keys.Count); i++) chosen[keys[i].Pair] = true;
            for (var i = 0; i < Spread && prices.Count > 0; i++) chosen[prices[(int)(Hash(line, i) % (uint)prices.Count)].Pair] = true;
        }
        foreach (var (_, pair) in lists) if (pair >= 0) chosen[pair] = true;
        return Gather(arrays, chosen);
    }

    private static CandidateList Gather(MarketArrays arrays, bool[] chosen)
    {
        var (start, pairs) = (new int[arrays.Lines + 1], new int[chosen.Count(x => x)]);
        var at = 0;
        for (var line = 0; line < arrays.Lines; line++)
        {
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) if (chosen[pair]) pairs[at++] = pair;
            start[line + 1] = at;
        }
        return new(start, pairs);
    }

    /// <summary>What a gram costs beyond what it is worth to the line, in its best window.</summary>
    private static long Reduced(MarketArrays arrays, LowerBound bound, int line, int pair)
    {
        var (best, unit, offer) = (long.MaxValue, arrays.Unit(pair, long.MaxValue), arrays.PairOffer[pair]);
        for (var w = 0; w < arrays.Windows; w++)
        {
            if ((arrays.PairWindows[pair] >> w & 1) == 0) continue;
            var pool = arrays.Sources.Pool[arrays.WindowSource[arrays.WindowSourceStart[offer * arrays.Windows + w]]];
            best = Math.Min(best, unit + bound.PoolPrice[pool] - bound.LinePrice[line * arrays.Windows + w]);
        }
        return best;
    }

    private static void Remember(Span<(long Price, int Pair)> lists, long price, int pair)
    {
        var at = lists.Length - 1;
        if (price >= lists[at].Price) return;
        for (; at > 0 && price < lists[at - 1].Price; at--) lists[at] = lists[at - 1];
        lists[at] = (price, pair);
    }

    private static uint Hash(int line, int i) => BitOperations.RotateLeft((uint)line * 2654435761u + (uint)i * 2246822519u, 13) * 3266489917u;
}
