using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Jobs;

/// <summary>Picks up at start what an earlier process left, and from then on what a silent worker dropped.</summary>
internal sealed class JobResumption(
    ImportJobs jobs, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobResumption> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds / 3.0), clock);
        var isStart = true;
        try
        {
            do
            {
                try
                {
                    await jobs.ResumeAsync(alsoWaiting: isStart, stoppingToken);
                    isStart = false;
                }
                catch (DbException exception)
                {
                    JobLog.ResumptionFailed(logger, exception);
                }
                catch (DbUpdateException exception)
                {
                    JobLog.ResumptionFailed(logger, exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
