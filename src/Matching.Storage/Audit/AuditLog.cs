using System.Collections.Concurrent;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Audit;

/// <summary>Writes and checks the audit chain. An append that has returned is on the disk.</summary>
/// <remarks>Writers queue; whoever is first writes for all that wait, so many short appends share one flush.</remarks>
public sealed class AuditLog(IDbContextFactory<MatchingDbContext> contexts, TimeProvider clock) : IDisposable
{
    private const int BatchSize = 500;

    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim writing = new(1, 1);

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

        try
        {
            await InsertAsync([.. batch.Select(waiting => waiting.Note)]);
            batch.ForEach(waiting => waiting.Written.SetResult());
        }
        catch (Exception exception)
        {
            // Not handled here: each caller that waits gets it from its own task.
            batch.ForEach(waiting => waiting.Written.SetException(exception));
        }
    }

    private async Task InsertAsync(IReadOnlyList<AuditNote> notes)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        if (db.Database.IsSqlite())
        {
            // Survives a power cut too; the connection falls back to NORMAL with its next use.
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = FULL", CancellationToken.None);
        }

        await using var transaction = await db.BeginWriteAsync(WriteArea.Audit, CancellationToken.None);
        var last = await db.Audit.AsNoTracking().OrderByDescending(entry => entry.Id)
            .Select(entry => new { entry.Id, entry.Hash })
            .FirstOrDefaultAsync(CancellationToken.None);
        var (id, hash) = (last?.Id ?? 0, last?.Hash ?? AuditChain.Start);
        var at = AuditChain.Rounded(clock.GetUtcNow());
        foreach (var note in notes)
        {
            var entry = AuditChain.Next(++id, hash, at, note);
            db.Audit.Add(entry);
            hash = entry.Hash;
        }

        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private sealed record Waiting(AuditNote Note)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
