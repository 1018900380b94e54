using System.Collections.Concurrent;
using Matching.Storage.Bulk;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Audit;

/// <summary>Writes and checks the audit chain. An append that has returned is on the disk.</summary>
/// <remarks>Writers queue; whoever is first writes for all that wait, so many short appends share one flush.</remarks>
public sealed class AuditLog(IDbContextFactory<MatchingDbContext> contexts, IBulkWriter bulk, TimeProvider clock) : IDisposable
{
    private const int BatchSize = 500;

    // Every look waits for this one: past the query cache.
    private readonly Func<MatchingDbContext, Task<End?>> newest = EF.CompileAsyncQuery((MatchingDbContext db) =>
        db.Audit.OrderByDescending(entry => entry.Id).Select(entry => new End(entry.Id, entry.Hash)).FirstOrDefault());

    private readonly ConcurrentQueue<Waiting> queue = new();
    private readonly SemaphoreSlim writing = new(1, 1);

    // On SQLite, where opening costs more than writing; a connection to a server may be gone the next time.
    private MatchingDbContext? kept;

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

    public void Dispose()
    {
        if (kept is not null)
        {
            Close(kept);
        }

        writing.Dispose();
    }

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
        var db = kept ?? await OpenAsync();
        kept = null;
        var isWritten = false;
        try
        {
            await using var transaction = await db.BeginWriteAsync(WriteArea.Audit, CancellationToken.None);
            var last = await newest(db) ?? new End(0, AuditChain.Start);
            var at = AuditChain.Rounded(clock.GetUtcNow());
            var entries = new List<AuditEntry>(notes.Count);
            foreach (var note in notes)
            {
                var entry = AuditChain.Next(last.Id + 1, last.Hash, at, note);
                entries.Add(entry);
                last = new End(entry.Id, entry.Hash);
            }

            await bulk.InsertAsync(db, entries, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            isWritten = true;
        }
        finally
        {
            if (isWritten && db.Database.IsSqlite())
            {
                kept = db;
            }
            else
            {
                Close(db);
            }
        }
    }

    private async Task<MatchingDbContext> OpenAsync()
    {
        var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync(CancellationToken.None);
        if (db.Database.IsSqlite())
        {
            // Survives a power cut too.
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = FULL", CancellationToken.None);
        }

        return db;
    }

    private static void Close(MatchingDbContext db)
    {
        if (db.Database.IsSqlite())
        {
            // Others get the connection from the pool as they know it.
            db.Database.ExecuteSqlRaw("PRAGMA synchronous = NORMAL");
        }

        db.Dispose();
    }

    /// <summary>Where the chain ends.</summary>
    private sealed record End(long Id, string Hash);

    private sealed record Waiting(AuditNote Note)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
