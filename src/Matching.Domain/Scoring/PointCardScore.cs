using System.Globalization;
using Matching.Domain.Firms;

namespace Matching.Domain.Scoring;

/// <summary>Scores firms by a card. Values come in the order of the card's known indicators.</summary>
public sealed class PointCardScore
{
    private readonly PointCard card;
    private readonly PointIndicator[] known;

    public PointCardScore(PointCard card)
    {
        this.card = card;
        known = [.. card.Known];
    }

    /// <summary>Codes of the values that <see cref="Score"/> wants, in order.</summary>
    public IReadOnlyList<string> Codes => [.. known.Select(indicator => indicator.Code)];

    /// <summary>Points alone, without reasons: what peers are compared by.</summary>
    public decimal PointsOf(int? ageYears, ReadOnlySpan<ObservedValue> values)
    {
        Span<decimal> points = stackalloc decimal[known.Length];
        return Fill(card.StageOf(ageYears), values, points);
    }

    /// <summary>The score with one contribution for each known indicator, those that give nothing included.</summary>
    public RankScore Score(FirmId firm, DateOnly asOf, int? ageYears, ReadOnlySpan<ObservedValue> values, string peerGroup, int? peerPercentile)
    {
        var stage = card.StageOf(ageYears);
        Span<decimal> points = stackalloc decimal[known.Length];
        var total = Fill(stage, values, points);
        var contributions = new Contribution[known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            contributions[i] = Contribution(known[i], stage, values[i], points[i]);
        }

        return new RankScore(firm, card.Version, asOf, card.Stages[stage].Name, card.Baseline, total, card.GradeOf(total), peerGroup, peerPercentile, contributions);
    }

    private decimal Fill(int stage, ReadOnlySpan<ObservedValue> values, Span<decimal> points)
    {
        for (var i = 0; i < known.Length; i++)
        {
            points[i] = ShareOf(known[i].Steps, values[i].Value) * known[i].Weights[stage];
        }

        PointRounding.Round(points);
        var total = card.Baseline;
        foreach (var part in points)
        {
            total += part;
        }

        return total;
    }

    private static decimal ShareOf(IReadOnlyList<PointStep> steps, decimal? value)
    {
        var share = 0m;
        for (var i = 0; i < steps.Count && value >= steps[i].From; i++)
        {
            share = steps[i].Share;
        }

        return share;
    }

    private static Contribution Contribution(PointIndicator line, int stage, ObservedValue value, decimal points)
    {
        var weight = line.Weights[stage];
        var text = ValueText(line, value.Value);
        return new Contribution(line.Code, line.Title, line.Library, value.Value, text, points, weight, Reason(line, value.Value, text, points, weight), value.FactIds);
    }

    private static string ValueText(PointIndicator line, decimal? value) => (value, line.Unit) switch
    {
        (null, _) => "未知",
        ({ } yes, "是否") => yes > 0 ? "是" : "否",
        ({ } cny, "元") => cny >= 10000 || cny == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{cny / 10000:0.##}万元")
            : string.Create(CultureInfo.InvariantCulture, $"{cny:0.##}元"),
        var (number, unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.##}{unit}"),
    };

    private static string Reason(PointIndicator line, decimal? value, string text, decimal points, decimal weight)
    {
        if (value is null)
        {
            return $"{line.Title}：本库无此数据";
        }

        if (points == 0)
        {
            return $"{line.Title}：{text}，未得分（满分 {weight:0.##}）";
        }

        return points == weight ? $"{line.Title}：{text}，得满分 {weight:0.##}" : $"{line.Title}：{text}，得 {points:0.##} 分（满分 {weight:0.##}）";
    }
}
