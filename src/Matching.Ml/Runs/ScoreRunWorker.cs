using System.Data.Common;
using Matching.Domain.Calendar;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Ml.Runs;

/// <summary>Carries out what is asked for as soon as it is asked for, takes up what a dead process left, and asks for a scoring itself when the day in Beijing has changed.</summary>
internal sealed class ScoreRunWorker(ScoreRuns runs, RecomputeScores recompute, TimeProvider clock, ILogger<ScoreRunWorker> logger) : BackgroundService
{
    /// <summary>How late another process's request, a new day or a dead worker is noticed.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its services one after the other; the first look must not hold the others up.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runs.RequestForNewDayAsync(BeijingTime.Today(clock), stoppingToken);
                while (await recompute.NextAsync(stoppingToken))
                {
                }

                await runs.WaitAsync(LookEvery, stoppingToken);
            }
            catch (DbException exception)
            {
                RunsLog.NotLookedUp(logger, exception);
                await runs.WaitAsync(LookEvery, CancellationToken.None);
            }
            catch (DbUpdateException exception)
            {
                RunsLog.NotLookedUp(logger, exception);
                await runs.WaitAsync(LookEvery, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
