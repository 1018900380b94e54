using System.Globalization;
using Matching.Ml.Evaluation;
using Matching.Ml.Features;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Registry;

/// <summary>What one check found.</summary>
/// <param name="Code">E.g. <c>beats-card</c>.</param>
/// <param name="BarsLiveOnly">True: a model that fails may still score in the shadow, but never goes live.</param>
/// <param name="Found">What was found, with the numbers, in Chinese.</param>
public sealed record GateCheck(string Code, string Title, bool Passed, string Found, bool BarsLiveOnly = false);

/// <summary>Bounds of the gate. A customer's rule; these are the ones that come with the product.</summary>
/// <param name="SureOfGain">Share of resamples in which the model must be ahead of the card, and not behind the live model.</param>
/// <param name="SliceLoss">AUC a slice of some size may lose against the card.</param>
/// <param name="MostPsi">Stability index of the scores between the rows learnt from and the hold-out.</param>
/// <param name="LeakAuc">A single factor above this knows what it should not.</param>
public sealed record GateLimits(double SureOfGain = 0.8, double SliceLoss = 0.08, double MostPsi = 0.25, double LeakAuc = 0.97, int LeastHoldOut = 60)
{
    public static GateLimits Default { get; } = new();
}

/// <summary>Decides whether a model may stand beside or in place of the live one. Every reason for a no is given, not the first only.</summary>
public static class Gate
{
    /// <param name="set">The set it was learnt from; the hold-out is its rows from <see cref="EvaluationReport.HoldOutFrom"/> on.</param>
    public static IReadOnlyList<GateCheck> Check(IRanker model, TrainingSet set, EvaluationReport report, GateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(limits);
        return
        [
            HoldOut(report, limits),
            Beats(report, limits, "card", "beats-card", "时间外好于积分卡"),
            Beats(report, limits, "champion", "beats-champion", "时间外好于现用模型"),
            Monotone(model, set),
            Slices(report, limits),
            StableScores(report, limits),
            Leakage(model, set, report, limits),
            Reasons(model),
        ];
    }

    private static GateCheck HoldOut(EvaluationReport report, GateLimits limits)
    {
        var enough = report.HoldOutRows >= limits.LeastHoldOut && report.HoldOutPositives > 0 && report.HoldOutPositives < report.HoldOutRows;
        return new("hold-out", "时间外样本足够", enough, Text(
            $"{report.HoldOutFrom:yyyy-MM-dd} 起 {report.HoldOutRows} 行，其中正样本 {report.HoldOutPositives} 行；至少要 {limits.LeastHoldOut} 行，且正负样本都有"));
    }

    private static GateCheck Beats(EvaluationReport report, GateLimits limits, string other, string code, string title)
    {
        if (report.Find($"model-{other}", report.Primary) is not { } gain)
        {
            return new(code, title, other == "champion", "现在没有启用的模型，不需比较");
        }

        var (mine, theirs) = (report.Find("model", report.Primary), report.Find(other, report.Primary));
        var passed = gain.Value > 0 && gain.SureOfGain >= limits.SureOfGain;
        return new(code, title, passed, Text(
            $"{mine?.Title} {mine?.Value:0.0000} 对{(other == "card" ? "积分卡" : "现用模型")} {theirs?.Value:0.0000}，差 {gain.Value:+0.0000;-0.0000;0}（区间 {gain.Low:+0.0000;-0.0000;0} 至 {gain.High:+0.0000;-0.0000;0}，{gain.SureOfGain:P0} 的重抽样中更好，至少要 {limits.SureOfGain:P0}）"));
    }

    /// <summary>A glass box is walked through all its bins; any other model is asked row by row, with every value the set holds.</summary>
    private static GateCheck Monotone(IRanker model, TrainingSet set)
    {
        if (model is TableModel table)
        {
            var violations = table.MonotoneViolations();
            return new("monotone", "加分项不会减分", violations.Count == 0, violations.Count == 0 ? "逐档走遍全部取值，没有违反" : violations[0]);
        }

        return new("monotone", "加分项不会减分", Probe(model, set) is not { } broken, Probe(model, set) ?? "以训练集中的全部取值逐行试算，没有违反");
    }

