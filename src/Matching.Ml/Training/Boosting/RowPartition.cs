using System.Runtime.CompilerServices;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>Rows of the nodes of a growing tree, each node's rows together and rising.</summary>
internal sealed unsafe class RowPartition
{
    private const int Block = 16_384;
    private readonly BinnedData data;
    private readonly int threads;
    private readonly int[] spare;
    private readonly (int Left, int Right)[] counts;

    public RowPartition(BinnedData data, int threads)
    {
        this.data = data;
        this.threads = threads;
        Rows = GC.AllocateUninitializedArray<int>(data.Rows, pinned: true);
        spare = GC.AllocateUninitializedArray<int>(data.Rows, pinned: true);
        counts = new (int, int)[(data.Rows / Block) + 1];
    }

    public int[] Rows { get; }

    public void Reset()
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            Rows[i] = i;
        }
    }

    /// <summary>Puts the rows that go left first; both sides stay rising.</summary>
    /// <returns>Number of rows that go left.</returns>
    public int Divide(int begin, int count, Split split)
    {
        var sides = new byte[256];
        split.Fill(sides);
        var blocks = (count + Block - 1) / Block;
        WorkBlocks.Run(blocks, count > 4 * Block ? threads : 1, b =>
        {
            var from = begin + (b * Block);
            counts[b] = DivideBlock(from, Math.Min(begin + count, from + Block), sides, split.Factor);
        });
        var left = 0;
        for (var b = 0; b < blocks; b++)
        {
            left += counts[b].Left;
        }

        var (leftAt, rightAt) = (begin, begin + left);
        for (var b = 0; b < blocks; b++)
        {
            var from = begin + (b * Block);
            Array.Copy(spare, from, Rows, leftAt, counts[b].Left);
            Array.Copy(spare, from + counts[b].Left, Rows, rightAt, counts[b].Right);
            leftAt += counts[b].Left;
            rightAt += counts[b].Right;
        }

        return left;
    }

    // Lefts are gathered in the spare array; rights wait in the block's own place of Rows, which is read before it is written.
    [SkipLocalsInit]
    private (int Left, int Right) DivideBlock(int from, int to, byte[] sides, int factor)
    {
        var tile = factor / BinnedData.TileWidth;
        nint width = data.Widths[tile];
        fixed (byte* cells = &data.Tiles[tile][factor % BinnedData.TileWidth])
        fixed (byte* side = sides)
        fixed (int* rows = Rows, spareRows = spare)
        {
            var left = spareRows + from;
            var right = rows + from;
            for (var i = from; i < to; i++)
            {
                var row = rows[i];
                int isLeft = side[cells[row * width]];
                *left = row;
                *right = row;
                left += isLeft;
                right += 1 - isLeft;
            }

            var (lefts, rights) = ((int)(left - (spareRows + from)), (int)(right - (rows + from)));
            Buffer.MemoryCopy(rows + from, left, (long)rights * sizeof(int), (long)rights * sizeof(int));
            return (lefts, rights);
        }
    }
}
