using System.Collections.Concurrent;
using Matching.Storage.Messaging;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Jobs;

/// <summary>The life of jobs: made with their delivery, carried step by step by whoever holds the lease, resumed when that process dies.</summary>
public sealed class ImportJobs(
    IDbContextFactory<MatchingDbContext> contexts,
    Outbox outbox,
    IOptions<JobOptions> options,
    JobMetrics metrics,
    TimeProvider clock,
    ILogger<ImportJobs> logger)
{
    private readonly ConcurrentDictionary<Guid, JobRun> running = new();

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Adds a job for the delivery, and the message that starts it, to the caller's context; the caller saves.</summary>
    public ImportJob Create(MatchingDbContext db, Guid deliveryId)
    {
        ArgumentNullException.ThrowIfNull(db);
        var now = clock.GetUtcNow();
        var job = new ImportJob
        {
            Id = Guid.CreateVersion7(now),
            DeliveryId = deliveryId,
            Step = JobStep.Reading,
            State = JobState.Waiting,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Jobs.Add(job);
        AddMessage(db, job);
        return job;
    }

    /// <summary>The job as it stands; of a step running in this process the newest progress, even before it is written.</summary>
    public async Task<ImportJob?> FindAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, cancellationToken);
        if (job is { State: JobState.Running } && running.TryGetValue(jobId, out var run))
        {
            (job.RowsDone, job.RowsTotal) = run.Latest;
        }

        return job;
    }

    /// <summary>Takes the step. Null when the job is unknown, past that step, ended, or held by a worker whose lease still runs;
    /// reading also waits for lists of the same library that came before: of two rows that say the same, the one received first counts, however many workers read.</summary>
    /// <param name="worker">Who takes it; this process by default.</param>
    public async Task<JobRun?> TryStartAsync(
        Guid jobId, JobStep step, CancellationToken cancellationToken, string? worker = null)
    {
        worker ??= WorkerName.Current;
        if (running.TryGetValue(jobId, out var own) && own.Step == step && own.Worker == worker)
        {
            // Alive here, whatever the clock makes of its lease.
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == jobId, cancellationToken);
        if (job is null || job.Step != step || !IsFree(job, now)
            || (step == JobStep.Reading && await ReadingOfLibraryOf(db, job).AnyAsync(other => other.CreatedAt < job.CreatedAt, cancellationToken)))
        {
            return null;
        }

        job.State = JobState.Running;
        job.Worker = worker;
        job.LeaseUntil = now + Lease;
        job.StartedAt ??= now;
        job.UpdatedAt = now;
        job.Message = "";
        (job.RowsDone, job.RowsTotal) = (0, 0);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var run = new JobRun(this, metrics, job.Id, job.DeliveryId, step, worker, Lease, clock, logger, cancellationToken);
        running[jobId] = run;
        return run;
    }

    /// <summary>Asks the job to stop. A step that runs sees it through its token; false when the job had ended already.</summary>
    public async Task<bool> CancelAsync(Guid jobId, string by, CancellationToken cancellationToken)
    {
        var cancelled = await EndAsync(jobId, JobState.Cancelled, $"已由 {by} 取消", null, cancellationToken);
        if (cancelled && running.TryGetValue(jobId, out var run))
        {
            await run.StopAsync();
        }

        return cancelled;
    }

    /// <summary>Ends the job as failed with a sentence for people; false when it had ended already.</summary>
    public Task<bool> FailAsync(Guid jobId, string message, CancellationToken cancellationToken) =>
        EndAsync(jobId, JobState.Failed, message, null, cancellationToken);

    /// <summary>Sends again the messages of jobs that nobody works on: those left by a dead process and those still waiting.
    /// For a start of the process; consumers tell a doubled message by the job.</summary>
    /// <param name="alsoWaiting">False: only jobs whose worker fell silent, for the regular look while running.</param>
    /// <returns>Number of jobs resumed.</returns>
    public async Task<int> ResumeAsync(bool alsoWaiting, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await FindLeftAsync(db.Jobs.AsNoTracking())).Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var left = await FindLeftAsync(db.Jobs);
        foreach (var job in left)
        {
            Release(job, now);
            AddMessage(db, job);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        JobLog.Resumed(logger, left.Count);
        return left.Count;

        async Task<List<ImportJob>> FindLeftAsync(IQueryable<ImportJob> jobs)
        {
            var open = await jobs
                .Where(job => job.State == JobState.Running || job.State == JobState.Waiting)
                .OrderBy(job => job.CreatedAt)
                .ToListAsync(cancellationToken);
            return [.. open.Where(job => IsFree(job, now) && !running.ContainsKey(job.Id) && (alsoWaiting || job.State == JobState.Running))];
        }
    }

    /// <summary>Lets a failed job go on at the step it failed in, within the caller's transaction; a job in another state stays as it is.</summary>
    internal async Task ReopenAsync(MatchingDbContext db, Guid jobId, CancellationToken cancellationToken)
    {
        if (await db.Jobs.SingleOrDefaultAsync(job => job.Id == jobId && job.State == JobState.Failed, cancellationToken) is { } failed)
        {
            (failed.State, failed.FinishedAt, failed.Message) = (JobState.Waiting, null, "");
            (failed.Worker, failed.LeaseUntil, failed.UpdatedAt) = (null, null, clock.GetUtcNow());
        }
    }

    internal async Task<bool> RenewAsync(JobRun run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (done, total) = run.Latest;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == run.JobId, cancellationToken);
        if (job is null || !IsHeldBy(job, run))
        {
            return false;
        }

        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var renewed = await db.Jobs
            .Where(j => j.Id == run.JobId && j.State == JobState.Running && j.Worker == run.Worker && j.Step == run.Step)
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.LeaseUntil, now + Lease)
                    .SetProperty(j => j.UpdatedAt, now)
                    .SetProperty(j => j.RowsDone, done)
                    .SetProperty(j => j.RowsTotal, total),
                cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return renewed == 1;
    }

    internal async Task<bool> FinishAsync(JobRun run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var job = await db.Jobs.SingleAsync(j => j.Id == run.JobId, cancellationToken);
        if (!IsHeldBy(job, run))
        {
            return false;
        }

        (job.RowsDone, job.RowsTotal) = run.Latest;
        Release(job, now);
        if (run.Step == JobStep.Indexing)
        {
            job.State = JobState.Done;
            job.FinishedAt = now;
        }
        else
        {
            job.Step = run.Step + 1;
            AddMessage(db, job);
        }

        if (run.Step == JobStep.Reading)
        {
            await CallNextAsync(db, job, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The run is over without an end: the step is free for the next try.</summary>
    internal async Task AbandonAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == run.JobId, cancellationToken);
        if (job is not null && IsHeldBy(job, run))
        {
            Release(job, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    internal Task<bool> FailAsync(JobRun run, string message, CancellationToken cancellationToken) =>
        EndAsync(run.JobId, JobState.Failed, message, run, cancellationToken);

    internal void Forget(JobRun run) => running.TryRemove(new KeyValuePair<Guid, JobRun>(run.JobId, run));

    private bool IsFree(ImportJob job, DateTimeOffset now) => job.State switch
    {
        JobState.Waiting => true,
        JobState.Running => !options.Value.Holds(job.LeaseUntil, now) || job.Worker is null || WorkerName.IsGone(job.Worker),
        _ => false,
    };

    private static bool IsHeldBy(ImportJob job, JobRun run) =>
        job.State == JobState.Running && job.Worker == run.Worker && job.Step == run.Step;

    private static void Release(ImportJob job, DateTimeOffset now)
    {
        job.State = JobState.Waiting;
        job.Worker = null;
        job.LeaseUntil = null;
        job.UpdatedAt = now;
    }

    private async Task<bool> EndAsync(Guid jobId, JobState state, string message, JobRun? by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var job = await db.Jobs.SingleOrDefaultAsync(j => j.Id == jobId, cancellationToken);
        if (job is not { State: JobState.Waiting or JobState.Running } || (by is not null && !IsHeldBy(job, by)))
        {
            return false;
        }

        Release(job, now);
        job.State = state;
        job.Message = message;
        job.FinishedAt = now;
        if (job.Step == JobStep.Reading)
        {
            await CallNextAsync(db, job, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The next list of the library may have been asked for already, and sent back because this one was before it.</summary>
    private async Task CallNextAsync(MatchingDbContext db, ImportJob job, CancellationToken cancellationToken)
    {
        if (await ReadingOfLibraryOf(db, job).OrderBy(other => other.CreatedAt).FirstOrDefaultAsync(cancellationToken) is { State: JobState.Waiting } next)
        {
            AddMessage(db, next);
        }
    }

    /// <summary>Other jobs whose list, of the same library, has still to be read.</summary>
    private static IQueryable<ImportJob> ReadingOfLibraryOf(MatchingDbContext db, ImportJob job) => db.Jobs
        .Where(other => other.Id != job.Id && other.Step == JobStep.Reading && (other.State == JobState.Waiting || other.State == JobState.Running)
            && db.Deliveries.Any(delivery => delivery.Id == other.DeliveryId
                && db.Deliveries.Any(own => own.Id == job.DeliveryId && own.Library == delivery.Library)));

    private void AddMessage(MatchingDbContext db, ImportJob job) =>
        outbox.Add(db, JobMessages.Starting(job.Step, job.Id, job.DeliveryId));
}
