using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Scores;

/// <summary>A run while this process holds it: keeps its lease and its progress in the database. Disposed without an end it is free for another try.</summary>
public sealed class HeldScoreRun : IAsyncDisposable
{
    private static readonly TimeSpan KeepEvery = TimeSpan.FromMilliseconds(500);

    private readonly ScoreRuns runs;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource ended = new();
    private readonly Task keeping;
    private long done;
    private long total;
    private bool isOver;

    internal HeldScoreRun(ScoreRuns runs, ScoreRun run, string worker, TimeSpan lease, TimeProvider clock, CancellationToken cancellationToken)
    {
        this.runs = runs;
        (Id, AsOf, Cause, Worker) = (run.Id, run.AsOf, run.Cause, worker);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        keeping = KeepAsync(lease, clock);
    }

    public Guid Id { get; }

    public DateOnly AsOf { get; }

    public ScoreRunCause Cause { get; }

    public string Worker { get; }

    /// <summary>Cancelled with the token given when it was taken, or when another process took the run over.</summary>
    public CancellationToken Token => stop.Token;

    internal (long Done, long Total) Latest => (Interlocked.Read(ref done), Interlocked.Read(ref total));

    /// <summary>Firms seen, and in all when known.</summary>
    public void Report(long seen, long inAll)
    {
        Interlocked.Exchange(ref done, seen);
        Interlocked.Exchange(ref total, inAll);
    }

    /// <returns>False when another process took the run over; nothing was written then.</returns>
    public async Task<bool> FinishAsync(ScoreRunOutcome outcome, CancellationToken cancellationToken)
    {
        await EndKeepingAsync();
        isOver = true;
        return await runs.FinishAsync(this, outcome, cancellationToken);
    }

    /// <summary>Ends the run as failed, with a sentence for people.</summary>
    public async Task<bool> FailAsync(string message, CancellationToken cancellationToken)
    {
        await EndKeepingAsync();
        isOver = true;
        return await runs.FailAsync(this, message, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await EndKeepingAsync();
        try
        {
            if (!isOver)
            {
                await runs.AbandonAsync(this, CancellationToken.None);
            }
        }
        finally
        {
            stop.Dispose();
            ended.Dispose();
        }
    }

    private async Task EndKeepingAsync()
    {
        await ended.CancelAsync();
        await keeping;
    }

    private async Task KeepAsync(TimeSpan lease, TimeProvider clock)
    {
        using var timer = new PeriodicTimer(KeepEvery, clock);
        var (renewedAt, written) = (clock.GetTimestamp(), (0L, 0L));
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                var (now, latest) = (clock.GetTimestamp(), Latest);
                if (latest == written && clock.GetElapsedTime(renewedAt, now) < lease / 3)
                {
                    continue;
                }

                try
                {
                    if (!await runs.RenewAsync(this, ended.Token))
                    {
                        await stop.CancelAsync();
                        return;
                    }

                    (renewedAt, written) = (now, latest);
                }
                catch (DbException)
                {
                    // Tried again at the next tick; the lease outlasts many of them.
                }
                catch (DbUpdateException)
                {
                    // Tried again at the next tick; the lease outlasts many of them.
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }
}
