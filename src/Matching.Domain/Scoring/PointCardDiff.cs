using System.Globalization;

namespace Matching.Domain.Scoring;

/// <summary>One thing that differs between two cards, in words people read.</summary>
/// <param name="Before">Empty for something new.</param>
/// <param name="After">Empty for something taken out.</param>
public sealed record PointCardChange(string Place, string Before, string After);

/// <summary>What another version of the card changes: weights, steps, indicators, cuts and stages. The version's own name and note are no change.</summary>
public static class PointCardDiff
{
    public static IReadOnlyList<PointCardChange> Of(PointCard before, PointCard after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<PointCardChange>();
        Compare(changes, "基准分", Text(before.Baseline), Text(after.Baseline));
        Compare(changes, "阶段", Stages(before), Stages(after));
        Compare(changes, "登记日不详时的阶段", before.Stages[before.StageWithoutAge].Name, after.Stages[after.StageWithoutAge].Name);
        Compare(changes, "等级线", Texts(before.GradeCuts), Texts(after.GradeCuts));
        Compare(changes, "同类企业年龄段", string.Join(' ', before.PeerAgeCuts), string.Join(' ', after.PeerAgeCuts));
        Compare(changes, "同类企业最少家数", Text(before.PeerMinimum), Text(after.PeerMinimum));
        foreach (var line in before.Indicators)
        {
            if (after.Indicators.FirstOrDefault(other => other.Code == line.Code) is { } now)
            {
                Compare(changes, $"{line.Title}：名称", line.Title, now.Title);
                Compare(changes, $"{line.Title}：各阶段满分", Texts(line.Weights), Texts(now.Weights));
                Compare(changes, $"{line.Title}：取值档次", StepsText.Of(line.Steps), StepsText.Of(now.Steps));
            }
            else
            {
                changes.Add(new(line.Title, Whole(line), ""));
            }
        }

        changes.AddRange(after.Indicators.Where(line => before.Indicators.All(other => other.Code != line.Code)).Select(line => new PointCardChange(line.Title, "", Whole(line))));
        return changes;
    }

    private static void Compare(List<PointCardChange> changes, string place, string before, string after)
    {
        if (before != after)
        {
            changes.Add(new(place, before, after));
        }
    }

    private static string Whole(PointIndicator line) => $"满分 {Texts(line.Weights)}；档次 {StepsText.Of(line.Steps)}";

    private static string Stages(PointCard card) => string.Join(' ', card.Stages.Select(stage => stage.UntilYears is { } until ? $"{stage.Name}<{until}" : stage.Name));

    private static string Texts(IEnumerable<decimal> values) => string.Join(' ', values.Select(Text));

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
