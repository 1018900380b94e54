using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>
/// Moves what a pair's table says about one factor alone into that factor's table, until every row and column of the pair has a weighted mean
/// of zero (functional ANOVA; Lengerich et al. 2020). Amounts are whole steps taken from one table and given to another: no score changes.
/// </summary>
internal static class Purification
{
    private const int MostPasses = 100;

    /// <param name="table">Table of the pair, changed.</param>
    /// <param name="counts">Training rows of each cell.</param>
    /// <param name="mainA">Table of the first factor in the pair's bins, changed.</param>
    /// <param name="mainB">Table of the second factor in the pair's bins, changed.</param>
    public static void Run(int[] table, int[] counts, int[] mainA, int[] mainB)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var moved = MoveRows(table, counts, mainA, mainB.Length) | MoveColumns(table, counts, mainB);
            if (!moved)
            {
                return;
            }
        }
    }

    /// <summary>Training rows (fold not below 0) of each cell of a pair.</summary>
    public static int[] Counts(BinnedData data, int a, int b, int[] fold)
    {
        var width = data.Maps[b].Count;
        var counts = new int[data.Maps[a].Count * width];
        for (var i = 0; i < fold.Length; i++)
        {
            counts[(data.Bin(a, i) * width) + data.Bin(b, i)] += fold[i] >= 0 ? 1 : 0;
        }

        return counts;
    }

    /// <summary>Weighted mean of a table, rounded to a step; 0 without rows.</summary>
    public static int Mean(ReadOnlySpan<int> table, ReadOnlySpan<int> counts)
    {
        var (sum, all) = (0L, 0L);
        for (var k = 0; k < table.Length; k++)
        {
            sum += (long)table[k] * counts[k];
            all += counts[k];
        }

        return all == 0 ? 0 : (int)Math.Round((double)sum / all, MidpointRounding.ToEven);
    }

    private static bool MoveRows(int[] table, int[] counts, int[] mainA, int width)
    {
        var moved = false;
        for (var a = 0; a < mainA.Length; a++)
        {
            var row = table.AsSpan(a * width, width);
            var mean = Mean(row, counts.AsSpan(a * width, width));
            if (mean != 0)
            {
                moved = true;
                mainA[a] += mean;
                foreach (ref var cell in row)
                {
                    cell -= mean;
                }
            }
        }

        return moved;
    }

    private static bool MoveColumns(int[] table, int[] counts, int[] mainB)
    {
        var moved = false;
        for (var b = 0; b < mainB.Length; b++)
        {
            var (sum, all) = (0L, 0L);
            for (var k = b; k < table.Length; k += mainB.Length)
            {
                sum += (long)table[k] * counts[k];
                all += counts[k];
            }

            var mean = all == 0 ? 0 : (int)Math.Round((double)sum / all, MidpointRounding.ToEven);
            if (mean != 0)
            {
                moved = true;
                mainB[b] += mean;
                for (var k = b; k < table.Length; k += mainB.Length)
                {
                    table[k] -= mean;
                }
            }
        }

        return moved;
    }
}
