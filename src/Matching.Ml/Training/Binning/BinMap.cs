namespace Matching.Ml.Training.Binning;

/// <summary>
/// How one factor's values become bins: 0 is missing, 1…s are the special codes in their order, then the ordered bins.
/// A value lies in ordered bin k when exactly k edges are ≤ it. At most 255 bins in all, so a cell is one byte.
/// </summary>
public sealed class BinMap
{
    /// <param name="edges">Rising float32 edges between the ordered bins; none = one bin.</param>
    public BinMap(IReadOnlyList<float> specialCodes, float[] edges)
    {
        SpecialCodes = [.. specialCodes];
        Edges = edges;
        if (Count > MaxBins)
        {
            throw new ArgumentException($"{Count} bins, at most {MaxBins}.", nameof(edges));
        }

        for (var k = 1; k < edges.Length; k++)
        {
            if (!(edges[k] > edges[k - 1]))
            {
                throw new ArgumentException($"Edge {k} is {edges[k]} after {edges[k - 1]}; edges rise.", nameof(edges));
            }
        }
    }

    public const int MaxBins = 255;

    public float[] SpecialCodes { get; }

    public float[] Edges { get; }

    /// <summary>First ordered bin.</summary>
    public int FirstOrdered => 1 + SpecialCodes.Length;

    public int Count => FirstOrdered + Edges.Length + 1;

    public byte BinOf(float value)
    {
        if (float.IsNaN(value))
        {
            return 0;
        }

        for (var s = 0; s < SpecialCodes.Length; s++)
        {
            if (value == SpecialCodes[s])
            {
                return (byte)(1 + s);
            }
        }

        var (low, high) = (0, Edges.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Edges[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return (byte)(FirstOrdered + low);
    }

    /// <summary>Bins of a coarser map for every bin of this one, when the edges of the coarser map are among the edges of this one.</summary>
    public byte[] To(BinMap coarse)
    {
        var map = new byte[Count];
        for (var b = 0; b < FirstOrdered; b++)
        {
            map[b] = (byte)b;
        }

        var k = 0;
        for (var b = 0; b <= Edges.Length; b++)
        {
            while (b > 0 && k < coarse.Edges.Length && coarse.Edges[k] <= Edges[b - 1])
            {
                k++;
            }

            map[FirstOrdered + b] = (byte)(FirstOrdered + k);
        }

        return map;
    }
}
