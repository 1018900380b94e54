using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matching.Storage.Jobs;

/// <summary>One step of a job while this process holds it. Disposed without finishing it gives the step back for another try.</summary>
/// <remarks>Progress is written at most four times a second and the lease renewed beside the work. Call <see cref="FinishAsync"/>
/// after the step's own transaction is committed and disposed: it opens one itself.</remarks>
public sealed class JobRun : IProgress<JobProgress>, IAsyncDisposable
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    private readonly ImportJobs jobs;
    private readonly TimeSpan lease;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly JobMetrics.Measurement measured;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource ended = new();
    private readonly Task keeping;
    private readonly Lock latestLock = new();
    private JobProgress latest;
    private bool isOver;

    internal JobRun(
        ImportJobs jobs, JobMetrics metrics, Guid jobId, Guid deliveryId, JobStep step, string worker,
        TimeSpan lease, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        (this.jobs, JobId, DeliveryId, Step, Worker) = (jobs, jobId, deliveryId, step, worker);
        (this.lease, this.clock, this.logger) = (lease, clock, logger);
        measured = metrics.Start(jobId, deliveryId, step);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        keeping = KeepAsync();
    }

    public Guid JobId { get; }

    public Guid DeliveryId { get; }

    public JobStep Step { get; }

    public string Worker { get; }

    /// <summary>Cancelled when a person cancels the job, when the lease is lost, or with the token given at the start.</summary>
    public CancellationToken Token => stop.Token;

    internal JobProgress Latest
    {
        get
        {
            lock (latestLock)
            {
                return latest;
            }
        }
    }

    public void Report(JobProgress value)
    {
        lock (latestLock)
        {
            latest = value;
        }
    }

    /// <summary>Ends the step: the next one is due, its message goes out with the same transaction; after the last step the job is done.</summary>
    /// <returns>False when the job was cancelled or taken over meanwhile; then nothing changed.</returns>
    public async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        await EndKeepingAsync();
        isOver = await jobs.FinishAsync(this, cancellationToken);
        measured.Outcome = isOver ? "done" : "lost";
        return isOver;
    }

    /// <summary>Ends the job as failed with a sentence for people.</summary>
    public async Task<bool> FailAsync(string message, CancellationToken cancellationToken)
    {
        await EndKeepingAsync();
        isOver = await jobs.FailAsync(this, message, cancellationToken);
        measured.Outcome = "failed";
        return isOver;
    }

    public async ValueTask DisposeAsync()
    {
        await EndKeepingAsync();
        try
        {
            if (!isOver)
            {
                await jobs.AbandonAsync(this, CancellationToken.None);
            }
        }
        finally
        {
            jobs.Forget(this);
            measured.Dispose();
            stop.Dispose();
            ended.Dispose();
        }
    }

    internal Task StopAsync() => stop.CancelAsync();

    private async Task EndKeepingAsync()
    {
        await ended.CancelAsync();
        await keeping;
    }

    private async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(ProgressEvery, clock);
        var renewedAt = clock.GetTimestamp();
        var written = default(JobProgress);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                var now = clock.GetTimestamp();
                var current = Latest;
                if (current == written && clock.GetElapsedTime(renewedAt, now) < lease / 3)
                {
                    continue;
                }

                try
                {
                    if (!await jobs.RenewAsync(this, ended.Token))
                    {
                        JobLog.Lost(logger, JobId, Step);
                        await stop.CancelAsync();
                        return;
                    }

                    (renewedAt, written) = (now, current);
                }
                catch (DbException exception)
                {
                    JobLog.RenewalFailed(logger, JobId, exception);
                }
                catch (DbUpdateException exception)
                {
                    JobLog.RenewalFailed(logger, JobId, exception);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }
}
