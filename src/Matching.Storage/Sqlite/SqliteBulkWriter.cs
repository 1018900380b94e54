using System.Collections.Concurrent;
using Matching.Storage.Bulk;
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
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Bulk writes need the transaction of BeginWriteAsync.");
        }

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
}
