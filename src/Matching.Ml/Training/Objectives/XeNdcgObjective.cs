namespace Matching.Ml.Training.Objectives;

/// <summary>
/// Cross-entropy between the softmax of the scores and a distribution drawn around 2^grade (Bruch 2021, XE-NDCG), with the first three
/// orders of its gradient. Draws come from a hash of seed, round and row.
/// </summary>
internal sealed class XeNdcgObjective(QueryList queries, ulong seed) : IObjective
{
    private const int QueriesABlock = 64;

    public double Start => 0;

    public double? Loss(int[] scores, double unit, ReadOnlySpan<bool> isCounted) => queries.Loss(scores, isCounted);

    public void Gradients(int[] scores, double unit, GradientBuffer buffer, int threads)
    {
        var stream = SplitMix.Mix(seed + (ulong)buffer.NextRound());
        WorkBlocks.Run((queries.Count + QueriesABlock - 1) / QueriesABlock, threads, block =>
        {
            var (share, term) = (new double[queries.Longest], new double[queries.Longest]);
            for (var q = block * QueriesABlock; q < Math.Min(queries.Count, (block + 1) * QueriesABlock); q++)
            {
                Query(q, scores, unit, buffer, stream, share, term);
            }
        });
    }

    private void Query(int q, int[] scores, double unit, GradientBuffer buffer, ulong stream, double[] share, double[] term)
    {
        var (from, count) = (queries.Starts[q], queries.Starts[q + 1] - queries.Starts[q]);
        var pulls = buffer.Pulls.Slice(from, count);
        if (count < 2)
        {
            pulls.Clear();
            return;
        }

        var best = scores.AsSpan(from, count)[0];
        foreach (var score in scores.AsSpan(from, count))
        {
            best = Math.Max(best, score);
        }

        var (all, target) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            share[i] = Exponential.Of(((long)scores[from + i] - best) * unit);
            all += share[i];
            term[i] = queries.Gains[from + i] + 1 - ((SplitMix.Mix(stream + (ulong)(from + i)) >> 11) * (1.0 / (1UL << 53)));
            target += term[i];
        }

        var first = 0.0;
        for (var i = 0; i < count; i++)
        {
            share[i] = Math.Min(share[i] / all, 1 - 1e-12);
            var order1 = share[i] - (term[i] / target);
            pulls[i].Gradient = (float)order1;
            term[i] = order1 / (1 - share[i]);
            first += term[i];
        }

        var second = 0.0;
        for (var i = 0; i < count; i++)
        {
            var order2 = share[i] * (first - term[i]);
            pulls[i].Gradient += (float)order2;
            term[i] = order2 / (1 - share[i]);
            second += term[i];
        }

        for (var i = 0; i < count; i++)
        {
            pulls[i] = new(pulls[i].Gradient + (float)(share[i] * (second - term[i])), (float)(share[i] * (1 - share[i])));
        }
    }
}
