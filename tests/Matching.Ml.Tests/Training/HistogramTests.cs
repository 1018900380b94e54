using Matching.Ml.Training;
using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Boosting;

namespace Matching.Ml.Tests.Training;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(18, 2)]
    [InlineData(37, 7)]
    public void A_histogram_is_the_plain_sum_and_the_sibling_by_subtraction_is_exact(int factors, int threads)
    {
        var table = InventedData.Credit(30_000, factors: Math.Max(8, factors)).Table;
        var data = BinnedData.Create(table, BinnedData.ChooseMaps(table, 255, 1, 2), null, 2);
        var packed = Enumerable.Range(0, table.Rows).Select(i => ((long)(int)(SplitMix.Mix((ulong)i) % 2001) - 1000 << 32) + (long)(SplitMix.Mix((ulong)i + 7) % 1000)).ToArray();
        var histograms = new Histograms(data, threads);
        var (all, left, right) = (histograms.Allocate(), histograms.Allocate(), histograms.Allocate());
        int[] lefts = [.. Enumerable.Range(0, table.Rows).Where(i => i % 3 == 0)];
        int[] rights = [.. Enumerable.Range(0, table.Rows).Where(i => i % 3 != 0)];
        histograms.Build(all, default, table.Rows, packed);
        histograms.Build(left, lefts, lefts.Length, [.. lefts.Select(i => packed[i])]);
        histograms.Build(right, rights, rights.Length, [.. rights.Select(i => packed[i])]);

        var plain = new long[histograms.Length];
        for (var f = 0; f < data.Factors; f++)
        {
            for (var i = 0; i < table.Rows; i++)
            {
                plain[(f * histograms.Stride) + data.Bin(f, i)] += packed[i];
            }
        }

        Assert.Equal(plain.AsSpan(0, data.Factors * histograms.Stride), all.AsSpan(0, data.Factors * histograms.Stride));
        Histograms.Subtract(all, left);
        Assert.Equal(right, all);
    }

    [Fact]
    public void Bins_hold_their_values_and_coarse_bins_follow_from_fine_ones()
    {
        var factor = new Factor("x") { SpecialCodes = [-9] };
        var column = Enumerable.Range(0, 5000).Select(i => i % 10 == 0 ? float.NaN : i % 11 == 0 ? -9f : (float)Math.Round(SplitMix.Unit(5, 0, (ulong)i) * 400) / 4).ToArray();
        var fine = BinEdges.Choose(factor, column, 200, 3);
        Assert.Equal((0, 1), ((int)fine.BinOf(float.NaN), (int)fine.BinOf(-9f)));
        var counts = new int[fine.Count];
        foreach (var value in column)
        {
            var bin = fine.BinOf(value);
            counts[bin]++;
            Assert.True(bin < 2 || ((bin == 2 || value >= fine.Edges[bin - 3]) && (bin == fine.Count - 1 || value < fine.Edges[bin - 2])));
        }

        var coarse = CoarseBins.Of(fine, counts, 16);
        Assert.InRange(coarse.Count, 10, 18);
        var to = fine.To(coarse);
        Assert.All(column, value => Assert.Equal(coarse.BinOf(value), to[fine.BinOf(value)]));
    }
}
