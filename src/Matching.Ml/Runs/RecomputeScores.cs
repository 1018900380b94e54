using System.Globalization;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;
using Microsoft.Extensions.Logging;

namespace Matching.Ml.Runs;

/// <summary>Carries out the scorings of all firms that were asked for, one after the other.</summary>
public sealed class RecomputeScores(ScoreRuns runs, ScoreFirms score, ILogger<RecomputeScores> logger)
{
    /// <summary>Takes the oldest run that waits and carries it to its end.</summary>
    /// <returns>False when none waits.</returns>
    public async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        await using var held = await runs.TakeAsync(cancellationToken);
        if (held is null)
        {
            return false;
        }

        try
        {
            var report = await score.RunAsync(held.AsOf, ScoreScope.All, new Seen(held), held.Token, held.Cause == ScoreRunCause.NewScorer);
            await held.FinishAsync(
                new ScoreRunOutcome(report.Card, report.Scored, report.Changed, report.Ended, report.Passed, report.Grades), cancellationToken);
            RunsLog.Finished(logger, held.Id, report.Scored, report.Changed, report.Seconds);
        }
        catch (OperationCanceledException) when (held.Token.IsCancellationRequested)
        {
            // The process stops, or another has taken the run over: it is given back, not failed.
        }
#pragma warning disable CA1031 // whatever it is, the people who wait must see that it ended and the next run must have its turn
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RunsLog.Failed(logger, held.Id, exception);
            await held.FailAsync(
                string.Create(CultureInfo.InvariantCulture, $"没有算完，未算到的企业仍显示原有分数。请再次重新计算；仍不成功时把任务号 {held.Id} 告诉管理员。"),
                cancellationToken);
        }

        return true;
    }

    private sealed class Seen(HeldScoreRun held) : IProgress<ScoreProgress>
    {
        public void Report(ScoreProgress value) => held.Report(value.Done, value.Total);
    }
}
