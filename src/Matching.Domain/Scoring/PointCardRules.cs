namespace Matching.Domain.Scoring;

/// <summary>What every card must hold to: weights of a stage add up to 100, steps and cuts ascend, more is never worth less.</summary>
internal static class PointCardRules
{
    private const int Grades = 10;
    private const decimal Total = 100;

    public static IEnumerable<PointCardProblem> Check(PointCard card) =>
        [.. CheckFrame(card), .. CheckStages(card), .. card.Indicators.SelectMany((line, i) => CheckIndicator(card, line, $"indicators[{i}]")), .. CheckWeights(card)];

    private static IEnumerable<PointCardProblem> CheckFrame(PointCard card)
    {
        if (string.IsNullOrWhiteSpace(card.Version))
        {
            yield return new("version", card.Version, "须写版本名，例如 card-2026.1。");
        }

        if (card.Baseline < 0)
        {
            yield return new("baseline", PointCardReader.Text(card.Baseline), "基础分不能为负。");
        }

        if (card.GradeCuts.Count != Grades - 1)
        {
            yield return new("gradeCuts", $"{card.GradeCuts.Count}", "须有九个分数线，把分数分为 T1 至 T10。");
        }

        for (var i = 1; i < card.GradeCuts.Count; i++)
        {
            if (card.GradeCuts[i] >= card.GradeCuts[i - 1])
            {
                yield return new($"gradeCuts[{i}]", PointCardReader.Text(card.GradeCuts[i]), "分数线须从高到低排列。");
            }
        }

        for (var i = 1; i < card.PeerAgeCuts.Count; i++)
        {
            if (card.PeerAgeCuts[i] <= card.PeerAgeCuts[i - 1])
            {
                yield return new($"peerAgeCuts[{i}]", $"{card.PeerAgeCuts[i]}", "年限须从低到高排列。");
            }
        }
    }

    private static IEnumerable<PointCardProblem> CheckStages(PointCard card)
    {
        if (card.Stages.Count == 0)
        {
            yield return new("stages", "", "至少要有一个阶段。");
        }

        for (var i = 0; i < card.Stages.Count; i++)
        {
            var (name, until) = card.Stages[i];
            if (string.IsNullOrWhiteSpace(name) || card.Stages.Take(i).Any(other => other.Name == name))
            {
                yield return new($"stages[{i}].name", name, "每个阶段须有自己的名称。");
            }

            var isLast = i == card.Stages.Count - 1;
            if (isLast ? until is not null : until is null || (i > 0 && until <= card.Stages[i - 1].UntilYears))
            {
                yield return new($"stages[{i}].untilYears", $"{until}", isLast ? "最后一个阶段不设上限。" : "各阶段上限须从低到高排列。");
            }
        }
    }

    private static IEnumerable<PointCardProblem> CheckIndicator(PointCard card, PointIndicator line, string place)
    {
        if (card.Indicators.Count(other => other.Code == line.Code) > 1)
        {
            yield return new($"{place}.code", line.Code, "指标代码重复。");
        }

        if (!line.IsKnown)
        {
            if (line.Weights.Count + line.Steps.Count > 0)
            {
                yield return new($"{place}.weights", line.Code, "本库无此数据的指标不能设权重和分档。");
            }

            yield break;
        }

        if (line.Weights.Count != card.Stages.Count)
        {
            yield return new($"{place}.weights", $"{line.Weights.Count}", $"每个阶段一个权重，应有 {card.Stages.Count} 个。");
        }

        for (var i = 0; i < line.Weights.Count; i++)
        {
            if (line.Weights[i] < 0 || line.Weights[i] != decimal.Round(line.Weights[i], 2))
            {
                yield return new($"{place}.weights[{i}]", PointCardReader.Text(line.Weights[i]), "权重不能为负，最多两位小数。");
            }
        }

        if (line.Steps.Count == 0)
        {
            yield return new($"{place}.steps", "", "至少要有一档。");
        }

        for (var i = 0; i < line.Steps.Count; i++)
        {
            var step = line.Steps[i];
            if (step.Share is <= 0 or > 1)
            {
                yield return new($"{place}.steps[{i}].share", PointCardReader.Text(step.Share), "得分比例须大于 0，不超过 1。");
            }

            if (i > 0 && step.From <= line.Steps[i - 1].From)
            {
                yield return new($"{place}.steps[{i}].from", PointCardReader.Text(step.From), "分档起点须从低到高排列。");
            }

            if (i > 0 && step.Share < line.Steps[i - 1].Share)
            {
                yield return new($"{place}.steps[{i}].share", PointCardReader.Text(step.Share), "数值更高的一档不能得分更低。");
            }
        }
    }

    private static IEnumerable<PointCardProblem> CheckWeights(PointCard card)
    {
        for (var i = 0; i < card.Stages.Count; i++)
        {
            var sum = card.Baseline + card.Known.Sum(line => i < line.Weights.Count ? line.Weights[i] : 0);
            if (sum != Total)
            {
                yield return new($"weights of {card.Stages[i].Name}", PointCardReader.Text(sum), "基础分与本阶段各指标权重之和须为 100。");
            }
        }
    }
}
