namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Ways to take apart a piece of a plan. Accepted grams always stay.</summary>
internal sealed class Ruins
{
    private readonly PlanState state;
    private readonly MarketArrays arrays;
    private readonly Dice dice;
    private readonly List<int>[] byTender, byProduct;
    private readonly int[] product;
    private readonly List<Slot> victims = [];

    public Ruins(PlanState state, Dice dice)
    {
        (this.state, arrays, this.dice) = (state, state.Arrays, dice);
        byTender = [.. arrays.Tenders.Select(_ => new List<int>())];
        var products = new Dictionary<(string, string), int>();
        product = new int[arrays.Lines];
        for (var line = 0; line < arrays.Lines; line++)
        {
            byTender[arrays.LineTender[line]].Add(line);
            var key = (arrays.Problem.Lines[line].Product, arrays.Problem.Lines[line].Grade);
            if (!products.TryGetValue(key, out product[line])) products[key] = product[line] = products.Count;
        }
        byProduct = [.. products.Select(_ => new List<int>())];
        for (var line = 0; line < arrays.Lines; line++) byProduct[product[line]].Add(line);
    }

    /// <summary>Lines that were taken apart and want filling, in the order to fill them.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>Offer the rebuilt lines should do without, or -1.</summary>
    public int Shunned { get; private set; }

    public void Ruin(int line)
    {
        Lines.Clear();
        Shunned = -1;
        var kind = dice.Next(16);
        if (kind < 5) Whole(line);
        else if (kind < 8) One(line);
        else if (kind < 12) Rivals(line, 1 + dice.Next(3));
        else if (kind < 14) Truck(line);
        else Supplier(line);
        for (var i = Lines.Count - 1; i > 0; i--)
        {
            var j = dice.Next(i + 1);
            (Lines[i], Lines[j]) = (Lines[j], Lines[i]);
        }
    }

    /// <summary>Takes a supplier off its line, except for what is accepted.</summary>
    public static void Clear(PlanState state, Slot slot)
    {
        for (var w = 0; w < slot.Grams.Length; w++) if (slot.Grams[w] > (slot.Floor?[w] ?? 0)) state.Set(slot, w, slot.Floor?[w] ?? 0);
        if (slot.Floor is null) state.Close(slot);
    }

    public static void ClearLine(PlanState state, int line)
    {
        for (var i = state.Slots[line].Count - 1; i >= 0; i--) Clear(state, state.Slots[line][i]);
    }

    private void Whole(int line)
    {
        ClearLine(state, line);
        if (!Lines.Contains(line)) Lines.Add(line);
    }

    private void One(int line)
    {
        if (state.Slots[line].Count > 0) Clear(state, state.Slots[line][dice.Next(state.Slots[line].Count)]);
        Lines.Add(line);
    }

    private void Rivals(int line, int count)
    {
        Whole(line);
        var rivals = byProduct[product[line]];
        for (var i = 0; i < count; i++) Whole(rivals[dice.Next(rivals.Count)]);
    }

    /// <summary>Everything of one truck group of the line: what cannot fill it may leave it.</summary>
    private void Truck(int line)
    {
        if (!arrays.HasTrucks || state.Slots[line].Count == 0)
        {
            Whole(line);
            return;
        }
        var group = arrays.PairGroup[state.Slots[line][dice.Next(state.Slots[line].Count)].Pair];
        Collect(byTender[arrays.LineTender[line]], x => arrays.PairGroup[x.Pair] == group);
    }

    private void Supplier(int line)
    {
        if (state.Slots[line].Count == 0)
        {
            Whole(line);
            return;
        }
        var offer = state.Slots[line][dice.Next(state.Slots[line].Count)].Offer;
        Collect(byProduct[product[line]], x => x.Offer == offer);
        if (dice.Next(2) == 0) Shunned = offer;
    }

    private void Collect(List<int> among, Func<Slot, bool> which)
    {
        victims.Clear();
        foreach (var line in among) foreach (var slot in state.Slots[line]) if (which(slot)) victims.Add(slot);
        foreach (var slot in victims)
        {
            if (!Lines.Contains(slot.Line)) Lines.Add(slot.Line);
            Clear(state, slot);
        }
    }
}
