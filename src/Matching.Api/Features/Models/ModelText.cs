using System.Globalization;
using Matching.Domain.Scoring;
using Matching.Storage.Scores;

namespace Matching.Api.Features.Models;

/// <summary>Card and runs in the words users read.</summary>
public static class ModelText
{
    private const decimal Wan = 10_000m;

    public static string Of(ScoreRunCause cause) => cause switch
    {
        ScoreRunCause.Request => "人工申请",
        ScoreRunCause.NewDay => "每日更新",
        ScoreRunCause.CommandLine => "命令行",
        ScoreRunCause.NewScorer => "模型或积分卡更换",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "not a cause of a run"),
    };

    /// <summary>E.g. <c>满 3 年不满 8 年</c>.</summary>
    public static string AgesOf(PointCard card, int stage)
    {
        ArgumentNullException.ThrowIfNull(card);
        var from = stage == 0 ? null : card.Stages[stage - 1].UntilYears;
        return (from, card.Stages[stage].UntilYears) switch
        {
            (null, null) => "不限年龄",
            (null, { } until) => $"成立不满 {until} 年",
            ({ } since, null) => $"成立满 {since} 年",
            ({ } since, { } until) => $"满 {since} 年不满 {until} 年",
        };
    }

    /// <summary>What a grade takes: <c>60 分以上</c>, <c>50 ～ 60 分</c>, <c>不足 5 分</c>.</summary>
    public static string RangeOf(PointCard card, int grade)
    {
        ArgumentNullException.ThrowIfNull(card);
        var cuts = card.GradeCuts;
        return grade == 1 ? $"{Number(cuts[0])} 分以上"
            : grade == cuts.Count + 1 ? $"不足 {Number(cuts[^1])} 分"
            : $"{Number(cuts[grade - 1])} 分以上，不足 {Number(cuts[grade - 2])} 分";
    }

    /// <summary>E.g. <c>1 项起得 60%，2 项起得满分</c>; a yes-or-no indicator says <c>是则得满分</c>.</summary>
    public static string StepsOf(PointIndicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.Unit == "是否"
            ? "是则得满分"
            : string.Join("，", indicator.Steps.Select(step => $"{Value(step.From, indicator.Unit)}起得{Share(step.Share)}"));
    }

    private static string Value(decimal value, string unit) =>
        unit == "元" ? (value < Wan ? $"{Number(value)} 元" : $"{Number(value / Wan)} 万元")
        : unit.Length == 0 ? Number(value)
        : $"{Number(value)} {unit}";

    private static string Share(decimal share) => share == 1 ? "满分" : $" {Number(share * 100)}%";

    private static string Number(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
