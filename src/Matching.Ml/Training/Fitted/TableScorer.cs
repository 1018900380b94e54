using System.Buffers;
using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Fitted;

/// <summary>Scores rows of raw values in blocks: bins of a block factor by factor, then one table entry per term. Sums are whole numbers.</summary>
internal sealed class TableScorer
{
    private const int Block = 512;
    private readonly TableModel model;
    private readonly BinSearch?[] searches;
    private readonly (int[] Rows, int[] Columns)[] pairPlaces;

    public TableScorer(TableModel model)
    {
        this.model = model;
        Terms =
        [
            .. Enumerable.Range(0, model.Factors.Count).Where(f => model.Mains[f].Length > 0).Select(f => new ModelTerm(f, -1, model.Factors[f].Name)),
            .. model.Pairs.Select(pair => new ModelTerm(pair.A, pair.B, $"{model.Factors[pair.A].Name} × {model.Factors[pair.B].Name}")),
        ];
        searches = new BinSearch?[model.Factors.Count];
        foreach (var term in Terms)
        {
            searches[term.A] ??= new BinSearch(model.Bins[term.A]);
            if (term.IsPair)
            {
                searches[term.B] ??= new BinSearch(model.Bins[term.B]);
            }
        }

        pairPlaces = [.. model.Pairs.Select(pair => (Places(pair.A, model.CoarseBins[pair.B].Count), Places(pair.B, 1)))];
    }

    public IReadOnlyList<ModelTerm> Terms { get; }

    public long[] Score(float[][] columns, int rows, int threads)
    {
        var scores = new long[rows];
        WorkBlocks.Run((rows + Block - 1) / Block, threads, block =>
        {
            var (from, count) = (block * Block, Math.Min(Block, rows - (block * Block)));
            var bins = Bins(columns, from, count);
            var sums = scores.AsSpan(from, count);
            sums.Fill(model.Intercept);
            for (var t = 0; t < Terms.Count; t++)
            {
                if (Terms[t].IsPair)
                {
                    AddPair(sums, t, bins);
                }
                else
                {
                    AddMain(sums, model.Mains[Terms[t].A], bins.AsSpan(Terms[t].A * Block, count));
                }
            }

            ArrayPool<byte>.Shared.Return(bins);
        });
        return scores;
    }

    public int[] Explain(float[][] columns, int rows, int threads)
    {
        var contributions = GC.AllocateUninitializedArray<int>(checked(rows * Terms.Count));
        WorkBlocks.Run((rows + Block - 1) / Block, threads, block =>
        {
            var (from, count) = (block * Block, Math.Min(Block, rows - (block * Block)));
            var bins = Bins(columns, from, count);
            var own = contributions.AsSpan(from * Terms.Count, count * Terms.Count);
            for (var t = 0; t < Terms.Count; t++)
            {
                if (Terms[t].IsPair)
                {
                    PutPair(own, t, bins, count);
                }
                else
                {
                    var table = model.Mains[Terms[t].A];
                    var ofFactor = bins.AsSpan(Terms[t].A * Block, count);
                    for (var (i, at) = (0, t); i < ofFactor.Length; i++, at += Terms.Count)
                    {
                        own[at] = table[ofFactor[i]];
                    }
                }
            }

            ArrayPool<byte>.Shared.Return(bins);
        });
        return contributions;
    }

    private static void AddMain(Span<long> sums, int[] table, ReadOnlySpan<byte> bins)
    {
        for (var i = 0; i < bins.Length; i++)
        {
            sums[i] += table[bins[i]];
        }
    }

    private void AddPair(Span<long> sums, int term, byte[] bins)
    {
        var (pair, first, second, places) = Pair(term);
        var table = pair.Table;
        var a = bins.AsSpan(first, sums.Length);
        var b = bins.AsSpan(second, sums.Length);
        for (var i = 0; i < a.Length; i++)
        {
            sums[i] += table[places.Rows[a[i]] + places.Columns[b[i]]];
        }
    }

    private void PutPair(Span<int> own, int term, byte[] bins, int count)
    {
        var (pair, first, second, places) = Pair(term);
        var table = pair.Table;
        for (var (i, at) = (0, term); i < count; i++, at += Terms.Count)
        {
            own[at] = table[places.Rows[bins[first + i]] + places.Columns[bins[second + i]]];
        }
    }

    private (PairTable Pair, int First, int Second, (int[] Rows, int[] Columns) Places) Pair(int term)
    {
        var at = term - (Terms.Count - model.Pairs.Count);
        return (model.Pairs[at], model.Pairs[at].A * Block, model.Pairs[at].B * Block, pairPlaces[at]);
    }

    /// <summary>Bins of a block of rows, [factor × block + row], for the factors that have a term.</summary>
    private byte[] Bins(float[][] columns, int from, int count)
    {
        var bins = ArrayPool<byte>.Shared.Rent(searches.Length * Block);
        for (var f = 0; f < searches.Length; f++)
        {
            searches[f]?.Fill(columns[f].AsSpan(from, count), bins.AsSpan(f * Block, count), 1);
        }

        return bins;
    }

    private int[] Places(int factor, int stride) => [.. model.Bins[factor].To(model.CoarseBins[factor]).Select(bin => bin * stride)];
}
