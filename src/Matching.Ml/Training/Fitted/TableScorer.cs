namespace Matching.Ml.Training.Fitted;

/// <summary>Scores rows of raw values in blocks: bins of a block of rows factor by factor, then one table entry per term.</summary>
internal sealed class TableScorer
{
    private const int Block = 1024;
    private readonly TableModel model;
    private readonly byte[]?[] toCoarse;

    public TableScorer(TableModel model)
    {
        this.model = model;
        Terms =
        [
            .. Enumerable.Range(0, model.Factors.Count).Where(f => model.Mains[f].Length > 0).Select(f => new ModelTerm(f, -1, model.Factors[f].Name)),
            .. model.Pairs.Select(pair => new ModelTerm(pair.A, pair.B, $"{model.Factors[pair.A].Name} × {model.Factors[pair.B].Name}")),
        ];
        toCoarse = new byte[]?[model.Factors.Count];
        foreach (var pair in model.Pairs)
        {
            toCoarse[pair.A] ??= model.Bins[pair.A].To(model.CoarseBins[pair.A]);
            toCoarse[pair.B] ??= model.Bins[pair.B].To(model.CoarseBins[pair.B]);
        }
    }

    public IReadOnlyList<ModelTerm> Terms { get; }

    public long[] Score(float[][] columns, int rows, int threads)
    {
        var scores = new long[rows];
        WorkBlocks.Run((rows + Block - 1) / Block, threads, block =>
        {
            var (from, count) = (block * Block, Math.Min(Block, rows - (block * Block)));
            var sums = scores.AsSpan(from, count);
            sums.Fill(model.Intercept);
            Walk(columns, from, count, (_, points, i) => scores[from + i] += points);
        });
        return scores;
    }

    public int[] Explain(float[][] columns, int rows, int threads)
    {
        var contributions = new int[checked(rows * Terms.Count)];
        WorkBlocks.Run((rows + Block - 1) / Block, threads, block =>
        {
            var (from, count) = (block * Block, Math.Min(Block, rows - (block * Block)));
            Walk(columns, from, count, (term, points, i) => contributions[((from + i) * Terms.Count) + term] = points);
        });
        return contributions;
    }

    private void Walk(float[][] columns, int from, int count, Action<int, int, int> take)
    {
        var bins = new byte[model.Factors.Count][];
        for (var f = 0; f < bins.Length; f++)
        {
            bins[f] = new byte[count];
            for (var i = 0; i < count; i++)
            {
                bins[f][i] = model.Bins[f].BinOf(columns[f][from + i]);
            }
        }

        for (var t = 0; t < Terms.Count; t++)
        {
            var term = Terms[t];
            if (!term.IsPair)
            {
                var table = model.Mains[term.A];
                for (var i = 0; i < count; i++)
                {
                    take(t, table[bins[term.A][i]], i);
                }

                continue;
            }

            var pair = model.Pairs[t - (Terms.Count - model.Pairs.Count)];
            var (a, b, width) = (toCoarse[pair.A]!, toCoarse[pair.B]!, model.CoarseBins[pair.B].Count);
            for (var i = 0; i < count; i++)
            {
                take(t, pair.Table[(a[bins[pair.A][i]] * width) + b[bins[pair.B][i]]], i);
            }
        }
    }
}
