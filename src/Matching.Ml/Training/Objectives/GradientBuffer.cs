using System.Runtime.InteropServices;

namespace Matching.Ml.Training.Objectives;

/// <summary>First and second derivative of the loss by one row's score.</summary>
internal record struct Pull(float Gradient, float Curvature);

/// <summary>
/// Gradients of one round. They are packed to one int64 a row (gradient in the upper half, signed; curvature in the lower, unsigned) in a
/// fixed point whose scale is a power of two chosen from the round's sums, so that no histogram can overflow: any part of the rows sums to less.
/// </summary>
internal sealed class GradientBuffer(int rows)
{
    private const int Block = 8192;
    private int round;

    /// <summary>What the objective says of each row; lies where <see cref="Pack"/> puts the packed gradients, and is gone then.</summary>
    public Span<Pull> Pulls => MemoryMarshal.Cast<long, Pull>(Packed.AsSpan());

    public long[] Packed { get; } = new long[rows];

    /// <summary>Gradient of one step of the upper half.</summary>
    public double GradientUnit { get; private set; }

    /// <summary>Curvature of one step of the lower half.</summary>
    public double CurvatureUnit { get; private set; }

    /// <summary>Place within its query of the row at each rank, kept from round to round.</summary>
    public int[] Order { get; private set; } = [];

    /// <summary>Number of the round for objectives that draw; from 0.</summary>
    public int NextRound() => round++;

    public void PrepareOrder(QueryList queries)
    {
        if (Order.Length != 0)
        {
            return;
        }

        Order = new int[rows];
        for (var q = 0; q < queries.Count; q++)
        {
            for (var i = queries.Starts[q]; i < queries.Starts[q + 1]; i++)
            {
                Order[i] = i - queries.Starts[q];
            }
        }
    }

    /// <summary>Packs gradients, times <paramref name="weights"/> where given (0 = the row is not learnt from).</summary>
    public void Pack(float[]? weights, int threads)
    {
        var blocks = (rows + Block - 1) / Block;
        var sums = new (double G, double H)[blocks];
        WorkBlocks.Run(blocks, threads, b => sums[b] = Sum(b * Block, Math.Min(rows, (b + 1) * Block), weights));
        var (g, h) = (0.0, 0.0);
        foreach (var sum in sums)
        {
            g += sum.G;
            h += sum.H;
        }

        var (gScale, hScale) = (Scale(g), Scale(h));
        (GradientUnit, CurvatureUnit) = (1 / gScale, 1 / hScale);
        WorkBlocks.Run(blocks, threads, b => PackBlock(b * Block, Math.Min(rows, (b + 1) * Block), weights, gScale, hScale));
    }

    /// <summary>The largest power of two that keeps the sum below 2³⁰ (rounding may add half a step a row).</summary>
    private static double Scale(double sum) => sum > 0 && double.IsFinite(sum) ? Math.ScaleB(1, Math.Clamp(29 - Math.ILogB(sum), -60, 60)) : 1;

    private (double G, double H) Sum(int from, int to, float[]? weights)
    {
        var (g, h) = (0.0, 0.0);
        var pulls = Pulls;
        for (var i = from; i < to; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            g += Math.Abs(pulls[i].Gradient) * weight;
            h += pulls[i].Curvature * weight;
        }

        return (g, h);
    }

    private void PackBlock(int from, int to, float[]? weights, double gScale, double hScale)
    {
        var pulls = Pulls;
        for (var i = from; i < to; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            var g = (int)Math.Round(pulls[i].Gradient * weight * gScale, MidpointRounding.ToEven);
            var h = (uint)Math.Round(pulls[i].Curvature * weight * hScale, MidpointRounding.ToEven);
            Packed[i] = ((long)g << 32) + h;
        }
    }
}
