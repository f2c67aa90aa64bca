namespace Market.Catalog.Search;

/// <summary>The best hits so far: a heap with the worst one on top. Higher keys are better, equal ones go by id.</summary>
/// <remarks>Ids break ties so that every replica pages through the same order, whatever its segments look like.</remarks>
internal sealed class TopHits(int capacity)
{
    private readonly PriorityQueue<Guid, (long Key, Guid Id)> _heap = new(Comparer<(long Key, Guid Id)>.Create(Compare));
    private long _worst = long.MinValue;

    public void Offer(long key, in Guid id)
    {
        if (key < _worst) return;
        if (_heap.Count < capacity) _heap.Enqueue(id, (key, id));
        else _heap.EnqueueDequeue(id, (key, id));
        if (_heap.Count == capacity && _heap.TryPeek(out _, out var worst)) _worst = worst.Key;
    }

    /// <summary>Takes the last hits out, best first.</summary>
    /// <param name="skip">Better hits that belong to earlier pages.</param>
    public Guid[] Page(int skip)
    {
        var ids = new Guid[Math.Max(0, _heap.Count - skip)];
        for (var i = ids.Length - 1; i >= 0; i--) ids[i] = _heap.Dequeue();
        return ids;
    }

    private static int Compare((long Key, Guid Id) left, (long Key, Guid Id) right) =>
        left.Key != right.Key ? left.Key.CompareTo(right.Key) : right.Id.CompareTo(left.Id);
}
