namespace Matching.Domain.Linkage.Comparing;

/// <summary>Precision, recall and their harmonic mean, 0 to 1; 1 where there was nothing to get wrong.</summary>
public readonly record struct Agreement(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>How well groups of rows agree with the truth.</summary>
/// <param name="Pairs">Of all pairs of rows that stand together.</param>
/// <param name="Rows">B-cubed (Bagga and Baldwin 1998): of the rows that stand with a row, its own included, averaged over rows.</param>
/// <param name="Groups">Of groups that are the same to the last row.</param>
/// <param name="Compared">Rows that both have.</param>
/// <param name="OnlyTrue">Rows of the truth that were not found; they are left out.</param>
public sealed record PartitionQuality(Agreement Pairs, Agreement Rows, Agreement Groups, int Compared, int OnlyTrue)
{
    /// <param name="truth">Who each row really is.</param>
    /// <param name="found">Group each row was put into.</param>
    public static PartitionQuality Of<TRow>(IReadOnlyDictionary<TRow, string> truth, IReadOnlyDictionary<TRow, string> found)
        where TRow : notnull
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        var (really, put, both) = (new Dictionary<string, long>(), new Dictionary<string, long>(), new Dictionary<(string, string), long>());
        foreach (var (row, who) in truth)
        {
            if (found.TryGetValue(row, out var group))
            {
                really[who] = really.GetValueOrDefault(who) + 1;
                put[group] = put.GetValueOrDefault(group) + 1;
                both[(who, group)] = both.GetValueOrDefault((who, group)) + 1;
            }
        }

        var rows = really.Values.Sum();
        var (together, same) = (both.Values.Sum(PairsOf), both.Count(cell => really[cell.Key.Item1] == cell.Value && put[cell.Key.Item2] == cell.Value));
        return new PartitionQuality(
            new(Share(together, put.Values.Sum(PairsOf)), Share(together, really.Values.Sum(PairsOf))),
            new(
                rows == 0 ? 1 : both.Sum(cell => (double)cell.Value * cell.Value / put[cell.Key.Item2]) / rows,
                rows == 0 ? 1 : both.Sum(cell => (double)cell.Value * cell.Value / really[cell.Key.Item1]) / rows),
            new(Share(same, put.Count), Share(same, really.Count)),
            (int)rows,
            truth.Count - (int)rows);
    }

    private static long PairsOf(long rows) => rows * (rows - 1) / 2;

    private static double Share(long part, long whole) => whole == 0 ? 1 : (double)part / whole;
}
