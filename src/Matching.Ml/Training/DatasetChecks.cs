using System.Globalization;

namespace Matching.Ml.Training;

/// <summary>What makes data unfit to learn from, said before any work is done.</summary>
internal static class DatasetChecks
{
    /// <summary>Every reason, in Chinese; empty = fit.</summary>
    public static List<string> Reasons(RankDataset data, FitOptions options)
    {
        var reasons = new List<string>();
        if (data.Rows < 10)
        {
            reasons.Add($"只有 {data.Rows} 行，至少要 10 行");
            return reasons;
        }

        if (data.Table.Factors.Count == 0)
        {
            reasons.Add("没有可用的因子列");
            return reasons;
        }

        if (data.Table.Factors.Count > 4096)
        {
            reasons.Add($"有 {data.Table.Factors.Count} 个因子，最多 4096 个");
        }

        Labels(data, options, reasons);
        reasons.AddRange(Infinite(data.Table, row => RowName(data, row)));
        Groups(data, options, reasons);
        if (data.Weights is { } weights && Array.FindIndex(weights, weight => !(weight > 0) || float.IsInfinity(weight)) is >= 0 and var bad)
        {
            reasons.Add($"{RowName(data, bad)}的权重是 {weights[bad]}，应是大于 0 的数");
        }

        if (data.Keys is { } keys && keys.GroupBy(key => key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } doubled)
        {
            reasons.Add($"键 {doubled.Key} 出现 {doubled.Count()} 次，每行的键应当唯一");
        }

        return reasons;
    }

    /// <summary>What is worth knowing although the data can be learnt from.</summary>
    public static List<string> Advice(RankDataset data, FitOptions options)
    {
        var advice = new List<string>();
        var positives = data.Labels.Count(label => label > 0);
        var labelled = options.Objective == Objective.Logistic ? Math.Min(positives, data.Rows - positives) : positives;
        if (options.Form != ModelForm.Scorecard && options.Objective == Objective.Logistic && data.Rows < 1000)
        {
            advice.Add($"只有 {data.Rows} 个有结果的行（少于 1000），其中较少的一类 {labelled} 个：建议用评分卡（--form scorecard），本模型的误差会很大");
        }

        var idle = data.Table.Factors.Where((_, f) => Distinct(data.Table.Columns[f]) < 2).Select(factor => factor.Name).ToList();
        if (idle.Count > 0)
        {
            advice.Add($"{idle.Count} 个因子全部缺失或只有一个取值，对得分没有作用：{string.Join('、', idle.Take(5))}{(idle.Count > 5 ? " 等" : "")}");
        }

        foreach (var (factor, f) in data.Table.Factors.Select((factor, f) => (factor, f)))
        {
            if (IsLabel(data.Table.Columns[f], data.Labels))
            {
                advice.Add($"因子 {factor.Name} 与标签逐行相同，疑似把结果当作因子（泄漏），请核对");
            }
        }

        return advice;
    }

    /// <summary>Why rows cannot serve as the hold-out of a training set.</summary>
    public static IEnumerable<string> HoldOutReasons(RankDataset train, RankDataset holdOut)
    {
        var known = holdOut.Table.Factors.Select(factor => factor.Name).ToHashSet(StringComparer.Ordinal);
        var missing = train.Table.Factors.Where(factor => !known.Contains(factor.Name)).Select(factor => factor.Name).ToList();
        if (missing.Count > 0)
        {
            yield return $"验证数据缺少 {missing.Count} 列：{string.Join('、', missing.Take(5))}";
        }

        if (holdOut.Rows == 0)
        {
            yield return "验证数据没有行";
        }

        if (train.Groups is not null && holdOut.Groups is null)
        {
            yield return "训练数据有分组列，验证数据没有";
        }

        foreach (var reason in Infinite(holdOut.Table, row => RowName(holdOut, row)))
        {
            yield return "验证数据" + reason;
        }
    }

    /// <summary>The first infinite value of every factor that has one, with its row and its name; at most 20.</summary>
    /// <param name="table">Rows to learn from or to score.</param>
    /// <param name="nameOf">What a row, counted from 0, is called.</param>
    public static IEnumerable<string> Infinite(FactorTable table, Func<int, string> nameOf) => table.Factors
        .Select((factor, f) => (factor.Name, At: Array.FindIndex(table.Columns[f], float.IsInfinity)))
        .Where(found => found.At >= 0)
        .Take(20)
        .Select(found => $"{nameOf(found.At)}的 {found.Name} 是无穷大；请留空（缺失）或改成有限的数");

    public static string RowName(RankDataset data, int row) => data.Keys is { } keys ? $"键 {keys[row]}（{RowName(row)}）" : RowName(row);

    public static string RowName(int row) => $"第 {row + 1} 行数据";

    private static int Distinct(float[] column)
    {
        var first = column[0];
        return Array.Exists(column, value => !value.Equals(first)) ? 2 : 1;
    }

    private static bool IsLabel(float[] column, float[] labels) => column.AsSpan().SequenceEqual(labels);

    private static void Labels(RankDataset data, FitOptions options, List<string> reasons)
    {
        var isRanking = options.Objective is Objective.LambdaRank or Objective.XeNdcg;
        var (most, should) = options.Objective switch
        {
            Objective.Logistic => (1f, "0 或 1"),
            Objective.SquaredError => (1000f, "−1000 到 1000 的数"),
            _ => (31f, "0 到 31 的整数等级"),
        };
        for (var i = 0; i < data.Rows; i++)
        {
            var label = data.Labels[i];
            var isRight = options.Objective switch
            {
                Objective.SquaredError => Math.Abs(label) <= most,
                _ => label >= 0 && label <= most && label == MathF.Floor(label),
            };
            if (!isRight)
            {
                reasons.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{RowName(data, i)}的标签是 {(float.IsNaN(label) ? "空" : label.ToString(CultureInfo.InvariantCulture))}，应是{should}"));
                return;
            }
        }

        if (Distinct(data.Labels) < 2)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"所有 {data.Rows} 行的标签都是 {data.Labels[0]}，没有可以学习的差别"));
        }
        else if (isRanking && data.Groups is { } groups && !HasContrast(data.Labels, groups))
        {
            reasons.Add("每一组内的标签都相同，排序目标没有可以学习的差别；请核对分组列");
        }
    }

    private static bool HasContrast(float[] labels, int[] groups)
    {
        var firsts = new Dictionary<int, float>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (!firsts.TryAdd(groups[i], labels[i]) && firsts[groups[i]] != labels[i])
            {
                return true;
            }
        }

        return false;
    }

    private static void Groups(RankDataset data, FitOptions options, List<string> reasons)
    {
        if (options.Objective is not (Objective.LambdaRank or Objective.XeNdcg))
        {
            return;
        }

        if (data.Groups is null)
        {
            reasons.Add("排序目标需要分组列（--group），或用 logistic 目标");
        }
        else if (data.Groups.Distinct().Take(2).Count() < 2)
        {
            reasons.Add("所有行都在同一组；排序目标至少要两组，请核对分组列，或用 logistic 目标");
        }
    }
}
