using Matching.Ml.Evaluation;

namespace Matching.Ml.Drift;

/// <summary>How values spread over bins: the missing ones first, then up to ten bins of about equal count.</summary>
/// <param name="Edges">Rising; a value falls in the first bin whose edge it does not exceed, else in the last.</param>
/// <param name="Counts">Missing, then one per bin: two more than edges.</param>
public sealed record Spread(IReadOnlyList<float> Edges, IReadOnlyList<long> Counts)
{
    private const int Bins = 10;

    public static Spread Of(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        float[] known = [.. values.Where(value => !float.IsNaN(value)).Order()];
        float[] edges = known.Length == 0
            ? []
            : [.. Enumerable.Range(1, Bins - 1).Select(i => known[Math.Min(known.Length - 1, known.Length * i / Bins)]).Distinct().Where(edge => edge < known[^1])];
        return new(edges, Count(edges, values));
    }

    /// <summary>Stability index of other values against these: 0 for the same spread.</summary>
    public double PsiOf(float[] now) => Stability.Psi(Counts, CountsOf(now));

    public IReadOnlyList<long> CountsOf(float[] values) => Count(Edges, values);

    private static long[] Count(IReadOnlyList<float> edges, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counts = new long[edges.Count + 2];
        foreach (var value in values)
        {
            var bin = 0;
            if (!float.IsNaN(value))
            {
                bin = 1;
                while (bin <= edges.Count && value > edges[bin - 1])
                {
                    bin++;
                }
            }

            counts[bin]++;
        }

        return counts;
    }
}
