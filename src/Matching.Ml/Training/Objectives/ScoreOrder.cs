namespace Matching.Ml.Training.Objectives;

/// <summary>Order of a query's rows by falling score, equal scores by place. Starts from the last round's order, which rarely changes much.</summary>
internal static class ScoreOrder
{
    /// <param name="order">Last order, or any; becomes the new one.</param>
    public static void Sort(ReadOnlySpan<int> scores, Span<int> order, long[] keys)
    {
        var moves = 0;
        var most = 6 * order.Length;
        for (var i = 0; i < order.Length; i++)
        {
            var key = QueryList.SortKey(scores[order[i]], order[i]);
            var at = i;
            while (at > 0 && keys[at - 1] > key)
            {
                keys[at] = keys[at - 1];
                at--;
            }

            keys[at] = key;
            moves += i - at;
            if (moves > most)
            {
                SortAnew(scores, order, keys);
                return;
            }
        }

        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (int)(uint)keys[i];
        }
    }

    private static void SortAnew(ReadOnlySpan<int> scores, Span<int> order, long[] keys)
    {
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = QueryList.SortKey(scores[i], i);
        }

        keys.AsSpan(0, order.Length).Sort();
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (int)(uint)keys[i];
        }
    }
}
