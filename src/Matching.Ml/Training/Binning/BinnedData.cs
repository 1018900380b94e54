using System.Runtime.CompilerServices;

namespace Matching.Ml.Training.Binning;

/// <summary>
/// Bins of all rows, row by row in tiles of 16 factors: one row's 16 bytes stand together, so a histogram pass loads one gradient
/// for 16 cells and a tile's histograms (16 × 256 × 8 bytes) stay in the first-level cache. The last tile is as wide as it must be, in fours.
/// </summary>
internal sealed class BinnedData
{
    public const int TileWidth = 16;

    private BinnedData(int rows, IReadOnlyList<BinMap> maps, byte[][] tiles, int[] widths)
    {
        Rows = rows;
        Maps = maps;
        Tiles = tiles;
        Widths = widths;
    }

    public int Rows { get; }

    public IReadOnlyList<BinMap> Maps { get; }

    public byte[][] Tiles { get; }

    public int[] Widths { get; }

    public int Factors => Maps.Count;

    /// <summary>Factors with those that fill up the last tile.</summary>
    public int PaddedFactors => ((Tiles.Length - 1) * TileWidth) + (Tiles.Length == 0 ? TileWidth : Widths[^1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Bin(int factor, int row) => Tiles[factor / TileWidth][(row * Widths[factor / TileWidth]) + (factor % TileWidth)];

    public static BinMap[] ChooseMaps(FactorTable table, int bins, int fewestRows, int threads)
    {
        var maps = new BinMap[table.Factors.Count];
        WorkBlocks.Run(maps.Length, threads, f =>
            maps[f] = BinEdges.Choose(table.Factors[f], table.Columns[f], bins - 1 - table.Factors[f].SpecialCodes.Count, fewestRows));
        return maps;
    }

    /// <param name="order">Row of the table at each place; null = as it stands.</param>
    public static BinnedData Create(FactorTable table, IReadOnlyList<BinMap> maps, int[]? order, int threads)
    {
        var (tiles, widths) = Allocate(table.Rows, maps.Count);
        WorkBlocks.Run(maps.Count, threads, f => Fill(table.Columns[f], maps[f], order, tiles[f / TileWidth], widths[f / TileWidth], f % TileWidth));
        return new BinnedData(table.Rows, maps, tiles, widths);
    }

    /// <summary>The same rows in coarser bins.</summary>
    public BinnedData Coarsen(IReadOnlyList<BinMap> coarse, int threads)
    {
        var (tiles, widths) = Allocate(Rows, Factors);
        WorkBlocks.Run(Factors, threads, f =>
        {
            var map = Maps[f].To(coarse[f]);
            var (from, to, width, place) = (Tiles[f / TileWidth], tiles[f / TileWidth], widths[f / TileWidth], f % TileWidth);
            for (var i = place; i < to.Length; i += width)
            {
                to[i] = map[from[i]];
            }
        });
        return new BinnedData(Rows, coarse, tiles, widths);
    }

    private static (byte[][] Tiles, int[] Widths) Allocate(int rows, int factors)
    {
        var tiles = new byte[(factors + TileWidth - 1) / TileWidth][];
        var widths = new int[tiles.Length];
        for (var t = 0; t < tiles.Length; t++)
        {
            widths[t] = Math.Min(TileWidth, (factors - (t * TileWidth) + 3) / 4 * 4);
            tiles[t] = GC.AllocateArray<byte>(checked(rows * widths[t]), pinned: true);
        }

        return (tiles, widths);
    }

    private static void Fill(float[] column, BinMap map, int[]? order, byte[] tile, int width, int place)
    {
        const int block = 4096;
        var search = new BinSearch(map);
        var gathered = order is null ? [] : new float[block];
        for (var from = 0; from < column.Length; from += block)
        {
            var count = Math.Min(block, column.Length - from);
            var values = column.AsSpan(from, count);
            if (order is not null)
            {
                for (var i = 0; i < count; i++)
                {
                    gathered[i] = column[order[from + i]];
                }

                values = gathered.AsSpan(0, count);
            }

            search.Fill(values, tile.AsSpan((from * width) + place), width);
        }
    }
}
