using System.Text.Json.Nodes;
using Matching.Ml.Training.Binning;
using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Training.Boosting;

/// <summary>What every form starts from: rows in the order of their groups, bins, bags and the loss.</summary>
internal sealed class FitRun
{
    public required RankDataset Train { get; init; }

    public required FitOptions Options { get; init; }

    /// <summary>Training rows; rows after them are the hold-out's.</summary>
    public required int TrainRows { get; init; }

    public required BinnedData Data { get; init; }

    public required IObjective Objective { get; init; }

    public required float[]? Weights { get; init; }

    /// <summary>Labels in the order of <see cref="Data"/>.</summary>
    public required float[] Labels { get; init; }

    /// <summary>Fold of each training row, −1 for rows of the hold-out.</summary>
    public required int[] Fold { get; init; }

    public required int BagCount { get; init; }

    public required IProgress<FitProgress>? Progress { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public MonotoneSign[] Signs => [.. Train.Table.Factors.Select(factor => factor.Sign)];

    /// <summary>Score of one step within a bag: the average of the bags then is the plain sum of their tables.</summary>
    public double Unit => Fitted.FixedPoint.Unit * BagCount;

    public static FitRun Prepare(
        RankDataset train, RankDataset? holdOut, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var isRanking = options.Objective is Training.Objective.LambdaRank or Training.Objective.XeNdcg;
        var all = holdOut is null ? train : Joined(train, holdOut);
        var order = isRanking ? GroupOrder.Of(all.Groups!, train.Rows) : null;
        var bagCount = options.Form is ModelForm.Scorecard or ModelForm.Trees ? 1 : options.Bags ?? ((long)train.Rows * train.Table.Factors.Count > 20_000_000 ? 1 : 8);
        progress?.Report(new FitProgress("binning", 0, 0, 1, null));
        var maps = BinnedData.ChooseMaps(train.Table, options.Bins ?? 255, train.Rows < 100_000 ? 3 : 1, options.Threads);
        var data = BinnedData.Create(all.Table, maps, order, options.Threads);
        progress?.Report(new FitProgress("binning", 0, 1, 1, null));
        var dealt = Folds.Deal(train, Math.Max(bagCount, bagCount == 1 ? 10 : bagCount), options.Seed);
        var fold = new int[all.Rows];
        var labels = new float[all.Rows];
        var weights = all.Weights is null ? null : new float[all.Rows];
        for (var i = 0; i < fold.Length; i++)
        {
            var row = order is null ? i : order[i];
            fold[i] = row < train.Rows ? dealt[row] : -1;
            labels[i] = all.Labels[row];
            if (weights is not null)
            {
                weights[i] = all.Weights![row];
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new FitRun
        {
            Train = train,
            Options = options,
            TrainRows = train.Rows,
            Data = data,
            Fold = fold,
            Weights = weights,
            Labels = labels,
            Objective = options.Objective switch
            {
                Training.Objective.Logistic => new LogisticObjective(labels, weights),
                Training.Objective.SquaredError => new SquaredErrorObjective(labels, weights),
                Training.Objective.LambdaRank => new LambdaRankObjective(new QueryList(GroupOrder.Starts(all.Groups!, train.Rows), labels), options.Truncation),
                _ => new XeNdcgObjective(new QueryList(GroupOrder.Starts(all.Groups!, train.Rows), labels), options.Seed),
            },
            BagCount = bagCount,
            Progress = progress,
            CancellationToken = cancellationToken,
        };
    }

    /// <summary>Bags: each learns from the rows outside its fold, and is watched on its fold or on the hold-out.</summary>
    public Bag[] Bags(bool useAllRows)
    {
        var hasHoldOut = TrainRows < Fold.Length;
        var bags = new Bag[BagCount];
        for (var b = 0; b < bags.Length; b++)
        {
            var weights = new float[Fold.Length];
            var isHeldOut = new bool[Fold.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                var isOut = Fold[i] == b && !useAllRows && (BagCount > 1 || !hasHoldOut);
                isHeldOut[i] = hasHoldOut ? Fold[i] < 0 : isOut;
                weights[i] = isOut || Fold[i] < 0 ? 0 : Weights?[i] ?? 1;
            }

            bags[b] = new Bag(Objective, Array.TrueForAll(weights, weight => weight == 1) ? null : weights, isHeldOut, Unit, BagCount > 1 ? 1 : Options.Threads, SplitMix.Mix(Options.Seed + (ulong)b));
        }

        return bags;
    }

    /// <summary>Training rows in each bin.</summary>
    public int[][] Counts()
    {
        var counts = Data.Maps.Select(map => new int[map.Count]).ToArray();
        WorkBlocks.Run(counts.Length, Options.Threads, f =>
        {
            for (var i = 0; i < Fold.Length; i++)
            {
                counts[f][Data.Bin(f, i)] += Fold[i] >= 0 ? 1 : 0;
            }
        });
        return counts;
    }

    /// <summary>The record of the fit that goes into the model file.</summary>
    public JsonObject About(params (string Name, int Value)[] found)
    {
        var about = new JsonObject
        {
            ["bags"] = BagCount,
            ["data"] = Train.Hash(),
            ["labelSum"] = (long)Train.Labels.Sum(label => (double)label),
            ["rows"] = TrainRows,
            ["seed"] = Options.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["truncation"] = Options.Truncation,
        };
        foreach (var (name, value) in found)
        {
            about[name] = value;
        }

        return about;
    }

    private static RankDataset Joined(RankDataset train, RankDataset holdOut)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var f = 0; f < holdOut.Table.Factors.Count; f++)
        {
            places[holdOut.Table.Factors[f].Name] = f;
        }

        var columns = train.Table.Factors.Select((factor, f) => (float[])[.. train.Table.Columns[f], .. holdOut.Table.Columns[places[factor.Name]]]).ToArray();
        int[]? groups = null;
        if (train.Groups is not null && holdOut.Groups is not null)
        {
            // Groups of the hold-out are other groups even where the numbers are the same.
            groups = [.. train.Groups, .. holdOut.Groups];
        }

        float[]? weights = train.Weights is null && holdOut.Weights is null
            ? null
            : [.. train.Weights ?? [.. Enumerable.Repeat(1f, train.Rows)], .. holdOut.Weights ?? [.. Enumerable.Repeat(1f, holdOut.Rows)]];
        return new RankDataset(new FactorTable(train.Table.Factors, columns), [.. train.Labels, .. holdOut.Labels], groups, weights);
    }
}
