using System.Data.Common;
using Matching.Storage.Ranking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Ml.Runs;

/// <summary>Carries out fittings as soon as they are asked for, and takes up what a dead process left.</summary>
internal sealed class TrainingRunWorker(TrainingRuns runs, CarryOutTraining training, ILogger<TrainingRunWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await training.NextAsync(stoppingToken))
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
