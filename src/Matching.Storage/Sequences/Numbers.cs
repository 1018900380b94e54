using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Matching.Storage.Sequences;

/// <summary>Hands out blocks of ids. Numbers rise and are never given twice; a rolled-back or unused block leaves no trace or a gap.</summary>
public static class Numbers
{
    // One statement, so it is atomic with or without a transaction; PostgreSQL speaks the same dialect. There the row stays locked to the end of
    // the transaction: nobody takes a higher change number before the lower ones are committed, so none ever appears behind a higher one.
    private const string TakeSql = """
        INSERT INTO number_series ("Name", "Last") VALUES (@name, @count)
        ON CONFLICT ("Name") DO UPDATE SET "Last" = number_series."Last" + @count
        RETURNING "Last"
        """;

    /// <summary>Takes the next <paramref name="count"/> numbers of <paramref name="series"/> (<see cref="NumberSeries.Records"/>, …).</summary>
    /// <exception cref="InvalidOperationException">Change numbers outside a transaction: the follower of changes would step over
    /// one that is taken early and written late, so the number and the change must become visible together.</exception>
    public static async Task<NumberBlock> TakeAsync(
        MatchingDbContext db, string series, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (db.Database.CurrentTransaction is { } current)
        {
            return await TakeAsync(db, series, count, current, cancellationToken);
        }

        if (series == NumberSeries.Changes)
        {
            throw new InvalidOperationException("Change numbers are taken inside the transaction that writes the changes.");
        }

        await using var transaction = await db.BeginWriteAsync(WriteArea.Staging, cancellationToken);
        var block = await TakeAsync(db, series, count, db.Database.CurrentTransaction!, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return block;
    }

    private static async Task<NumberBlock> TakeAsync(
        MatchingDbContext db, string series, int count, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = TakeSql;
        Add("@name", series);
        Add("@count", count);
        var last = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return new NumberBlock(last - count + 1, count);

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
