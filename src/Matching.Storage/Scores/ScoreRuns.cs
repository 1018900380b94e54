using System.Globalization;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Scores;

/// <summary>Scorings of all firms, asked for and carried out: one waits at most, one process holds a run, a run left by a dead process is taken up again.</summary>
public sealed class ScoreRuns(
    IDbContextFactory<MatchingDbContext> contexts,
    [FromKeyedServices(ScoreRuns.Bell)] OutboxSignal signal,
    IOptions<JobOptions> options,
    TimeProvider clock)
{
    /// <summary>Key of the signal that a run waits.</summary>
    public const string Bell = "score-runs";

    /// <summary>A run that was begun this often without coming to an end is given up.</summary>
    public const int MostAttempts = 3;

    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>Asks for a scoring of all firms. While one of the same day waits, that one is meant; one that runs has begun before, so another is added.</summary>
    /// <returns>The run and whether it is new.</returns>
    public async Task<(ScoreRun Run, bool IsNew)> RequestAsync(ScoreRunCause cause, string by, DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var waiting = await db.ScoreRuns.AsNoTracking()
            .FirstOrDefaultAsync(
                run => run.State == JobState.Waiting && run.AsOf == asOf && (cause != ScoreRunCause.NewScorer || run.Cause == ScoreRunCause.NewScorer), cancellationToken);
        if (waiting is not null)
        {
            return (waiting, false);
        }

        var run = await AddAsync(db, cause, by, asOf, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Ring();
        return (run, true);
    }

    /// <summary>Asks for the scoring of a new day, once, by however many processes: when scores of an earlier day stand and no run of the day is there.</summary>
    public async Task<bool> RequestForNewDayAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await IsDueAsync())
        {
            return false;
        }

        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        if (!await IsDueAsync())
        {
            return false;
        }

        await AddAsync(db, ScoreRunCause.NewDay, "system", today, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;

        async Task<bool> IsDueAsync() =>
            !await db.ScoreRuns.AnyAsync(run => run.AsOf >= today, cancellationToken)
            && await db.Scores.AnyAsync(score => score.EndedAt == null && score.AsOf < today, cancellationToken);
    }

    /// <summary>Keeps a scoring that was carried out without being asked for here: on the command line.</summary>
    /// <param name="startedAt">When it began; it ends now.</param>
    public async Task RecordAsync(string by, DateOnly asOf, DateTimeOffset startedAt, ScoreRunOutcome outcome, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var run = await AddAsync(db, ScoreRunCause.CommandLine, by, asOf, cancellationToken);
        run.StartedAt = startedAt;
        Close(run, outcome, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes the oldest run nobody works on; null when there is none.</summary>
    /// <param name="worker">Who takes it; this process by default.</param>
    public async Task<HeldScoreRun?> TakeAsync(CancellationToken cancellationToken, string? worker = null)
    {
        worker ??= WorkerName.Current;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.ScoreRuns.AnyAsync(run => run.State == JobState.Waiting || run.State == JobState.Running, cancellationToken))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var open = await db.ScoreRuns
            .Where(run => run.State == JobState.Waiting || run.State == JobState.Running)
            .OrderBy(run => run.RequestedAt)
            .ToListAsync(cancellationToken);
        ScoreRun? taken = null;
        foreach (var run in open.Where(run => IsFree(run, now)))
        {
            if (run.Attempts >= MostAttempts)
            {
                Release(run);
                (run.State, run.FinishedAt) = (JobState.Failed, now);
                run.Message = $"连续 {MostAttempts} 次没有算完，已停止。请查看运行日志后再重新计算。";
                continue;
            }

            (run.State, run.Worker, run.LeaseUntil) = (JobState.Running, worker, now + Lease);
            run.Attempts++;
            run.StartedAt ??= now;
            (run.Done, run.Total) = (0, 0);
            taken = run;
            break;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken is null ? null : new HeldScoreRun(this, taken, worker, Lease, clock, cancellationToken);
    }

    /// <summary>Waits until a run is asked for in this process, or for <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, clock, cancellationToken);

    public async Task<ScoreRun?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ScoreRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
    }

    /// <summary>The newest runs, newest first.</summary>
    public async Task<IReadOnlyList<ScoreRun>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ScoreRuns.AsNoTracking()
            .OrderByDescending(run => run.RequestedAt)
            .ThenByDescending(run => run.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    internal async Task<bool> RenewAsync(HeldScoreRun held, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + Lease;
        var (done, total) = held.Latest;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var renewed = await HeldBy(db, held).ExecuteUpdateAsync(
            set => set.SetProperty(run => run.LeaseUntil, until).SetProperty(run => run.Done, done).SetProperty(run => run.Total, total),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return renewed == 1;
    }

    internal Task<bool> FinishAsync(HeldScoreRun held, ScoreRunOutcome outcome, CancellationToken cancellationToken) =>
        EndAsync(held, (run, now) => Close(run, outcome, now), cancellationToken);

    internal Task<bool> FailAsync(HeldScoreRun held, string message, CancellationToken cancellationToken) =>
        EndAsync(held, (run, now) => (run.State, run.FinishedAt, run.Message) = (JobState.Failed, now, message), cancellationToken);

    internal Task<bool> AbandonAsync(HeldScoreRun held, CancellationToken cancellationToken) =>
        EndAsync(held, (run, _) => run.State = JobState.Waiting, cancellationToken);

    private async Task<ScoreRun> AddAsync(MatchingDbContext db, ScoreRunCause cause, string by, DateOnly asOf, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var run = new ScoreRun
        {
            Id = Guid.CreateVersion7(now),
            Cause = cause,
            RequestedBy = by,
            RequestedAt = now,
            AsOf = asOf,
            State = JobState.Waiting,
        };
        db.ScoreRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }

    private async Task<bool> EndAsync(HeldScoreRun held, Action<ScoreRun, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        if (await HeldBy(db, held).SingleOrDefaultAsync(cancellationToken) is not { } run)
        {
            return false;
        }

        (run.Done, run.Total) = held.Latest;
        Release(run);
        change(run, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<ScoreRun> HeldBy(MatchingDbContext db, HeldScoreRun held) =>
        db.ScoreRuns.Where(run => run.Id == held.Id && run.State == JobState.Running && run.Worker == held.Worker);

    private bool IsFree(ScoreRun run, DateTimeOffset now) =>
        run.State == JobState.Waiting || !options.Value.Holds(run.LeaseUntil, now) || run.Worker is null || WorkerName.IsGone(run.Worker);

    private static void Close(ScoreRun run, ScoreRunOutcome outcome, DateTimeOffset now)
    {
        (run.State, run.FinishedAt, run.Message) = (JobState.Done, now, "");
        (run.Card, run.Scored, run.Changed, run.Ended, run.Passed) = (outcome.Card, outcome.Scored, outcome.Changed, outcome.Ended, outcome.Passed);
        run.GradeCounts = string.Join(',', outcome.GradeCounts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
    }

    private static void Release(ScoreRun run) => (run.Worker, run.LeaseUntil) = (null, null);
}
