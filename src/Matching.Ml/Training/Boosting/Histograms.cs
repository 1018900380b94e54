using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>
/// Sums of packed gradients per factor and bin. Sums are integers, so neither threads nor order nor the sibling taken by subtraction
/// can change a bit of them.
/// </summary>
internal sealed unsafe class Histograms
{
    private const int PrefetchAhead = 16;

    /// <summary>Cells from which the threads share a histogram; below, waking them costs more than they bring.</summary>
    private const long CellsToShare = 150_000;

    private readonly BinnedData data;
    private readonly int threads;
    private readonly long[][] parts;

    public Histograms(BinnedData data, int threads)
    {
        this.data = data;
        this.threads = threads;
        var bins = data.Maps.Count == 0 ? 1 : data.Maps.Max(map => map.Count);
        Stride = bins <= 64 ? 64 : 256;
        Length = data.PaddedFactors * Stride;
        parts = new long[threads - 1][];
    }

    /// <summary>Places between two factors of a histogram.</summary>
    public int Stride { get; }

    public int Length { get; }

    public long[] Allocate() => GC.AllocateArray<long>(Length, pinned: true);

    /// <param name="rows">Rows of the node, rising; empty with <paramref name="count"/> = all rows means every row in order.</param>
    /// <param name="gradients">Packed gradients in the order of <paramref name="rows"/>.</param>
    public void Build(long[] histogram, ReadOnlySpan<int> rows, int count, ReadOnlySpan<long> gradients)
    {
        Array.Clear(histogram);
        fixed (int* r = rows)
        fixed (long* g = gradients)
        {
            if (threads == 1 || (long)count * data.PaddedFactors < CellsToShare)
            {
                for (var t = 0; t < data.Tiles.Length; t++)
                {
                    BuildTile(histogram, t, r, g, 0, count);
                }

                return;
            }

            var (rowsAt, gradientsAt) = ((nint)r, (nint)g);
            for (var p = 0; p < parts.Length; p++)
            {
                parts[p] ??= Allocate();
                Array.Clear(parts[p]);
            }

            WorkBlocks.Run(data.Tiles.Length * threads, threads, unit =>
            {
                var (tile, part) = (unit / threads, unit % threads);
                var (from, to) = ((int)((long)count * part / threads), (int)((long)count * (part + 1) / threads));
                BuildTile(part == 0 ? histogram : parts[part - 1], tile, (int*)rowsAt, (long*)gradientsAt, from, to);
            });
            foreach (var part in parts)
            {
                Add(histogram, part);
            }
        }
    }

    /// <summary>Turns the histogram of a node into that of the child that is not <paramref name="child"/>.</summary>
    public static void Subtract(long[] node, long[] child)
    {
        var left = MemoryMarshal.Cast<long, Vector<long>>(node.AsSpan());
        var right = MemoryMarshal.Cast<long, Vector<long>>(child.AsSpan());
        for (var i = 0; i < left.Length; i++)
        {
            left[i] -= right[i];
        }
    }

    private static void Add(long[] to, long[] part)
    {
        var left = MemoryMarshal.Cast<long, Vector<long>>(to.AsSpan());
        var right = MemoryMarshal.Cast<long, Vector<long>>(part.AsSpan());
        for (var i = 0; i < left.Length; i++)
        {
            left[i] += right[i];
        }
    }

    private void BuildTile(long[] histogram, int tile, int* rows, long* gradients, int from, int to)
    {
        var width = data.Widths[tile];
        var h = (long*)Unsafe.AsPointer(ref histogram[tile * BinnedData.TileWidth * Stride]);
        var cells = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(data.Tiles[tile]));
        if (width == BinnedData.TileWidth)
        {
            if (Stride == 64)
            {
                Sixteen<Narrow>(h, cells, rows, gradients, from, to);
            }
            else
            {
                Sixteen<Wide>(h, cells, rows, gradients, from, to);
            }
        }
        else if (width == 4)
        {
            Four(h, cells, rows, gradients, from, to);
        }
        else
        {
            Fours(h, cells, width, rows, gradients, from, to);
        }
    }

    [SkipLocalsInit]
    private static void Sixteen<T>(long* h, byte* cells, int* rows, long* gradients, int from, int to)
        where T : struct, IStride
    {
        for (var i = from; i < to; i++)
        {
            var row = rows is null ? i : rows[i];
            if (rows is not null && Sse.IsSupported && i + PrefetchAhead < to)
            {
                Sse.Prefetch0(cells + ((nint)rows[i + PrefetchAhead] * 16));
            }

            var low = *(ulong*)(cells + ((nint)row * 16));
            var high = *(ulong*)(cells + ((nint)row * 16) + 8);
            var g = gradients[i];
            h[(byte)low] += g;
            h[T.Value + (byte)(low >> 8)] += g;
            h[(2 * T.Value) + (byte)(low >> 16)] += g;
            h[(3 * T.Value) + (byte)(low >> 24)] += g;
            h[(4 * T.Value) + (byte)(low >> 32)] += g;
            h[(5 * T.Value) + (byte)(low >> 40)] += g;
            h[(6 * T.Value) + (byte)(low >> 48)] += g;
            h[(7 * T.Value) + (int)(low >> 56)] += g;
            h[(8 * T.Value) + (byte)high] += g;
            h[(9 * T.Value) + (byte)(high >> 8)] += g;
            h[(10 * T.Value) + (byte)(high >> 16)] += g;
            h[(11 * T.Value) + (byte)(high >> 24)] += g;
            h[(12 * T.Value) + (byte)(high >> 32)] += g;
            h[(13 * T.Value) + (byte)(high >> 40)] += g;
            h[(14 * T.Value) + (byte)(high >> 48)] += g;
            h[(15 * T.Value) + (int)(high >> 56)] += g;
        }
    }

    /// <summary>A last tile of up to four factors, whose rows are so short that going from one to the next is most of the work.</summary>
    private void Four(long* h, byte* cells, int* rows, long* gradients, int from, int to)
    {
        nint stride = Stride;
        var second = h + stride;
        var third = second + stride;
        var fourth = third + stride;
        for (var i = from; i < to; i++)
        {
            if (rows is not null && Sse.IsSupported && i + PrefetchAhead < to)
            {
                Sse.Prefetch0(cells + ((nint)rows[i + PrefetchAhead] * 4));
            }

            var four = *(uint*)(cells + ((nint)(rows is null ? i : rows[i]) * 4));
            var g = gradients[i];
            h[(byte)four] += g;
            second[(byte)(four >> 8)] += g;
            third[(byte)(four >> 16)] += g;
            fourth[four >> 24] += g;
        }
    }

    private void Fours(long* h, byte* cells, int width, int* rows, long* gradients, int from, int to)
    {
        var stride = Stride;
        for (var i = from; i < to; i++)
        {
            var row = cells + ((nint)(rows is null ? i : rows[i]) * width);
            var g = gradients[i];
            for (var k = 0; k < width; k += 4)
            {
                var four = *(uint*)(row + k);
                var at = h + (k * stride);
                at[(byte)four] += g;
                at[stride + (byte)(four >> 8)] += g;
                at[(2 * stride) + (byte)(four >> 16)] += g;
                at[(3 * stride) + (int)(four >> 24)] += g;
            }
        }
    }

    private interface IStride
    {
        static abstract int Value { get; }
    }

    private readonly struct Wide : IStride
    {
        public static int Value => 256;
    }

    private readonly struct Narrow : IStride
    {
        public static int Value => 64;
    }
}
