namespace Matching.Search.Embedded;

/// <summary>Keeps the best so many of the firms offered that come after the cursor.</summary>
internal sealed class BestFirms(int wanted, SearchCursor? after)
{
    // The worst kept firm is at the head.
    private readonly PriorityQueue<int, (long Key, long Id)> kept = new(WorstFirst.Instance);

    public IEnumerable<(int Firm, (long Key, long Id) Place)> Firms => kept.UnorderedItems;

    public void Offer(long key, long id, int firm)
    {
        if (after is { } cursor && !cursor.IsBefore(key, id))
        {
            return;
        }

        if (kept.Count < wanted)
        {
            kept.Enqueue(firm, (key, id));
        }
        else if (kept.TryPeek(out _, out var worst) && (key > worst.Key || (key == worst.Key && id < worst.Id)))
        {
            kept.DequeueEnqueue(firm, (key, id));
        }
    }

    private sealed class WorstFirst : IComparer<(long Key, long Id)>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare((long Key, long Id) left, (long Key, long Id) right) =>
            left.Key.CompareTo(right.Key) is var byKey and not 0 ? byKey : right.Id.CompareTo(left.Id);
    }
}
