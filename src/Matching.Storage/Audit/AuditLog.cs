using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Audit;

/// <summary>Writes and checks the audit chain. An append that has returned is on the disk.</summary>
/// <remarks>Writers queue; whoever is first writes for all that wait, so many short appends share one flush.</remarks>
public sealed class AuditLog : IDisposable
{
    private const int BatchSize = 500;

    private readonly IDbContextFactory<MatchingDbContext> contexts;
    private readonly IAuditWriter writer;
    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim writing = new(1, 1);

    internal AuditLog(IDbContextFactory<MatchingDbContext> contexts, IAuditWriter writer) => (this.contexts, this.writer) = (contexts, writer);

    /// <summary>Adds an entry to the chain. If the token is cancelled meanwhile the entry may be written all the same.</summary>
    public async Task AppendAsync(AuditNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        var mine = new Waiting(note);
        queue.Enqueue(mine);
        while (!mine.Written.Task.IsCompleted)
        {
            await writing.WaitAsync(cancellationToken);
            try
            {
                if (!mine.Written.Task.IsCompleted)
                {
                    await WriteBatchAsync();
                }
            }
            finally
            {
                writing.Release();
            }
        }

        await mine.Written.Task;
    }

    /// <summary>Walks the chain from its start and names the first entry that is missing, changed or out of place.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (id, hash) = (0L, AuditChain.Start);
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            id++;
            if (entry.Id != id)
            {
                return new AuditVerification.Broken(id, $"缺少第 {id} 条记录，其后是第 {entry.Id} 条。");
            }

            if (entry.PreviousHash != hash)
            {
                return new AuditVerification.Broken(id, $"第 {id} 条记录与上一条的校验值不相接。");
            }

            hash = AuditChain.HashOf(entry);
            if (entry.Hash != hash)
            {
                return new AuditVerification.Broken(id, $"第 {id} 条记录的内容与其校验值不符，已被改动。");
            }
        }

        return new AuditVerification.Intact(id, hash);
    }

    public void Dispose() => writing.Dispose();

    /// <summary>Writes for everybody in the queue, hence under no single caller's token.</summary>
    private async Task WriteBatchAsync()
    {
        var batch = new List<Waiting>();
        while (batch.Count < BatchSize && queue.TryDequeue(out var waiting))
        {
            batch.Add(waiting);
        }

        var written = writer.AppendAsync([.. batch.Select(waiting => waiting.Note)]);

        // Not handled here: each caller that waits gets what came of it, a failure too, from its own task.
        await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        batch.ForEach(waiting => waiting.Written.SetFromTask(written));
    }

    private sealed record Waiting(AuditNote Note)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
