using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Matching.Storage.Sqlite;

/// <summary>Settings SQLite keeps per connection: made once for each, for they last as long as the pool keeps it open.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // NORMAL under WAL: a killed process loses nothing; after a power cut the file is whole but may lack the last commits.
    // What must survive even that (the audit log) has a connection of its own at a higher level.
    // A checkpoint every 16,384 pages (64 MB) instead of every 1,000: a load writes the same index pages again and again, and each
    // checkpoint copies them and waits for the disk.
    private const string Sql = """
        PRAGMA busy_timeout = 60000;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 16384;
        """;

    private static readonly ConditionalWeakTable<sqlite3, object> Made = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Make((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Make((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    internal static void Make(SqliteConnection connection)
    {
        if (Made.TryGetValue(connection.Handle!, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
        Made.TryAdd(connection.Handle!, Sql);
    }
}
