using Matching.Storage.Audit;
using Matching.Storage.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Sqlite;

/// <summary>Over a connection and statements kept for it: every look waits for an entry, and making them anew costs several times the writing.</summary>
internal sealed class SqliteAuditWriter(
    IDbContextFactory<MatchingDbContext> contexts, WriteLock writeLock, IOptions<StorageOptions> options, TimeProvider clock) : IAuditWriter, IDisposable
{
    private Kept? kept;

    public async Task AppendAsync(IReadOnlyList<AuditNote> notes)
    {
        using var turn = await writeLock.EnterAsync(CancellationToken.None);
        var isWritten = false;
        try
        {
            kept ??= new Kept(options.Value.SqlitePath, InsertOf());
            kept.Append(notes, AuditChain.Rounded(clock.GetUtcNow()));
            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                // Closing takes back what was begun.
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        kept?.Dispose();
        kept = null;
    }

    private SqliteInsert<AuditEntry> InsertOf()
    {
        using var db = contexts.CreateDbContext();
        return SqliteInsert<AuditEntry>.For(db.Model);
    }

    private sealed class Kept : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteInsert<AuditEntry> insert;
        private readonly SqliteStatement begin;
        private readonly SqliteStatement newest;
        private readonly SqliteStatement add;
        private readonly SqliteStatement commit;

        public Kept(string path, SqliteInsert<AuditEntry> insert)
        {
            this.insert = insert;

            connection = OwnConnection.Open(path);
            using (var command = connection.CreateCommand())
            {
                // Survives a power cut too.
                command.CommandText = "PRAGMA synchronous = FULL";
                command.ExecuteNonQuery();
            }

            begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
            newest = new SqliteStatement(connection, """SELECT "Id", "Hash" FROM audit_entries ORDER BY "Id" DESC LIMIT 1""");
            add = new SqliteStatement(connection, insert.Sql);
            commit = new SqliteStatement(connection, "COMMIT");
        }

        public void Append(IReadOnlyList<AuditNote> notes, DateTimeOffset at)
        {
            begin.Run();
            var (id, hash) = newest.Step() ? (newest.Int64(0), newest.Text(1)) : (0, AuditChain.Start);
            newest.Reset();
            foreach (var entry in AuditChain.Continue(id, hash, at, notes))
            {
                insert.Bind(add, entry);
                add.Run();
            }

            commit.Run();
        }

        public void Dispose()
        {
            begin.Dispose();
            newest.Dispose();
            add.Dispose();
            commit.Dispose();
            connection.Dispose();
        }
    }
}
