using Matching.Api.Features.Shared;

namespace Matching.Api.Features.Firms;

/// <summary>The waterfall from the baseline to the score: the numbers of the table beside it, largest first.</summary>
public sealed record ReasonChart(IReadOnlyList<ReasonStep> Steps)
{
    private const int MostBars = 8;

    public static ReasonChart From(FirmView firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        if (firm.Score?.Score is not { } score)
        {
            return new([]);
        }

        var single = firm.Weighty.Count <= MostBars ? firm.Weighty : [.. firm.Weighty.Take(MostBars - 1)];
        var rest = firm.Weighty.Skip(single.Count).ToList();
        var steps = new List<ReasonStep> { new("base", "", "基准", score.Baseline, Shown.Points(score.Baseline)) };
        steps.AddRange(single.Select(reason => new ReasonStep("step", reason.Code, reason.Title, reason.Points, Shown.SignedPoints(reason.Points))));
        if (rest.Count > 0)
        {
            var points = rest.Sum(reason => reason.Points);
            steps.Add(new("step", "", $"其余 {rest.Count} 项", points, Shown.SignedPoints(points)));
        }

        steps.Add(new("total", "", "推荐分", score.Points, Shown.Points(score.Points)));
        return new(steps);
    }
}

/// <param name="Kind"><c>base</c>, <c>step</c> or <c>total</c>.</param>
/// <param name="Code">Reason code; empty for base, total and grouped small reasons.</param>
public sealed record ReasonStep(string Kind, string Code, string Title, decimal Points, string Label);
