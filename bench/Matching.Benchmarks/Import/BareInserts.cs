using Microsoft.Data.Sqlite;

namespace Matching.Benchmarks.Import;

/// <summary>The floor of an import: the lines of the list, read plainly, into one table with one index, by one prepared statement in one transaction a 20,000 rows.</summary>
internal static class BareInserts
{
    public static async Task<int> RunAsync(string list, string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;");
        await ExecuteAsync(connection, "CREATE TABLE rows (id INTEGER PRIMARY KEY, line TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL); CREATE INDEX rows_code ON rows (code);");
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (id, line, name, code) VALUES (@id, @line, @name, @code)";
        var (id, line, name, code) = (Parameter("@id"), Parameter("@line"), Parameter("@name"), Parameter("@code"));
        var count = 0;
        using var reader = new StreamReader(list);
        await reader.ReadLineAsync();
        var transaction = connection.BeginTransaction();
        insert.Transaction = transaction;
        while (await reader.ReadLineAsync() is { } text)
        {
            var first = text.IndexOf(',', StringComparison.Ordinal);
            id.Value = ++count;
            line.Value = text;
            name.Value = text[..first];
            code.Value = text[(first + 1)..text.IndexOf(',', first + 1)];
            insert.ExecuteNonQuery();
            if (count % 20_000 == 0)
            {
                await transaction.CommitAsync();
                await transaction.DisposeAsync();
                insert.Transaction = transaction = connection.BeginTransaction();
            }
        }

        await transaction.CommitAsync();
        await transaction.DisposeAsync();
        return count;

        SqliteParameter Parameter(string parameterName) => insert.Parameters.Add(new SqliteParameter { ParameterName = parameterName, Value = "" });
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
