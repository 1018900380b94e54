using System.Diagnostics;
using System.Globalization;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Writing;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Matching.Benchmarks.Storage;

/// <summary>Rows a second into PostgreSQL by the bulk writer, beside raw COPY of the very bytes the same table gives out, turn by turn in one run.</summary>
internal static class PostgresBenchmark
{
    private const int RowsPerTransaction = 20_000;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        if (PostgresServer.WhyNot is { } why)
        {
            Console.WriteLine(why);
            return;
        }

        var rows = options.Number("--rows", 200_000);
        var seed = options.Number("--seed", 7);
        var rounds = options.Number("--rounds", 5);
        var server = PostgresServer.Instance.Ready();
        var database = $"bench_{Guid.NewGuid():N}";
        server.Run($"CREATE DATABASE {database} TEMPLATE template0");
        var folder = Directory.CreateTempSubdirectory("matching-bench-");
        try
        {
            await using var provider = Services(server.To(database), folder.FullName);
            await provider.GetRequiredService<MatchingDatabase>().PrepareAsync(CancellationToken.None);
            Console.WriteLine("| table | rows | MB | bulk writer, rows/s | raw COPY, rows/s | share (median of rounds) |");
            Console.WriteLine("|---|---:|---:|---:|---:|---:|");
            await CompareAsync(provider, server.To(database), "library_records", BenchmarkRows.Rows(rows, seed), rounds);
            await CompareAsync(provider, server.To(database), "normalized_records", BenchmarkRows.Records(rows, seed), rounds);
            await CompareAsync(provider, server.To(database), "record_units", BenchmarkRows.Units(rows, seed), rounds);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            server.Run($"DROP DATABASE {database} WITH (FORCE)");
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string connectionString, string folder) => new ServiceCollection()
        .AddLogging()
        .AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Matching:Storage:DataFolder", folder),
            new("Matching:Storage:ConnectionString", connectionString),
        ]).Build())
        .BuildServiceProvider();

    private static async Task CompareAsync<T>(ServiceProvider provider, string connectionString, string table, T[] rows, int rounds)
        where T : class
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();

        // A first load warms both sides up and gives the bytes, in pieces of one transaction each.
        await LoadAsync(provider, rows);
        var pieces = new List<byte[]>();
        for (var first = 0; first < rows.Length; first += RowsPerTransaction)
        {
            pieces.Add(await BytesAsync(connection, table, first, RowsPerTransaction));
        }

        var (ours, raws) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await EmptyAsync(connection, table);
            ours.Add(await LoadAsync(provider, rows));
            await EmptyAsync(connection, table);
            raws.Add(await RawAsync(connection, table, pieces));
        }

        await EmptyAsync(connection, table);
        var share = Median([.. ours.Zip(raws, (our, raw) => raw / our)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| `{table}` | {rows.Length:N0} | {pieces.Sum(piece => (double)piece.Length) / 1e6:N0} | {rows.Length / Median(ours):N0} | {rows.Length / Median(raws):N0} | {share:P0} |"));
    }

    private static async Task<double> LoadAsync<T>(ServiceProvider provider, T[] rows)
        where T : class
    {
        var writer = provider.GetRequiredService<IBulkWriter>();
        var started = Stopwatch.GetTimestamp();
        await using var db = await provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        foreach (var chunk in rows.Chunk(RowsPerTransaction))
        {
            await using var transaction = await db.BeginWriteAsync(WriteArea.Staging, CancellationToken.None);
            await writer.InsertAsync(db, chunk, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> RawAsync(NpgsqlConnection connection, string table, List<byte[]> pieces)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var piece in pieces)
        {
            await using var raw = await connection.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)");
            await raw.WriteAsync(piece);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<byte[]> BytesAsync(NpgsqlConnection connection, string table, int offset, int count)
    {
        var key = table == "record_units" ? "RecordId" : "Id";
        await using var raw = await connection.BeginRawBinaryCopyAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""COPY (SELECT * FROM {table} WHERE "{key}" > {offset} AND "{key}" <= {offset + count} ORDER BY "{key}") TO STDOUT (FORMAT BINARY)"""));
        using var bytes = new MemoryStream();
        await raw.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task EmptyAsync(NpgsqlConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"TRUNCATE {table}; CHECKPOINT";
        await command.ExecuteNonQueryAsync();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
