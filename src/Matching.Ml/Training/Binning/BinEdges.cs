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
        var values = Sample(column, factor.SpecialCodes);
        values.Sort();
        var distinct = new List<float>();
        var counts = new List<int>();
        foreach (var value in values)
        {
            if (distinct.Count > 0 && distinct[^1] == value)
            {
                counts[^1]++;
            }
            else
            {
                distinct.Add(value == 0f ? 0f : value);
                counts.Add(1);
            }
        }

        return new BinMap(factor.SpecialCodes, Cut(distinct, counts, values.Length, Math.Max(1, mostBins), fewestRows));
    }

    private static Span<float> Sample(ReadOnlySpan<float> column, IReadOnlyList<float> special)
    {
        var kept = new float[Math.Min(column.Length, SampleRows * 2)];
        var count = 0;
        var limit = column.Length <= SampleRows ? ulong.MaxValue : (ulong)((double)SampleRows / column.Length * ulong.MaxValue);
        for (var i = 0; i < column.Length && count < kept.Length; i++)
        {
            if (float.IsNaN(column[i]) || (limit != ulong.MaxValue && SplitMix.Mix((ulong)i) > limit) || IsSpecial(column[i], special))
            {
                continue;
            }

            kept[count++] = column[i];
        }

        return kept.AsSpan(0, count);
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

    private static float[] Cut(List<float> distinct, List<int> counts, int rows, int mostBins, int fewestRows)
    {
        var edges = new List<float>();
        if (distinct.Count <= mostBins && fewestRows <= 1)
        {
            for (var k = 1; k < distinct.Count; k++)
            {
                edges.Add(Between(distinct[k - 1], distinct[k]));
            }

            return [.. edges];
        }

        // Values that alone fill a bin are set apart first; the rest share what is left.
        var target = Math.Max(fewestRows, (double)rows / mostBins);
        var restRows = rows;
        var restBins = mostBins;
        for (var k = 0; k < counts.Count; k++)
        {
            if (counts[k] >= target)
            {
                restRows -= counts[k];
                restBins--;
            }
        }

        var share = Math.Max(fewestRows, (double)restRows / Math.Max(1, restBins));
        var held = 0;
        for (var k = 0; k < distinct.Count - 1 && edges.Count < mostBins - 1; k++)
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
