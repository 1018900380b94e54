using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matching.Ml.Evaluation;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Commands;

/// <summary>One measure with how it is counted.</summary>
internal sealed record FitMeasure(string Rows, string Name, double Value, string Convention);

/// <summary>A term and its weight: the mean of its absolute contribution over the training rows.</summary>
internal sealed record FitTerm(string Name, int Sign, double Importance);

/// <summary>What <c>fit</c> tells of a model.</summary>
internal sealed record FitReport(
    string Model, string Form, string Objective, string Engine, int Rows, int Factors, double Seconds, IReadOnlyList<FitMeasure> Measures, IReadOnlyList<FitTerm> Terms, IReadOnlyList<string> Advice)
{
    private static readonly JsonSerializerOptions JsonOptions =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FitReport Of(FittedModel model, RankDataset train, RankDataset? valid, IReadOnlyList<string> advice, TimeSpan elapsed, int threads)
    {
        var measures = MeasuresOf("训练行", model, train, threads).ToList();
        if (valid is not null)
        {
            measures.AddRange(MeasuresOf("验证行", model, valid, threads));
        }

        return new FitReport(
            model.Id, model.Form.ToString(), model.Objective.ToString(), model.Engine, train.Rows, model.Factors.Count, Math.Round(elapsed.TotalSeconds, 3),
            measures, model is TableModel tables ? TermsOf(tables) : [], advice);
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    public string ToLines()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"模型 {Model[..12]}（{Form}，{Objective}）：{Rows} 行 × {Factors} 个因子，用时 {Seconds:0.0} 秒");
        foreach (var measure in Measures)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{measure.Rows} {measure.Name} {measure.Value:0.0000}（{measure.Convention}）");
        }

        foreach (var line in Advice)
        {
            text.AppendLine().Append("注意：").Append(line);
        }

        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# 模型 {Model[..12]}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"形式 {Form}，目标 {Objective}，引擎 {Engine}；{Rows} 行 × {Factors} 个因子，用时 {Seconds:0.0} 秒。编号 `{Model}`。").AppendLine();
        text.AppendLine("| 行 | 指标 | 值 | 口径 |").AppendLine("|---|---|---:|---|");
        foreach (var measure in Measures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {measure.Rows} | {measure.Name} | {measure.Value:0.0000} | {measure.Convention} |");
        }

        if (Terms.Count > 0)
        {
            text.AppendLine().AppendLine("| 项 | 方向 | 平均影响 |").AppendLine("|---|---|---:|");
            foreach (var term in Terms)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {term.Name} | {(term.Sign switch { 1 => "升", -1 => "降", _ => "" })} | {term.Importance:0.0000} |");
            }
        }

        foreach (var line in Advice)
        {
            text.AppendLine().Append("注意：").AppendLine(line);
        }

        return text.ToString();
    }

    private static IEnumerable<FitMeasure> MeasuresOf(string rows, FittedModel model, RankDataset data, int threads)
    {
        var scores = model.Score(data.Table, threads);
        if (model.Objective == Training.Objective.SquaredError)
        {
            yield return new FitMeasure(rows, "RMSE", Math.Sqrt(scores.Select((score, i) => (score - data.Labels[i]) * (score - data.Labels[i])).Average()), "残差平方均值的平方根");
            yield break;
        }

        bool[] positives = [.. data.Labels.Select(label => label > 0)];
        yield return new FitMeasure(rows, "AUC", BinaryMetrics.Auc(scores, positives), Conventions.Auc);
        yield return new FitMeasure(rows, "KS", BinaryMetrics.Ks(scores, positives), Conventions.Ks);
        yield return new FitMeasure(rows, "Gini", BinaryMetrics.Gini(scores, positives), Conventions.Gini);
        if (model.Objective == Training.Objective.Logistic)
        {
            double[] chances = [.. scores.Select(score => 1 / (1 + Math.Exp(-score)))];
            yield return new FitMeasure(rows, "Brier", BinaryMetrics.Brier(chances, positives), Conventions.Brier);
        }

        if (data.Groups is { } groups && data.Labels.All(label => label <= 31))
        {
            var ordered = RankMetrics.InOrder(
                [.. groups.Select(group => group.ToString(CultureInfo.InvariantCulture))], [.. data.Labels.Select(label => (int)label)], scores);
            foreach (var k in new[] { 1, 5, 10 })
            {
                yield return new FitMeasure(rows, $"NDCG@{k}", RankMetrics.NdcgAt(k, ordered), Conventions.Ndcg);
            }
        }
    }

    private static List<FitTerm> TermsOf(TableModel model)
    {
        var terms = new List<FitTerm>();
        for (var f = 0; f < model.Factors.Count; f++)
        {
            if (model.Mains[f].Length > 0)
            {
                terms.Add(new FitTerm(model.Factors[f].Name, (int)model.Factors[f].Sign, Mean(model.Mains[f], model.Counts[f])));
            }
        }

        foreach (var pair in model.Pairs)
        {
            // Cells of a pair have no counts in the file; the product of the margins stands for them.
            var (a, b) = (Coarse(model, pair.A), Coarse(model, pair.B));
            var all = Math.Max(1, a.Sum(count => (double)count));
            var weight = pair.Table.Select((points, k) => Math.Abs((double)points) * a[k / b.Length] / all * b[k % b.Length] / all).Sum();
            terms.Add(new FitTerm($"{model.Factors[pair.A].Name} × {model.Factors[pair.B].Name}", 0, weight * FixedPoint.Unit));
        }

        return [.. terms.OrderByDescending(term => term.Importance)];
    }

    private static double Mean(int[] table, int[] counts)
    {
        var all = Math.Max(1, counts.Sum(count => (double)count));
        return table.Select((points, b) => Math.Abs((double)points) * counts[b]).Sum() / all * FixedPoint.Unit;
    }

    private static int[] Coarse(TableModel model, int factor)
    {
        var counts = new int[model.CoarseBins[factor].Count];
        var to = model.Bins[factor].To(model.CoarseBins[factor]);
        for (var b = 0; b < to.Length; b++)
        {
            counts[to[b]] += model.Counts[factor][b];
        }

        return counts;
    }
}
