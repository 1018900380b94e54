using System.Globalization;
using Matching.Ml.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Matching.Ml.MlNet;

/// <summary>Which of ML.NET's trainers.</summary>
public enum MlNetKind
{
    FastTree = 1,
    LightGbm = 2,
}

/// <summary>ML.NET's FastTree or LightGBM behind our interface: full trees, without exact reasons, so a challenger and never live.</summary>
/// <remarks>Compiled only with <c>-p:MlNet=true</c>. The calls are the same in ML.NET 1.5 and 5.0. Same seed and data give the same scores with one thread;
/// the bytes of its zip carry times, so its id names one file, not one content.</remarks>
public sealed class MlNetTrainer(MlNetKind kind) : IRankTrainer
{
    private const int DefaultLeaves = 20;
    private const int DefaultRounds = 100;
    private const double DefaultRate = 0.1;
    private const int LeastRowsOfLeaf = 10;

    public string Engine => kind == MlNetKind.FastTree ? MlNetModel.FastTreeEngine : MlNetModel.LightGbmEngine;

    public IReadOnlyList<ModelForm> Forms { get; } = [ModelForm.Trees];

    public FitResult Fit(RankDataset train, RankDataset? holdOut, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        if (Reasons(train, options) is { Count: > 0 } reasons)
        {
            return new FitResult.Refused(reasons);
        }

        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new FitProgress("trees", 0, 0, options.Rounds ?? DefaultRounds, null));
        var context = new MLContext(seed: unchecked((int)options.Seed));
        var (filling, filled) = Filling(train.Table);
        var rows = new MlNetRows(train, options.Objective == Objective.LambdaRank, filling);
        var data = rows.Load(context);
        var model = options.Objective == Objective.LambdaRank ? Ranking(context, options).Fit(data) : Binary(context, options).Fit(data);
        cancellationToken.ThrowIfCancellationRequested();
        using var zip = new MemoryStream();
        context.Model.Save(model, data.Schema, zip);
        progress?.Report(new FitProgress("trees", 0, options.Rounds ?? DefaultRounds, options.Rounds ?? DefaultRounds, null));
        return new FitResult.Fitted(
            MlNetModel.From(Engine, options.Objective, train.Table.Factors, filling, zip.ToArray()),
            filled > 0 ? [string.Create(CultureInfo.InvariantCulture, $"ML.NET 的 FastTree 会不声不响地丢弃含缺失值的行，已用训练集的中位数补上 {filled} 个缺失值，一行不丢")] : []);
    }

    private static List<string> Reasons(RankDataset train, FitOptions options)
    {
        var reasons = new List<string>();
        if (options.Form != ModelForm.Trees)
        {
            reasons.Add("ML.NET 引擎只训练完整树，请把形式改为“完整树”");
        }

        if (options.Objective is not (Objective.Logistic or Objective.LambdaRank))
        {
            reasons.Add("ML.NET 引擎只有“是否成功”和“组内排序（LambdaMART）”两种目标");
        }

        if (train.Rows == 0 || train.Labels.Distinct().Count() < 2)
        {
            reasons.Add("训练数据的结果全部相同，学不到区别");
        }

        if (options.Objective == Objective.LambdaRank && train.Groups is null)
        {
            reasons.Add("组内排序需要分组");
        }

        reasons.AddRange(train.Table.Columns
            .Select((column, f) => (Infinite: Array.FindIndex(column, float.IsInfinity), train.Table.Factors[f].Name))
            .Where(found => found.Infinite >= 0)
            .Select(found => $"{found.Name} 第 {found.Infinite + 1} 行是无穷大，应为有限的数或空"));
        return reasons;
    }

    /// <summary>LightGBM learns what missing means; FastTree needs every cell filled.</summary>
    private (float[]? Filling, int Filled) Filling(FactorTable table)
    {
        if (kind == MlNetKind.LightGbm)
        {
            return (null, 0);
        }

        var medians = table.Columns.Select(column =>
        {
            float[] known = [.. column.Where(value => !float.IsNaN(value)).Order()];
            return known.Length == 0 ? 0 : known[(known.Length - 1) / 2];
        }).ToArray();
        return (medians, table.Columns.Sum(column => column.Count(float.IsNaN)));
    }

    private IEstimator<ITransformer> Ranking(MLContext context, FitOptions options) => kind == MlNetKind.FastTree
        ? context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
        {
            LabelColumnName = MlNetRows.Label,
            FeatureColumnName = MlNetRows.Features,
            RowGroupColumnName = MlNetRows.Group,
            NumberOfLeaves = options.Leaves ?? DefaultLeaves,
            NumberOfTrees = options.Rounds ?? DefaultRounds,
            LearningRate = options.Rate ?? DefaultRate,
            MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
            NumberOfThreads = 1,
        })
        : context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            LabelColumnName = MlNetRows.Label,
            FeatureColumnName = MlNetRows.Features,
            RowGroupColumnName = MlNetRows.Group,
            NumberOfLeaves = options.Leaves ?? DefaultLeaves,
            NumberOfIterations = options.Rounds ?? DefaultRounds,
            LearningRate = options.Rate ?? DefaultRate,
            MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
            NumberOfThreads = 1,
            Seed = unchecked((int)options.Seed),
        });

    private IEstimator<ITransformer> Binary(MLContext context, FitOptions options) => kind == MlNetKind.FastTree
        ? context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = MlNetRows.Label,
            FeatureColumnName = MlNetRows.Features,
            NumberOfLeaves = options.Leaves ?? DefaultLeaves,
            NumberOfTrees = options.Rounds ?? DefaultRounds,
            LearningRate = options.Rate ?? DefaultRate,
            MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
            NumberOfThreads = 1,
        })
        : context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = MlNetRows.Label,
            FeatureColumnName = MlNetRows.Features,
            NumberOfLeaves = options.Leaves ?? DefaultLeaves,
            NumberOfIterations = options.Rounds ?? DefaultRounds,
            LearningRate = options.Rate ?? DefaultRate,
            MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
            NumberOfThreads = 1,
            Seed = unchecked((int)options.Seed),
        });
}