    internal static string? Probe(IRanker model, TrainingSet set)
    {
        const int mostRows = 60;
        var every = Math.Max(1, set.Rows.Count / mostRows);
        List<int> rows = [.. Enumerable.Range(0, set.Rows.Count).Where(row => row % every == 0)];
        var probe = set.Table(rows);
        for (var f = 0; f < probe.Factors.Count; f++)
        {
            if (probe.Factors[f].Sign == MonotoneSign.Free)
            {
                continue;
            }

            var before = (double[]?)null;
            var from = 0f;
            foreach (var value in set.Rows.Select(row => row.Values[f]).Where(value => !float.IsNaN(value)).Distinct().Order())
            {
                float[][] columns = [.. probe.Columns];
                columns[f] = Enumerable.Repeat(value, rows.Count).ToArray();
                var after = model.Score(new FactorTable(probe.Factors, columns), 1);
                if (before is not null && Enumerable.Range(0, rows.Count).Any(row => (int)probe.Factors[f].Sign * (after[row] - before[row]) < -1e-6))
                {
                    return Text($"{probe.Factors[f].Title ?? probe.Factors[f].Name} 从 {from:0.####} 升到 {value:0.####} 时有企业的分数反而变差");
                }

                (before, from) = (after, value);
            }
        }

        return null;
    }

    private static GateCheck Slices(EvaluationReport report, GateLimits limits)
    {
        var poor = report.Slices
            .Where(slice => slice.Rows >= Evaluator.SliceMinimum && slice.ModelAuc is not null && slice.CardAuc is not null)
            .Where(slice => slice.ModelAuc < slice.CardAuc - limits.SliceLoss)
            .OrderBy(slice => slice.ModelAuc - slice.CardAuc)
            .ToList();
        var looked = report.Slices.Count(slice => slice.Rows >= Evaluator.SliceMinimum);
        return new("slices", "没有一类企业明显变差", poor.Count == 0, poor.Count == 0
            ? Text($"{looked} 个不少于 {Evaluator.SliceMinimum} 行的分组，AUC 都不比积分卡低 {limits.SliceLoss:0.00} 以上")
            : string.Join("；", poor.Select(slice => Text($"{slice.Kind}“{slice.Slice}”AUC {slice.ModelAuc:0.000}，积分卡 {slice.CardAuc:0.000}（{slice.Rows} 行）"))));
    }

    private static GateCheck StableScores(EvaluationReport report, GateLimits limits) => new(
        "stability", "分数分布稳定", report.ScorePsi <= limits.MostPsi,
        report.ScorePsi is { } psi ? Text($"训练期与时间外的 PSI 为 {psi:0.000}，上限 {limits.MostPsi:0.00}") : "算不出 PSI：一侧没有数据");

    private static GateCheck Leakage(IRanker model, TrainingSet set, EvaluationReport report, GateLimits limits)
    {
        var found = new List<string>();
        if (set.FeatureHash != ModelFeatures.V1.Hash || set.FeatureVersion != ModelFeatures.V1.Version)
        {
            found.Add($"训练集的特征清单 {set.FeatureVersion} 与本程序的 {ModelFeatures.V1.Version} 不同，不能保证按日期计算");
        }

        found.AddRange(model.Factors.Where(factor => ModelFeatures.V1.All.All(feature => feature.Name != factor.Name))
            .Select(factor => $"模型用到清单之外的“{factor.Name}”"));
        var lastKnown = set.Rows.Where(row => row.PushedOn < report.HoldOutFrom).Select(row => row.KnownOn).DefaultIfEmpty().Max();
        var firstTested = set.Rows.Where(row => row.PushedOn >= report.HoldOutFrom).Select(row => row.PushedOn).DefaultIfEmpty(DateOnly.MaxValue).Min();
        if (lastKnown > firstTested)
        {
            found.Add(Text($"训练期有结果到 {lastKnown:yyyy-MM-dd} 才知道，晚于时间外第一次推送 {firstTested:yyyy-MM-dd}"));
        }

        bool[] positives = [.. set.Rows.Select(row => row.Label >= set.Label.PositiveFrom)];
        for (var f = 0; f < set.FeatureNames.Count; f++)
        {
            var auc = BinaryMetrics.Auc([.. set.Rows.Select(row => float.IsNaN(row.Values[f]) ? -1e30 : row.Values[f])], positives);
            if (Math.Max(auc, 1 - auc) > limits.LeakAuc)
            {
                found.Add(Text($"“{set.FeatureNames[f]}”单独就有 AUC {Math.Max(auc, 1 - auc):0.000}，疑似含有结果"));
            }
        }

        return new("leakage", "没有用到事后信息", found.Count == 0, found.Count == 0 ? "特征只取推送日已公布的事实；训练期的结果在时间外之前都已知道；没有一项特征单独就说出结果" : string.Join("；", found));
    }

    private static GateCheck Reasons(IRanker model) => new(
        "reasons", "分数能逐项说明理由", model is TableModel,
        model is TableModel ? "各项贡献相加恰好等于分数" : "这种形式说不出相加等于分数的理由，只作对照，不能启用", BarsLiveOnly: true);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
