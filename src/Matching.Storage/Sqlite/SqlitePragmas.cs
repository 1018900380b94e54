using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Matching.Storage.Sqlite;

/// <summary>Settings SQLite keeps per connection; pooled connections get them again on each use.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // NORMAL under WAL: a killed process loses nothing; after a power cut the file is whole but may lack the last commits.
    // What must survive even that (the audit log) raises the level for its own transaction.
    private const string Sql = """
        PRAGMA busy_timeout = 60000;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
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
