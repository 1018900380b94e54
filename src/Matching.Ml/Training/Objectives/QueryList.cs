namespace Matching.Ml.Training.Objectives;

/// <summary>Queries of a ranking set: rows from one start to the next, and what does not change while scores do.</summary>
internal sealed class QueryList
{
    /// <summary>Positions the hold-out is judged on.</summary>
    public const int JudgedTo = 10;

    private readonly double[] judgedBest;

    /// <param name="starts">First row of each query, and the number of rows at the end.</param>
    public QueryList(int[] starts, float[] labels)
    {
        Starts = starts;
        Gains = new float[labels.Length];
        var longest = 1;
        for (var i = 0; i < labels.Length; i++)
        {
            Gains[i] = (float)(Math.ScaleB(1, (int)labels[i]) - 1);
        }

        for (var q = 0; q < Count; q++)
        {
            longest = Math.Max(longest, starts[q + 1] - starts[q]);
        }

        Longest = longest;
        Discounts = new float[longest + 32];
        for (var rank = 0; rank < Discounts.Length; rank++)
        {
            Discounts[rank] = (float)(1 / Logarithm.Base2(rank + 2));
        }

        judgedBest = new double[Count];
        for (var q = 0; q < Count; q++)
        {
            judgedBest[q] = BestGain(q, JudgedTo);
        }
    }

    public int[] Starts { get; }

    public int Count => Starts.Length - 1;

    public int Longest { get; }

    /// <summary>2^grade − 1 of each row.</summary>
    public float[] Gains { get; }

    /// <summary>1 / log2(rank + 2), rank from 0.</summary>
    public float[] Discounts { get; }

    /// <summary>Best discounted gain of a query down to <paramref name="depth"/> positions; 0 without a relevant row.</summary>
    public double BestGain(int query, int depth)
    {
        var gains = Gains[Starts[query]..Starts[query + 1]];
        Array.Sort(gains);
        var sum = 0.0;
        for (var rank = 0; rank < Math.Min(depth, gains.Length); rank++)
        {
            sum += (double)gains[^(rank + 1)] * Discounts[rank];
        }

        return sum;
    }

    /// <summary>1 − mean NDCG@10 of the queries whose first row is counted; queries without a relevant row are left out.</summary>
    public double? Loss(int[] scores, ReadOnlySpan<bool> isCounted)
    {
        var (sum, queries) = (0.0, 0);
        var keys = new long[Longest];
        for (var q = 0; q < Count; q++)
        {
            var (from, count) = (Starts[q], Starts[q + 1] - Starts[q]);
            if (!isCounted[from] || judgedBest[q] == 0)
            {
                continue;
            }

            for (var i = 0; i < count; i++)
            {
                keys[i] = SortKey(scores[from + i], i);
            }

            keys.AsSpan(0, count).Sort();
            var gain = 0.0;
            for (var rank = 0; rank < Math.Min(JudgedTo, count); rank++)
            {
                gain += (double)Gains[from + (int)(uint)keys[rank]] * Discounts[rank];
            }

            sum += gain / judgedBest[q];
            queries++;
        }

        return queries == 0 ? null : 1 - (sum / queries);
    }

    /// <summary>Rises as the score falls; equal scores by place.</summary>
    public static long SortKey(int score, int place) => (-(long)score << 32) + place;
}
