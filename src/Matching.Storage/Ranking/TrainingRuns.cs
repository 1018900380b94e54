using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Ranking;

/// <summary>Fittings asked for and carried out: one process holds a run; a run left by a dead process is taken up again.</summary>
public sealed class TrainingRuns(
    IDbContextFactory<MatchingDbContext> contexts, [FromKeyedServices(TrainingRuns.Bell)] OutboxSignal signal, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Key of the signal that a run waits.</summary>
    public const string Bell = "training-runs";

    /// <summary>A run begun this often without coming to an end is given up.</summary>
    public const int MostAttempts = 3;

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    public async Task<TrainingRun> RequestAsync(string trainingSetId, string request, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var run = new TrainingRun
        {
            Id = Guid.CreateVersion7(now),
            TrainingSetId = trainingSetId,
            Request = request,
            RequestedBy = by,
            RequestedAt = now,
            State = JobState.Waiting,
        };
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.TrainingRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        signal.Ring();
        return run;
    }

    /// <summary>Takes the oldest run nobody works on; null when there is none.</summary>
    public async Task<TrainingRun?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await Open(db).AnyAsync(cancellationToken))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        TrainingRun? taken = null;
        foreach (var run in (await Open(db).OrderBy(run => run.RequestedAt).ToListAsync(cancellationToken)).Where(run => IsFree(run, now)))
        {
            if (run.StoppedBy is not null || run.Attempts >= MostAttempts)
            {
                End(run, run.StoppedBy is null ? JobState.Failed : JobState.Cancelled, run.StoppedBy is null ? $"连续 {MostAttempts} 次没有训练完，已停止。请查看运行日志后再训练。" : "已停止。", now);
                continue;
            }

            (run.State, run.Worker, run.LeaseUntil, run.StartedAt, run.Curve) = (JobState.Running, WorkerName.Current, now + Lease, run.StartedAt ?? now, "[]");
            run.Attempts++;
            taken = run;
            break;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Keeps the lease and the curve so far.</summary>
    /// <returns>False when it shall end: somebody pressed stop, or another process took it over.</returns>
    public async Task<bool> KeepAsync(Guid id, string curve, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Lease;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var kept = await db.TrainingRuns
            .Where(run => run.Id == id && run.State == JobState.Running && run.Worker == WorkerName.Current && run.StoppedBy == null)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, until).SetProperty(run => run.Curve, curve), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return kept == 1;
    }

    /// <summary>Ends a run that this process holds.</summary>
    public Task EndAsync(Guid id, JobState state, string message, string? modelId, string curve, CancellationToken cancellationToken) =>
        ChangeAsync(id, run => run.State == JobState.Running && run.Worker == WorkerName.Current, run =>
        {
            (run.ModelId, run.Curve) = (modelId, curve);
            End(run, state, message, clock.GetUtcNow());
        }, cancellationToken);

    /// <summary>Gives a run back so that another try may take it.</summary>
    public Task ReleaseAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            run => run.State == JobState.Running && run.Worker == WorkerName.Current,
            run => (run.State, run.Worker, run.LeaseUntil) = (JobState.Waiting, null, null),
            cancellationToken);

    /// <summary>The stop button: a waiting run ends at once, a running one at the worker's next look.</summary>
    /// <returns>False when it has ended before.</returns>
    public async Task<bool> StopAsync(Guid id, string by, CancellationToken cancellationToken) =>
        await ChangeAsync(
            id,
            run => run.State is JobState.Waiting or JobState.Running,
            run =>
            {
                run.StoppedBy ??= by;
                if (run.State == JobState.Waiting)
                {
                    End(run, JobState.Cancelled, "已停止。", clock.GetUtcNow());
                }
            },
            cancellationToken);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, clock, cancellationToken);

    public async Task<TrainingRun?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrainingRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<TrainingRun>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.TrainingRuns.AsNoTracking().OrderByDescending(run => run.RequestedAt).ThenByDescending(run => run.Id).Take(count).ToListAsync(cancellationToken);
    }

    private async Task<bool> ChangeAsync(Guid id, Func<TrainingRun, bool> isMeant, Action<TrainingRun> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        if (await db.TrainingRuns.SingleOrDefaultAsync(run => run.Id == id, cancellationToken) is not { } found || !isMeant(found))
        {
            return false;
        }

        change(found);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<TrainingRun> Open(MatchingDbContext db) =>
        db.TrainingRuns.Where(run => run.State == JobState.Waiting || run.State == JobState.Running);

    private bool IsFree(TrainingRun run, DateTimeOffset now) =>
        run.State == JobState.Waiting || !options.Value.Holds(run.LeaseUntil, now) || run.Worker is null || WorkerName.IsGone(run.Worker);

    private static void End(TrainingRun run, JobState state, string message, DateTimeOffset now) =>
        (run.State, run.Message, run.FinishedAt, run.Worker, run.LeaseUntil) = (state, message, now, null, null);
}
