using Matching.Domain.Libraries;

namespace Matching.Domain.Scoring;

/// <summary>A life stage by age in full years, e.g. 初创期 below 3.</summary>
/// <param name="UntilYears">First age that no longer belongs to the stage; null for the last one.</param>
public sealed record LifeStage(string Name, int? UntilYears);

/// <summary>From <paramref name="From"/> on the indicator gives <paramref name="Share"/> of its weight.</summary>
/// <param name="Share">Above 0, up to 1; two decimals at most.</param>
public sealed record PointStep(decimal From, decimal Share);

/// <summary>One line of the card.</summary>
/// <param name="Code">Name of the feature it reads, e.g. <c>award_province_2y</c>; for unknown ones a name of its own.</param>
/// <param name="Number">Number among the 18 official indicators of 创新积分制; null for a local one.</param>
/// <param name="Group">技术创新, 成长经营, 辅助 or 本地.</param>
/// <param name="IsKnown">False when none of our libraries can know it; it then gives no points and takes no weight.</param>
/// <param name="Source">Where the value comes from, or who would have it.</param>
/// <param name="Weights">Most points it gives, one per stage; empty when unknown.</param>
/// <param name="Steps">Ascending; below the first the indicator gives nothing.</param>
public sealed record PointIndicator(
    string Code,
    int? Number,
    string Group,
    string Title,
    string Unit,
    Library? Library,
    bool IsKnown,
    string Source,
    IReadOnlyList<decimal> Weights,
    IReadOnlyList<PointStep> Steps);

/// <summary>The point card: which values give how many points at which stage of a firm's life. A customer's table, never constants in code.</summary>
/// <remarks>The official weights of 创新积分制 are not published; the numbers of a card are its makers' own.</remarks>
/// <param name="Baseline">Points before any contribution.</param>
/// <param name="StageWithoutAge">Index of the stage for firms whose day of registration is not known.</param>
/// <param name="GradeCuts">Nine descending points: at or above the first T1, … below the last T10.</param>
/// <param name="PeerAgeCuts">Ascending ages that part peers into bands.</param>
/// <param name="PeerMinimum">Smallest number of peers a percentile is stated for.</param>
public sealed record PointCard(
    string Version,
    string Note,
    decimal Baseline,
    IReadOnlyList<LifeStage> Stages,
    int StageWithoutAge,
    IReadOnlyList<PointIndicator> Indicators,
    IReadOnlyList<decimal> GradeCuts,
    IReadOnlyList<int> PeerAgeCuts,
    int PeerMinimum)
{
    /// <summary>Official indicators that our libraries cannot know.</summary>
    public IEnumerable<PointIndicator> Unknown => Indicators.Where(indicator => !indicator.IsKnown);

    public IEnumerable<PointIndicator> Known => Indicators.Where(indicator => indicator.IsKnown);

    /// <param name="ageYears">Full years since registration; null when not known.</param>
    public int StageOf(int? ageYears)
    {
        if (ageYears is null)
        {
            return StageWithoutAge;
        }

        var stage = 0;
        while (Stages[stage].UntilYears is { } until && ageYears >= until)
        {
            stage++;
        }

        return stage;
    }

    public TechnologyGrade GradeOf(decimal points)
    {
        var step = 1;
        foreach (var cut in GradeCuts)
        {
            if (points >= cut)
            {
                break;
            }

            step++;
        }

        return new TechnologyGrade(step);
    }
}
