using System.Data.Common;
using Matching.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Writing;

/// <summary>A long piece of work that only one does at a time, in this process or another: it reads first and writes what follows from it in several transactions.</summary>
/// <remarks>PostgreSQL: an advisory lock of a connection kept open for it. SQLite: a lock on a file beside the database. Both are gone with the process.</remarks>
public sealed class WorkTurn : IAsyncDisposable
{
    private const int LockSpace = 0x4D57;

    private readonly IAsyncDisposable held;

    private WorkTurn(IAsyncDisposable held) => this.held = held;

    /// <summary>Work that is done by one process at a time.</summary>
    public enum Work
    {
        /// <summary>Linking reads the units that share keys and writes what the ladder says of them.</summary>
        Linking = 1,

        /// <summary>Scoring places a firm among peers whose points must be known first.</summary>
        Scoring = 2,

        /// <summary>A shared index is filled and followed by one; another stands by to take over.</summary>
        Indexing = 3,
    }

    /// <summary>Waits until nobody else does this work, and keeps others from it until disposed.</summary>
    public static async Task<WorkTurn> TakeAsync(
        IDbContextFactory<MatchingDbContext> contexts, Work work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!db.Database.IsNpgsql())
        {
            var database = db.Database.GetDbConnection().DataSource;
            await db.DisposeAsync();
            return new WorkTurn(await ProcessFileLock.TakeAsync($"{database}.{work.ToString().ToLowerInvariant()}", cancellationToken));
        }

        try
        {
            db.Database.SetCommandTimeout(0);
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockSpace}, {(int)work})", cancellationToken);
            return new WorkTurn(new AdvisoryLock(db));
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the turn back; with a broken connection it is gone already.</summary>
    public ValueTask DisposeAsync() => held.DisposeAsync();

    /// <summary>Advisory locks of one open connection.</summary>
    private sealed class AdvisoryLock(MatchingDbContext connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                // Said aloud: a pooled connection would keep it until its next use.
                await connection.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
            catch (DbException)
            {
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }
    }
}
