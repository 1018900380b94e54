using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Matching.Storage.Sqlite;

/// <summary>Settings SQLite keeps per connection; pooled connections get them again on each use.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // NORMAL under WAL: a killed process loses nothing; after a power cut the file is whole but may lack the last commits.
    // What must survive even that (the audit log) raises the level for its own transaction.
    // A checkpoint every 16,384 pages (64 MB) instead of every 1,000: a load writes the same index pages again and again, and each
    // checkpoint copies them and waits for the disk.
    private const string Sql = """
        PRAGMA busy_timeout = 60000;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 16384;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
