using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Matching.Ml.Training.Objectives;

/// <summary>
/// LambdaMART (Burges 2010) with the change of NDCG as weight. A pair (high, low) at ranks i &lt; truncation and j &gt; i pulls by
/// σ(s_low − s_high) · |gain difference · discount difference| / best gain, divided by 0.01 + |s_high − s_low| unless all scores of the query are
/// equal; a query's pulls are scaled by log2(1 + sum) / sum, as LightGBM does. Pairs are walked in 16 lanes whatever the hardware has, so
/// sums have one order.
/// </summary>
internal sealed class LambdaRankObjective(QueryList queries, int truncation) : IObjective
{
    private const int QueriesABlock = 64;
    private const int Lanes = 16;
    private readonly float[] inverseBest = InverseBest(queries, truncation);

    public double Start => 0;

    public double? Loss(int[] scores, double unit, ReadOnlySpan<bool> isCounted) => queries.Loss(scores, isCounted);

    public void Gradients(int[] scores, double unit, GradientBuffer buffer, int threads)
    {
        buffer.PrepareOrder(queries);
        WorkBlocks.Run((queries.Count + QueriesABlock - 1) / QueriesABlock, threads, block =>
        {
            var room = new Room(queries.Longest);
            for (var q = block * QueriesABlock; q < Math.Min(queries.Count, (block + 1) * QueriesABlock); q++)
            {
                Query(q, scores, (float)unit, buffer, room);
            }
        });
    }

    private static float[] InverseBest(QueryList queries, int truncation)
    {
        var inverse = new float[queries.Count];
        for (var q = 0; q < inverse.Length; q++)
        {
            var best = queries.BestGain(q, truncation);
            inverse[q] = best > 0 ? (float)(1 / best) : 0;
        }

        return inverse;
    }

    private void Query(int q, int[] scores, float unit, GradientBuffer buffer, Room room)
    {
        var (from, count) = (queries.Starts[q], queries.Starts[q + 1] - queries.Starts[q]);
        var pulls = buffer.Pulls.Slice(from, count);
        if (inverseBest[q] == 0 || count < 2)
        {
            pulls.Clear();
            return;
        }

        var order = buffer.Order.AsSpan(from, count);
        ScoreOrder.Sort(scores.AsSpan(from, count), order, room.Keys);
        for (var r = 0; r < count; r++)
        {
            // Scores relative to the best keep float32 exact where ranks are decided.
            room.Scores[r] = (scores[from + order[r]] - scores[from + order[0]]) * unit;
            room.Gains[r] = queries.Gains[from + order[r]];
        }

        var padded = count + Lanes;
        room.Gradients.AsSpan(0, padded).Clear();
        room.Curvatures.AsSpan(0, padded).Clear();
        // Lanes past the end take the gain of a pair of equals: none.
        var isFlat = room.Scores[count - 1] == 0f;
        var sum = 0f;
        for (var i = 0; i < Math.Min(truncation, count - 1); i++)
        {
            sum += Row(i, count, inverseBest[q], isFlat, room);
        }

        var scale = sum > 0 ? (float)(Logarithm.Base2(1 + sum) / sum) : 1f;
        for (var r = 0; r < count; r++)
        {
            pulls[order[r]] = new(room.Gradients[r] * scale, room.Curvatures[r] * scale);
        }
    }

    /// <summary>All pairs of rank <paramref name="i"/> with the ranks below it.</summary>
    /// <returns>Twice the sum of their pulls.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Row(int i, int count, float inverse, bool isFlat, Room room)
    {
        ref var scores = ref room.Scores[0];
        ref var gains = ref room.Gains[0];
        ref var gradients = ref room.Gradients[0];
        ref var curvatures = ref room.Curvatures[0];
        ref var discounts = ref queries.Discounts[0];
        var (ownScore, ownGain, ownDiscount) = (Vector512.Create(room.Scores[i]), Vector512.Create(room.Gains[i]), Vector512.Create(queries.Discounts[i]));
        var inverses = Vector512.Create(inverse);
        var (one, zero) = (Vector512<float>.One, Vector512<float>.Zero);
        var (pull, bend, all) = (zero, zero, zero);
        for (var j = i + 1; j < count; j += Lanes)
        {
            var at = (nuint)j;
            var difference = ownGain - Vector512.LoadUnsafe(ref gains, at);
            if (j + Lanes > count)
            {
                var inside = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count - j)).AsSingle();
                difference = Vector512.ConditionalSelect(inside, difference, zero);
            }

            var apart = Vector512.Equals(difference, zero);
            if (apart == Vector512<float>.AllBitsSet)
            {
                continue;
            }

            var distance = ownScore - Vector512.LoadUnsafe(ref scores, at);
            var isHigh = Vector512.GreaterThan(difference, zero);
            var signed = Vector512.ConditionalSelect(isHigh, distance, zero - distance);
            var weight = Vector512.Abs(difference) * (ownDiscount - Vector512.LoadUnsafe(ref discounts, at)) * inverses;
            if (!isFlat)
            {
                weight /= Vector512.Create(0.01f) + Vector512.Abs(distance);
            }

            var share = one / (one + Exponential.Of(signed));
            var force = share * weight;
            var curve = force * (one - share);
            var outward = Vector512.ConditionalSelect(isHigh, force, zero - force);
            pull -= outward;
            bend += curve;
            all += force;
            (Vector512.LoadUnsafe(ref gradients, at) + outward).StoreUnsafe(ref gradients, at);
            (Vector512.LoadUnsafe(ref curvatures, at) + curve).StoreUnsafe(ref curvatures, at);
        }

        room.Gradients[i] += Total(pull);
        room.Curvatures[i] += Total(bend);
        return 2 * Total(all);
    }

    private static float Total(Vector512<float> lanes)
    {
        var sum = 0f;
        for (var k = 0; k < Lanes; k++)
        {
            sum += lanes[k];
        }

        return sum;
    }

    private sealed class Room(int longest)
    {
        public float[] Scores { get; } = new float[longest + Lanes];

        public float[] Gains { get; } = new float[longest + Lanes];

        public float[] Gradients { get; } = new float[longest + Lanes];

        public float[] Curvatures { get; } = new float[longest + Lanes];

        public long[] Keys { get; } = new long[longest];
    }
}
