using Matching.Storage.Jobs;
using Matching.Storage.Scores;

namespace Matching.Api.Features.Models;

/// <summary>A scoring of all firms as shown to people and programs.</summary>
/// <param name="Seconds">From begin to end; null while it is under way.</param>
/// <param name="Grades">Firms per grade, T1 first; empty until done.</param>
public sealed record ScoreRunView(
    Guid Id, ScoreRunCause Cause, string RequestedBy, DateTimeOffset RequestedAt, DateOnly AsOf, JobState State, string Message, long Done, long Total,
    DateTimeOffset? FinishedAt, double? Seconds, string? Card, int Scored, int Changed, IReadOnlyList<int> Grades)
{
    public bool IsUnderWay => State is JobState.Waiting or JobState.Running;

    public static ScoreRunView From(ScoreRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(
            run.Id, run.Cause, run.RequestedBy, run.RequestedAt, run.AsOf, run.State, run.Message, run.Done, run.Total,
            run.FinishedAt, (run.FinishedAt - run.StartedAt)?.TotalSeconds, run.Card, run.Scored, run.Changed,
            [.. run.GradeCounts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
