using Matching.Storage.Pools;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Sqlite;

/// <summary>What the file must have beyond its tables: write-ahead log, and triggers that hold append-only tables to it.</summary>
/// <remarks>Applied at every start, because a migration that rebuilds a table drops its triggers without a word.</remarks>
internal static class SqliteGuards
{
    public const string MigrationLockTable = "__EFMigrationsLock";

    private static readonly string[] AppendOnlyTables = ["audit_entries", "card_steps", "lending_preferences", "link_journal", "model_steps", "supply_duties", "training_sets"];

    public static async Task ApplyAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        foreach (var table in AppendOnlyTables)
        {
            foreach (var act in (string[])["UPDATE", "DELETE"])
            {
                var sql = $"""
                    CREATE TRIGGER IF NOT EXISTS "{table}_no_{act.ToLowerInvariant()}" BEFORE {act} ON "{table}"
                    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                    """;
                await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
            }

            // INSERT OR REPLACE would remove the old row without a DELETE trigger firing.
            var noReplace = $"""
                CREATE TRIGGER IF NOT EXISTS "{table}_no_replace" BEFORE INSERT ON "{table}"
                WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "Id" = NEW."Id")
                BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                """;
            await db.Database.ExecuteSqlRawAsync(noReplace, cancellationToken);
        }

        foreach (var trigger in PoolTriggers.Sqlite)
        {
            await db.Database.ExecuteSqlRawAsync(trigger, cancellationToken);
        }
    }
}
