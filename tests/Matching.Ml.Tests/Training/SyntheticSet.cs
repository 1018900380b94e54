using Matching.Ml.Training;

namespace Matching.Ml.Tests.Training;

/// <summary>
/// The invented ranking set that figures of speed and quality are told on: 10,000 queries of 49 to 150 rows and 1,000 to test, 50 factors of
/// several kinds, grades 0 to 4. Every cell follows from its row and column by SplitMix64, so any language can make the same bits.
/// </summary>
internal static class SyntheticSet
{
    public const ulong Seed = 20260101;
    public const int Factors = 50;
    public const int TrainQueries = 10_000;
    public const int TestQueries = 1_000;

    /// <summary>True signs: a rising value raises (1) or lowers (−1) the score.</summary>
    public static MonotoneSign SignOf(int factor) => factor switch
    {
        0 or 1 or 2 or 4 or 20 or 21 or 30 or 31 or 40 or 41 or 45 or 46 or 47 => MonotoneSign.Rising,
        3 or 22 or 32 or 42 => MonotoneSign.Falling,
        _ => MonotoneSign.Free,
    };

    public static int RowsOf(int query)
    {
        var h = (int)(SplitMix.Mix(Seed + (ulong)(query / 2)) % 51);
        return query % 2 == 0 ? 100 - h : 100 + h;
    }

    public static RankDataset Create(int fromQuery, int queries, bool isSigned = false)
    {
        var starts = new int[queries + 1];
        for (var q = 0; q < queries; q++)
        {
            starts[q + 1] = starts[q] + RowsOf(fromQuery + q);
        }

        var columns = Enumerable.Range(0, Factors).Select(_ => new float[starts[^1]]).ToArray();
        var (labels, groups) = (new float[starts[^1]], new int[starts[^1]]);
        Parallel.For(0, queries, q =>
        {
            Span<float> row = stackalloc float[Factors];
            for (var i = starts[q]; i < starts[q + 1]; i++)
            {
                labels[i] = Row(fromQuery + q, i - starts[q], row);
                groups[i] = fromQuery + q;
                for (var f = 0; f < Factors; f++)
                {
                    columns[f][i] = row[f];
                }
            }
        });
        var factors = Enumerable.Range(0, Factors).Select(f => new Factor($"f{f}") { Sign = isSigned ? SignOf(f) : MonotoneSign.Free }).ToArray();
        return new RankDataset(new FactorTable(factors, columns), labels, groups);
    }

    /// <summary>Fills one row and tells its grade.</summary>
    public static int Row(int query, int position, Span<float> f)
    {
        var i = (ulong)((4096L * query) + position);
        for (var j = 0; j < Factors; j++)
        {
            f[j] = j switch
            {
                < 20 => (float)Normal(i, 100 + j),
                < 30 => (float)(Unit(i, 2000 + j) / (1.02 - Unit(i, 2000 + j))),
                < 40 => (float)Math.Floor(21 * Unit(i, 2000 + j) * Unit(i, 2000 + j) * Unit(i, 2000 + j)),
                < 45 => Unit(i, 2000 + j) < 0.1 * (j - 39) ? 1 : 0,
                _ => Unit(i, 3000 + j) < 0.3 ? float.NaN : (float)Normal(i, 100 + j),
            };
        }

        var score = Score(f) + (0.25 * Normal((ulong)query, 900)) + (0.8 * Normal(i, 901));
        return (score > 0.90 ? 1 : 0) + (score > 1.65 ? 1 : 0) + (score > 2.35 ? 1 : 0) + (score > 3.00 ? 1 : 0);
    }

    private static double Score(ReadOnlySpan<float> f)
    {
        var score = (1.2 * G(f[0])) + (0.9 * G(2.0 * f[1])) + (0.7 * G(f[2])) - (0.8 * G(f[3])) + (0.25 * f[4])
            + (0.6 * G(f[20])) + (0.4 * G(f[21] / 2.0)) - (0.5 * G(f[22])) + (0.9 * f[30] / (3.0 + f[30]))
            + (0.5 * f[31] / (5.0 + f[31])) - (0.6 * f[32] / (4.0 + f[32])) + (0.4 * f[40]) + (0.3 * f[41]) - (0.3 * f[42])
            + (G(f[5]) * G(f[6])) + (0.6 * f[43] * G(f[7])) + (0.4 * G(f[8]) * f[33] / (3.0 + f[33]));
        for (var j = 45; j <= 47; j++)
        {
            score += float.IsNaN(f[j]) ? -0.3 : 0.4 * G(f[j]);
        }

        var rest = 0.0;
        for (var j = 9; j <= 19; j++)
        {
            rest += G(f[j]);
        }

        return score + (0.1 * rest);
    }

    private static double G(double x) => x / (1 + Math.Abs(x));

    private static double Unit(ulong i, int k) => SplitMix.Unit(Seed, (ulong)k, i);

    private static double Normal(ulong i, int k) =>
        (Unit(i, 4 * k) + Unit(i, (4 * k) + 1) + Unit(i, (4 * k) + 2) + Unit(i, (4 * k) + 3) - 2) * 1.7320508075688772;
}
