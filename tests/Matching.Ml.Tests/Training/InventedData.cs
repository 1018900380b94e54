using Matching.Ml.Training;

namespace Matching.Ml.Tests.Training;

/// <summary>Small data sets with a known law, made from hashes.</summary>
internal static class InventedData
{
    /// <summary>0/1 labels from two mains, a pair and a missing-value effect; factor 0 rises, factor 1 falls, half of factor 3 is missing.</summary>
    public static RankDataset Credit(int rows, ulong seed = 7, int factors = 8)
    {
        var columns = new float[factors][];
        for (var f = 0; f < factors; f++)
        {
            columns[f] = new float[rows];
            for (var i = 0; i < rows; i++)
            {
                columns[f][i] = (float)((4 * SplitMix.Unit(seed, (ulong)f, (ulong)i)) - 2);
            }
        }

        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            if (SplitMix.Unit(seed, 100, (ulong)i) < 0.5)
            {
                columns[3][i] = float.NaN;
            }

            if (SplitMix.Unit(seed, 101, (ulong)i) < 0.1)
            {
                columns[2][i] = -9;
            }

            double score = columns[0][i] - columns[1][i] + (columns[4][i] * columns[5][i]) + (float.IsNaN(columns[3][i]) ? 0.8 : 0) + (columns[2][i] == -9 ? -1.2 : 0) - 1;
            labels[i] = SplitMix.Unit(seed, 102, (ulong)i) < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        return new RankDataset(new FactorTable(Factors(factors), columns), labels);
    }

    private static Factor[] Factors(int count) =>
    [
        .. Enumerable.Range(0, count).Select(f => new Factor($"f{f}")
        {
            Sign = f switch { 0 => MonotoneSign.Rising, 1 => MonotoneSign.Falling, 4 => MonotoneSign.Rising, _ => MonotoneSign.Free },
            SpecialCodes = f == 2 ? [-9f] : [],
        }),
    ];
}
