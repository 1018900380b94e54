namespace Matching.Ml.Training.Binning;

/// <summary>Coarser bins for pairs: neighbouring bins merged until each holds about its share of the rows.</summary>
internal static class CoarseBins
{
    /// <param name="counts">Rows in each bin of <paramref name="fine"/>.</param>
    public static BinMap Of(BinMap fine, int[] counts, int mostOrdered)
    {
        var rows = counts.AsSpan(fine.FirstOrdered).ToArray().Sum(count => (long)count);
        var share = (double)rows / mostOrdered;
        var edges = new List<float>();
        var held = 0L;
        for (var k = 0; k < fine.Edges.Length && edges.Count < mostOrdered - 1; k++)
        {
            held += counts[fine.FirstOrdered + k];
            var next = counts[fine.FirstOrdered + k + 1];
            if (held >= share || (held > 0 && next >= share) || fine.Edges.Length < mostOrdered)
            {
                edges.Add(fine.Edges[k]);
                held = 0;
            }
        }

        return new BinMap(fine.SpecialCodes, [.. edges]);
    }
}
