using System.Collections.Concurrent;
using Matching.Storage.Bulk;
using Matching.Storage.Sequences;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Matching.Storage.Postgres;

/// <summary>Binary COPY. A refused row undoes its call, not the transaction: a savepoint stands before each.</summary>
internal sealed class PostgresBulkWriter : IBulkWriter
{
    private const string Savepoint = "bulk";

    private readonly ConcurrentDictionary<(Type, bool KeyIsGiven), object> copies = new();
    private readonly ConcurrentDictionary<Type, object?> keys = new();

    public async Task<int> InsertAsync<T>(MatchingDbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(rows);
        var transaction = TransactionOf(db);
        using var source = rows.GetEnumerator();
        if (!source.MoveNext())
        {
            return 0;
        }

        var key = (Func<T, long>?)keys.GetOrAdd(typeof(T), _ => PostgresCopy<T>.GeneratedKey(db.Model));
        var keyIsGiven = key is null || key(source.Current) != 0;
        var copy = (PostgresCopy<T>)copies.GetOrAdd((typeof(T), keyIsGiven), _ => PostgresCopy<T>.For(db.Model, keyIsGiven));
        await transaction.SaveAsync(Savepoint, cancellationToken);
        try
        {
            return await CopyAsync(transaction.Connection!, copy, source, cancellationToken);
        }
        catch (PostgresException)
        {
            await transaction.RollbackAsync(Savepoint, cancellationToken);
            throw;
        }
    }

    public async Task MarkFirmsChangedAsync(
        MatchingDbContext db, IReadOnlyCollection<long> firmIds, bool? needsScoring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var transaction = TransactionOf(db);
        if (firmIds.Count == 0)
        {
            return;
        }

        var numbers = await Numbers.TakeAsync(db, NumberSeries.Changes, firmIds.Count, cancellationToken);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;

        // An id given twice keeps its later number, as when marked one by one. Firms are found by their key.
        command.CommandText = """
            UPDATE firms SET "ChangeNumber" = $1 + given.place - 1, "NeedsScoring" = COALESCE($2, "NeedsScoring")
            FROM (SELECT id, MAX(place) AS place FROM unnest($3) WITH ORDINALITY AS list(id, place) GROUP BY id) given
            WHERE firms."Id" = given.id
            """;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = numbers.First });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)needsScoring ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Boolean });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. firmIds] });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> CopyAsync<T>(
        NpgsqlConnection connection, PostgresCopy<T> copy, IEnumerator<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        await using var importer = await connection.BeginBinaryImportAsync(copy.Sql, cancellationToken);
        var count = WriteRows(importer, copy, rows, cancellationToken);
        await importer.CompleteAsync(cancellationToken);
        return count;
    }

    /// <summary>Writes into the connection's buffer on the calling thread: an await for each of some twenty columns would cost more than the columns.</summary>
    private static int WriteRows<T>(NpgsqlBinaryImporter importer, PostgresCopy<T> copy, IEnumerator<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var count = 0;
        do
        {
            if ((count & 0x3ff) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            importer.StartRow();
            copy.Write(importer, rows.Current);
            count++;
        }
        while (rows.MoveNext());
        return count;
    }

    private static NpgsqlTransaction TransactionOf(MatchingDbContext db) =>
        (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction()
        ?? throw new InvalidOperationException("Bulk writes need the transaction of BeginWriteAsync.");
}
