using System.Buffers;

namespace Matching.Ml.Training.Binning;

/// <summary>Chooses edges so that ordered bins hold about equally many rows and a very frequent value stands alone.</summary>
internal static class BinEdges
{
    /// <summary>Rows looked at; more are sampled by the hash of the row number, never at random.</summary>
    public const int SampleRows = 131_072;

    /// <param name="mostBins">Most ordered bins.</param>
    /// <param name="fewestRows">Fewest sampled rows in a bin, where there is a choice.</param>
    public static BinMap Choose(Factor factor, ReadOnlySpan<float> column, int mostBins, int fewestRows)
    {
        // Buffers come from a pool: fifty factors of a million rows would leave a few hundred megabytes behind.
        var room = ArrayPool<float>.Shared.Rent(Math.Min(column.Length, SampleRows * 2));
        var counts = ArrayPool<int>.Shared.Rent(room.Length);
        try
        {
            var rows = Sample(column, factor.SpecialCodes, room);
            var values = room.AsSpan(0, rows);
            values.Sort();
            var distinct = Distinct(values, counts);
            return new BinMap(factor.SpecialCodes, Cut(values[..distinct], counts.AsSpan(0, distinct), rows, Math.Max(1, mostBins), fewestRows));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(room);
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    /// <summary>Moves the distinct values of a sorted span to its front and counts them.</summary>
    private static int Distinct(Span<float> values, int[] counts)
    {
        var last = -1;
        foreach (var value in values)
        {
            if (last >= 0 && values[last] == value)
            {
                counts[last]++;
            }
            else
            {
                values[++last] = value == 0f ? 0f : value;
                counts[last] = 1;
            }
        }

        return last + 1;
    }

    private static int Sample(ReadOnlySpan<float> column, IReadOnlyList<float> special, float[] kept)
    {
        var most = Math.Min(column.Length, SampleRows * 2);
        var count = 0;
        var limit = column.Length <= SampleRows ? ulong.MaxValue : (ulong)((double)SampleRows / column.Length * ulong.MaxValue);
        for (var i = 0; i < column.Length && count < most; i++)
        {
            if (float.IsNaN(column[i]) || (limit != ulong.MaxValue && SplitMix.Mix((ulong)i) > limit) || IsSpecial(column[i], special))
            {
                continue;
            }

            kept[count++] = column[i];
        }

        return count;
    }

    private static bool IsSpecial(float value, IReadOnlyList<float> special)
    {
        for (var s = 0; s < special.Count; s++)
        {
            if (special[s] == value)
            {
                return true;
            }
        }

        return false;
    }

    private static float[] Cut(ReadOnlySpan<float> distinct, ReadOnlySpan<int> counts, int rows, int mostBins, int fewestRows)
    {
        var edges = new List<float>();
        if (distinct.Length <= mostBins && fewestRows <= 1)
        {
            for (var k = 1; k < distinct.Length; k++)
            {
                edges.Add(Between(distinct[k - 1], distinct[k]));
            }

            return [.. edges];
        }

        // Values that alone fill a bin are set apart first; the rest share what is left.
        var target = Math.Max(fewestRows, (double)rows / mostBins);
        var restRows = rows;
        var restBins = mostBins;
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] >= target)
            {
                restRows -= counts[k];
                restBins--;
            }
        }

        var share = Math.Max(fewestRows, (double)restRows / Math.Max(1, restBins));
        var held = 0;
        for (var k = 0; k < distinct.Length - 1 && edges.Count < mostBins - 1; k++)
        {
            held += counts[k];
            var isAlone = counts[k] >= target;
            var nextAlone = counts[k + 1] >= target;
            if (isAlone || held >= share || (nextAlone && held >= Math.Max(fewestRows, share / 2)))
            {
                edges.Add(Between(distinct[k], distinct[k + 1]));
                held = 0;
            }
        }

        return [.. edges];
    }

    /// <summary>The middle of two neighbours; the upper one where the middle rounds down to the lower.</summary>
    private static float Between(float low, float high)
    {
        var middle = (float)(((double)low + high) / 2);
        return middle > low ? middle : high;
    }
}
