using System.Data;
using Matching.Storage.Audit;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Matching.Storage.Postgres;

/// <summary>There and back twice: begin, take the area and look where the chain ends; add and commit.</summary>
internal sealed class PostgresAuditWriter(IDbContextFactory<MatchingDbContext> contexts, TimeProvider clock) : IAuditWriter
{
    private const string Newest = """SELECT "Id", "Hash" FROM audit_entries ORDER BY "Id" DESC LIMIT 1""";

    private const string Add = """
        INSERT INTO audit_entries ("Id", "At", "Actor", "Role", "Tenant", "Action", "Subject", "Detail", "PreviousHash", "Hash")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public async Task AppendAsync(IReadOnlyList<AuditNote> notes)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.OpenAsync(CancellationToken.None);

        // Closing a connection in the middle of a transaction takes it back.
        var (id, hash) = await BeginAsync(connection);
        await using var write = new NpgsqlBatch(connection);
        foreach (var entry in AuditChain.Continue(id, hash, AuditChain.Rounded(clock.GetUtcNow()), [.. notes.Select(Storable)]))
        {
            write.BatchCommands.Add(Adding(entry));
        }

        write.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await write.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<(long Id, string Hash)> BeginAsync(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlBatch(connection);
        look.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"));
        look.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock($1, $2)")
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = MatchingDbContext.AreaLockSpace }, new NpgsqlParameter<int> { TypedValue = (int)WriteArea.Audit } },
        });

        // A statement after the one that took the area: it sees what the holder before us committed.
        look.BatchCommands.Add(new NpgsqlBatchCommand(Newest));
        await using var reader = await look.ExecuteReaderAsync(CommandBehavior.Default, CancellationToken.None);
        await reader.NextResultAsync(CancellationToken.None);
        return await reader.ReadAsync(CancellationToken.None) ? (reader.GetInt64(0), reader.GetString(1)) : (0, AuditChain.Start);
    }

    private static NpgsqlBatchCommand Adding(AuditEntry entry)
    {
        var command = new NpgsqlBatchCommand(Add);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entry.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = entry.At });
        foreach (var text in (string[])[entry.Actor, entry.Role, entry.Tenant, entry.Action, entry.Subject, entry.Detail, entry.PreviousHash, entry.Hash])
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        }

        return command;
    }

    /// <summary>Before it is hashed: what cannot be stored as it is would not fit its hash.</summary>
    private static AuditNote Storable(AuditNote note) => new(
        PostgresText.Storable(note.Actor),
        PostgresText.Storable(note.Role),
        PostgresText.Storable(note.Tenant),
        PostgresText.Storable(note.Action),
        PostgresText.Storable(note.Subject),
        PostgresText.Storable(note.Detail));
}
