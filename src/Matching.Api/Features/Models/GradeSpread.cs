namespace Matching.Api.Features.Models;

/// <summary>How many firms stand in each grade now.</summary>
/// <param name="Grades">T1 first; ten of them.</param>
/// <param name="Scored">Sum over the grades.</param>
/// <param name="Unscored">Firms whose score is still to come.</param>
public sealed record GradeSpread(IReadOnlyList<GradeCount> Grades, int Scored, int Unscored)
{
    private const int LowestStep = 10;

    /// <param name="counts">Firms per grade step; steps without a firm may be left out.</param>
    public static GradeSpread From(IReadOnlyDictionary<int, int> counts, int unscored)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var scored = counts.Values.Sum();
        return new(
            [
                .. Enumerable.Range(1, LowestStep).Select(step => new GradeCount(
                    step, counts.GetValueOrDefault(step), scored == 0 ? 0 : Math.Round(100m * counts.GetValueOrDefault(step) / scored, 1))),
            ],
            scored,
            unscored);
    }
}

/// <param name="Percent">Share of the scored firms, 0–100, one decimal.</param>
public sealed record GradeCount(int Step, int Firms, decimal Percent)
{
    public string Grade => $"T{Step}";
}

/// <summary>The spread as the chart draws it.</summary>
public sealed record SpreadChart(IReadOnlyList<SpreadColumn> Columns)
{
    public static SpreadChart From(GradeSpread spread)
    {
        ArgumentNullException.ThrowIfNull(spread);
        return new([.. spread.Grades.Select(grade => new SpreadColumn(grade.Grade, grade.Firms))]);
    }
}

public sealed record SpreadColumn(string Title, int Value);
