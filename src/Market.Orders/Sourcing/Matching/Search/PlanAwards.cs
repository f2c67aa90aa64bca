using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The searched plan in the words of the problem.</summary>
internal static class PlanAwards
{
    /// <summary>By line, offer and window.</summary>
    public static IReadOnlyList<Award> Of(PlanState state, SupplierIndex suppliers) => [.. Enumerable.Range(0, state.Arrays.Lines).SelectMany(x => Of(state, suppliers, x))];

    public static IReadOnlyList<Award> Of(PlanState state, SupplierIndex suppliers, int line)
    {
        var (arrays, awards) = (state.Arrays, new List<Award>());
        foreach (var slot in state.Slots[line].OrderBy(x => x.Offer))
            for (var w = 0; w < arrays.Windows; w++)
                if (slot.Grams[w] > 0)
                    awards.Add(new(arrays.Problem.Offers[slot.Offer].Id, arrays.Problem.Lines[line].Id, arrays.Problem.Windows[w].Id, slot.Grams[w], arrays.Unit(slot.Pair, slot.Grams[w]), Parts(arrays, suppliers, slot, w)));
        return awards;
    }

    private static List<AwardPart> Parts(MarketArrays arrays, SupplierIndex suppliers, Slot slot, int window)
    {
        var (parts, first, start) = (new List<AwardPart>(), arrays.WindowSourceStart[slot.Offer * arrays.Windows], arrays.WindowSourceStart[slot.Offer * arrays.Windows + window]);
        for (var i = start; i < arrays.WindowSourceStart[slot.Offer * arrays.Windows + window + 1]; i++)
        {
            if (slot.Draw[i - first] == 0) continue;
            var source = arrays.WindowSource[i];
            parts.Add(new(suppliers.All[arrays.Sources.Cooperative[source]].Id, arrays.Problem.Windows[arrays.Sources.From[source]].Id, arrays.Problem.Windows[arrays.Sources.To[source]].Id, slot.Draw[i - first]));
        }
        return [.. parts.OrderBy(x => x.Cooperative, StringComparer.Ordinal)];
    }

    public static MatchCost Cost(PlanState state) => new(state.Objective, state.Penalty, state.Goods, state.Trucks, state.Fixed, state.Change);
}
