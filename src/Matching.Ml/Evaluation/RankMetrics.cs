namespace Matching.Ml.Evaluation;

/// <summary>Measures of order within groups. Labels come in the order the model ranked them, one array per group.</summary>
public static class RankMetrics
{
    /// <summary>Normalised discounted cumulative gain at <paramref name="k"/>, averaged over groups that have at least one label above 0.</summary>
    /// <param name="labels">Graded outcomes 0–4.</param>
    /// <returns>0 to 1; NaN when no group qualifies, because 0 would read as "bad".</returns>
    /// <remarks>Gain 2^label − 1, discount log2(rank + 1), rank from 1. Järvelin &amp; Kekäläinen 2002.</remarks>
    public static double NdcgAt(int k, IReadOnlyList<int[]> labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentNullException.ThrowIfNull(labels);
        var (sum, groups) = (0.0, 0);
        foreach (var group in labels)
        {
            var ideal = (int[])group.Clone();
            Array.Sort(ideal, (left, right) => right.CompareTo(left));
            var best = DcgAt(k, ideal);
            if (best > 0)
            {
                sum += DcgAt(k, group) / best;
                groups++;
            }
        }

        return groups == 0 ? double.NaN : sum / groups;
    }

    /// <summary>Share of rows with a label of at least <paramref name="from"/> among the first <paramref name="k"/>, averaged over groups that have such a row.</summary>
    /// <returns>0 to 1; NaN when no group has one.</returns>
    public static double PrecisionAt(int k, IReadOnlyList<int[]> labels, int from = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentNullException.ThrowIfNull(labels);
        var qualifying = labels.Where(group => group.Any(label => label >= from)).ToList();
        return qualifying.Count == 0
            ? double.NaN
            : qualifying.Average(group => group.Take(k).Count(label => label >= from) / (double)Math.Min(k, group.Length));
    }

    /// <summary>Labels of each group in the order of falling scores; equal scores keep the order of the file.</summary>
    public static IReadOnlyList<int[]> InOrder(IReadOnlyList<string> groups, IReadOnlyList<int> labels, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(scores);
        return
        [
            .. Enumerable.Range(0, labels.Count)
                .GroupBy(row => groups[row], StringComparer.Ordinal)
                .Select(group => group.OrderByDescending(row => scores[row]).ThenBy(row => row).Select(row => labels[row]).ToArray()),
        ];
    }

    private static double DcgAt(int k, int[] labels)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(k, labels.Length); i++)
        {
            sum += (Math.Pow(2, labels[i]) - 1) / Math.Log2(i + 2);
        }

        return sum;
    }
}
