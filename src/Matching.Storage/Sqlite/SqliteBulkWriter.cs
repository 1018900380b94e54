using System.Collections.Concurrent;
using Matching.Storage.Bulk;
using Matching.Storage.Sequences;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Sqlite;

internal sealed class SqliteBulkWriter : IBulkWriter
{
    private readonly ConcurrentDictionary<Type, object> inserts = new();

    public Task<int> InsertAsync<T>(MatchingDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        RequireTransaction(db);
        var insert = (SqliteInsert<T>)inserts.GetOrAdd(typeof(T), _ => SqliteInsert<T>.For(db.Model));

        // SQLite works on the calling thread; a loader's thread is where that belongs.
        using var statement = new SqliteStatement((SqliteConnection)db.Database.GetDbConnection(), insert.Sql);
        var count = 0;
        foreach (var row in rows)
        {
            if ((count & 0x3ff) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            insert.Bind(statement, row);
            statement.Run();
            count++;
        }

        return Task.FromResult(count);
    }

    public async Task MarkFirmsChangedAsync(
        MatchingDbContext db, IReadOnlyCollection<long> firmIds, bool? needsScoring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        RequireTransaction(db);
        if (firmIds.Count == 0)
        {
            return;
        }

        var numbers = await Numbers.TakeAsync(db, NumberSeries.Changes, firmIds.Count, cancellationToken);
        using var statement = new SqliteStatement(
            (SqliteConnection)db.Database.GetDbConnection(),
            """UPDATE firms SET "ChangeNumber" = ?1, "NeedsScoring" = COALESCE(?2, "NeedsScoring") WHERE "Id" = ?3""");
        foreach (var (offset, firmId) in firmIds.Index())
        {
            statement.BindInt64(1, numbers[offset]);
            if (needsScoring is { } flag)
            {
                statement.BindInt64(2, flag ? 1 : 0);
            }

            statement.BindInt64(3, firmId);
            statement.Run();
        }
    }

    private static void RequireTransaction(MatchingDbContext db)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Bulk writes need the transaction of BeginWriteAsync.");
        }
    }
}
