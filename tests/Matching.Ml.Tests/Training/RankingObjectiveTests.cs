using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Tests.Training;

public sealed class RankingObjectiveTests
{
    [Fact]
    public void Two_rows_with_equal_scores_pull_as_worked_out_by_hand()
    {
        var pulls = Lambdas([0, 0], [1, 0]);

        // Weight 1 · (1 − 1/log2 3) / 1; half of it pulls, as σ(0) = ½; the query is scaled by log2(1 + sum) / sum with sum = twice the pull.
        var weight = 1 - (1 / Math.Log2(3));
        var scale = Math.Log2(1 + weight) / weight;
        Assert.Equal(-weight / 2 * scale, pulls[0].Gradient, 6);
        Assert.Equal(weight / 2 * scale, pulls[1].Gradient, 6);
        Assert.Equal(weight / 4 * scale, pulls[0].Curvature, 6);
        Assert.Equal(pulls[0].Curvature, pulls[1].Curvature);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(133)]
    public void Lanes_give_what_a_plain_double_loop_gives(int rows)
    {
        var scores = Enumerable.Range(0, rows).Select(i => (int)((SplitMix.Unit(1, 1, (ulong)i) - 0.5) * 4 * (1 << FixedPoint.Bits))).ToArray();
        var labels = Enumerable.Range(0, rows).Select(i => (float)(int)(SplitMix.Unit(1, 2, (ulong)i) * 5)).ToArray();
        labels[0] = 4;
        labels[1] = 0;
        var pulls = Lambdas(scores, labels);
        var (gradient, curvature) = Plain(Array.ConvertAll(scores, score => score * FixedPoint.Unit), labels, 30);
        for (var i = 0; i < rows; i++)
        {
            Assert.Equal(gradient[i], pulls[i].Gradient, 2e-4 * Math.Max(1, Math.Abs(gradient[i])));
            Assert.Equal(curvature[i], pulls[i].Curvature, 2e-4 * Math.Max(1, curvature[i]));
        }
    }

    [Theory]
    [InlineData(new float[] { 0, 0, 0 }, "no relevant row")]
    [InlineData(new float[] { 3 }, "a single row")]
    [InlineData(new float[] { 2, 2, 2, 2 }, "all grades equal")]
    public void Queries_without_contrast_do_not_pull(float[] labels, string because)
    {
        var scores = Enumerable.Range(0, labels.Length).Select(i => i * 1000).ToArray();
        var pulls = Lambdas(scores, labels);
        Assert.True(pulls.All(pull => pull == default), because);
    }

    [Fact]
    public void Order_from_the_last_round_is_the_order_from_scratch()
    {
        var keys = new long[200];
        var order = Enumerable.Range(0, 200).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var scores = Enumerable.Range(0, 200).Select(i => (int)(SplitMix.Unit(3, (ulong)(round < 10 ? 0 : round), (ulong)i) * 50) + (round == i ? 30 : 0)).ToArray();
            ScoreOrder.Sort(scores, order, keys);
            Assert.Equal(Enumerable.Range(0, 200).OrderByDescending(i => scores[i]).ThenBy(i => i), order);
        }
    }

    [Fact]
    public void Xe_ndcg_pulls_of_a_query_add_up_to_nothing_in_first_order_and_raise_the_best_grade()
    {
        float[] labels = [4, 0, 0, 0, 0, 0];
        var queries = new QueryList([0, 6], labels);
        var buffer = new GradientBuffer(6);
        new XeNdcgObjective(queries, 1).Gradients(new int[6], FixedPoint.Unit, buffer, 1);
        var pulls = buffer.Pulls.ToArray();
        Assert.True(pulls[0].Gradient < 0);
        Assert.All(pulls[1..], pull => Assert.True(pull.Gradient > 0));
        Assert.All(pulls, pull => Assert.Equal(5.0 / 36, pull.Curvature, 6));
    }

    [Theory]
    [InlineData(-80)]
    [InlineData(-1.5)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(20)]
    public void Own_exponential_and_logarithm_are_close_to_the_librarys(double x)
    {
        Assert.Equal(1, Exponential.Of(x) / Math.Exp(x), 13);
        Assert.Equal(1, Exponential.Of((float)x) / Math.Exp((float)x), 6);
        Assert.Equal(x, Logarithm.Of(Math.Exp(x)), 12);
    }

    private static Pull[] Lambdas(int[] scores, float[] labels)
    {
        var buffer = new GradientBuffer(labels.Length);
        new LambdaRankObjective(new QueryList([0, labels.Length], labels), 30).Gradients(scores, FixedPoint.Unit, buffer, 1);
        return buffer.Pulls.ToArray();
    }

    private static (double[] Gradient, double[] Curvature) Plain(double[] scores, float[] labels, int truncation)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenBy(i => i).ToArray();
        double Gain(int i) => Math.Pow(2, labels[i]) - 1;
        double Discount(int rank) => 1 / Math.Log2(rank + 2);
        var best = labels.OrderByDescending(label => label).Take(truncation).Select((label, rank) => (Math.Pow(2, label) - 1) * Discount(rank)).Sum();
        var (gradient, curvature, sum) = (new double[scores.Length], new double[scores.Length], 0.0);
        for (var a = 0; a < Math.Min(truncation, scores.Length - 1); a++)
        {
            for (var b = a + 1; b < scores.Length; b++)
            {
                var (i, j) = (order[a], order[b]);
                if (labels[i] == labels[j])
                {
                    continue;
                }

                var (high, low) = labels[i] > labels[j] ? (i, j) : (j, i);
                var distance = scores[high] - scores[low];
                var weight = (Gain(high) - Gain(low)) * (Discount(a) - Discount(b)) / best / (0.01 + Math.Abs(distance));
                var share = 1 / (1 + Math.Exp(distance));
                gradient[high] -= weight * share;
                gradient[low] += weight * share;
                curvature[high] += weight * share * (1 - share);
                curvature[low] += weight * share * (1 - share);
                sum += 2 * weight * share;
            }
        }

        var scale = Math.Log2(1 + sum) / sum;
        return (Array.ConvertAll(gradient, g => g * scale), Array.ConvertAll(curvature, h => h * scale));
    }
}
