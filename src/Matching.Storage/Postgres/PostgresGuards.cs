using Matching.Storage.Pools;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Postgres;

/// <summary>Triggers that hold append-only tables and published pools to it, also against other programs on the database.</summary>
/// <remarks>Looked at on every start; only missing ones are made, because making one waits for all writers of its table.
/// The owner of a table can drop them: the audit chain tells even then.</remarks>
internal static class PostgresGuards
{
    private static readonly string[] AppendOnlyTables = ["audit_entries", "card_steps", "lending_preferences", "link_journal", "model_steps", "supply_duties", "training_sets"];

    public static async Task ApplyAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var present = (await db.Database.SqlQuery<string>(
            $"""
            SELECT t.tgname::text AS "Value" FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace
            """).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var guard in AppendOnlyTables.SelectMany(AppendOnly).Concat(PoolTriggers.Postgres))
        {
            if (!present.Contains(guard.Name))
            {
                await db.Database.ExecuteSqlRawAsync(guard.Sql, cancellationToken);
            }
        }
    }

    private static IEnumerable<PostgresTrigger> AppendOnly(string table)
    {
        yield return PostgresTrigger.Refusing($"{table}_append_only", table, "UPDATE OR DELETE", "TRUE", $"{table} is append-only");

        // Emptying a table fires no trigger of a row.
        yield return PostgresTrigger.RefusingStatement($"{table}_kept", table, "TRUNCATE", $"{table} is append-only");
    }
}
