using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matching.Ml.Training.Binning;

/// <summary>
/// Bins of many values of one factor in two compares: 16 pivots tell the block of 16 edges, the block tells the edge. Counts are the same
/// in any width of vectors, as a compare has no rounding.
/// </summary>
internal sealed class BinSearch
{
    private const int Lanes = 16;
    private readonly BinMap map;
    private readonly float[] edges = new float[Lanes * (Lanes + 1)];
    private readonly float[] pivots = new float[Lanes];

    public BinSearch(BinMap map)
    {
        this.map = map;
        Array.Fill(edges, float.PositiveInfinity);
        map.Edges.CopyTo(edges, 0);
        for (var k = 0; k < Lanes; k++)
        {
            pivots[k] = edges[(k * Lanes) + Lanes - 1];
        }
    }

    /// <summary>Writes the bin of each value to every <paramref name="stride"/>-th byte.</summary>
    public void Fill(ReadOnlySpan<float> values, Span<byte> bins, int stride)
    {
        ref var edge = ref MemoryMarshal.GetArrayDataReference(edges);
        var pivot = Vector512.Create(pivots);
        var first = map.FirstOrdered;
        var last = map.Edges.Length;
        var special = map.SpecialCodes;
        for (var (i, at) = (0, 0); i < values.Length; i++, at += stride)
        {
            var value = values[i];
            var x = Vector512.Create(value);
            var block = BitOperations.PopCount(Vector512.LessThanOrEqual(pivot, x).ExtractMostSignificantBits());
            var inside = BitOperations.PopCount(Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref edge, (nuint)(block * Lanes)), x).ExtractMostSignificantBits());

            // +∞ is not below the filling of the last blocks; the count ends at the true edges.
            var bin = first + Math.Min(last, (block * Lanes) + inside);
            bins[at] = float.IsNaN(value) ? (byte)0 : (byte)bin;
            if (special.Length > 0)
            {
                var code = special.AsSpan().IndexOf(value);
                bins[at] = code >= 0 ? (byte)(1 + code) : bins[at];
            }
        }
    }
}
