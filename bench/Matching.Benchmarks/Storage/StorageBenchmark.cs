using System.Diagnostics;
using System.Globalization;
using Matching.Storage;
using Matching.Storage.Audit;
using Matching.Storage.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Benchmarks.Storage;

/// <summary>Rows a second into a fresh SQLite file, in transactions of 20,000 rows, beside the loop over <see cref="SqliteCommand"/> parameters.</summary>
internal static class StorageBenchmark
{
    private const int RowsPerTransaction = 20_000;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var rows = options.Number("--rows", 200_000);
        var seed = options.Number("--seed", 7);
        Console.WriteLine("| step | rows | rows/s | rows per CPU second | share of reference (CPU) |");
        Console.WriteLine("|---|---|---|---|---|");
        var reference = await OnFreshFileAsync(provider => ReferenceAsync(provider, rows, seed));
        Print("`library_records`: `SqliteCommand` with parameters (reference)", rows, reference, reference);
        Print("`library_records`: bulk writer", rows, await OnFreshFileAsync(provider => BulkAsync(provider, BenchmarkRows.Rows(rows, seed))), reference);
        Print("`normalized_records`: bulk writer", rows, await OnFreshFileAsync(provider => BulkAsync(provider, BenchmarkRows.Records(rows, seed))), reference);
        Print("`record_units`: bulk writer", rows, await OnFreshFileAsync(provider => BulkAsync(provider, BenchmarkRows.Units(rows, seed))), reference);
        const int Looks = 4_000;
        Print("audit entries, 32 at once, each on the disk", Looks, await OnFreshFileAsync(provider => AuditAsync(provider, Looks)), null);
    }

    private static async Task<Spent> OnFreshFileAsync(Func<ServiceProvider, Task<Spent>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("matching-bench-");
        try
        {
            var settings = new Dictionary<string, string?> { ["Matching:Storage:DataFolder"] = folder.FullName };
            await using var provider = new ServiceCollection()
                .AddLogging()
                .AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
                .BuildServiceProvider();
            await provider.GetRequiredService<MatchingDatabase>().PrepareAsync(CancellationToken.None);
            return await measure(provider);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Spent> BulkAsync<T>(ServiceProvider provider, T[] rows)
        where T : class
    {
        var writer = provider.GetRequiredService<IBulkWriter>();
        await using var db = await provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var start = Spent.Now();
        foreach (var chunk in rows.Chunk(RowsPerTransaction))
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            await writer.InsertAsync(db, chunk, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return Spent.Now() - start;
    }

    private static async Task<Spent> ReferenceAsync(ServiceProvider provider, int count, int seed)
    {
        await using var db = await provider.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO library_records ("Id", "DeliveryId", "Sheet", "Row", "Cells", "Outcome", "SkipKind", "Issues", "SameAs")
            VALUES (@id, @delivery, @sheet, @row, @cells, @outcome, NULL, NULL, NULL)
            """;
        SqliteParameter[] parameters =
            [.. new[] { "@id", "@delivery", "@sheet", "@row", "@cells", "@outcome" }.Select(name => command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = 0 }))];
        var rows = BenchmarkRows.Rows(count, seed);
        var start = Spent.Now();
        foreach (var chunk in rows.Chunk(RowsPerTransaction))
        {
            await using var transaction = connection.BeginTransaction();
            command.Transaction = transaction;
            foreach (var row in chunk)
            {
                object[] values = [row.Id, row.DeliveryId, row.Sheet, row.Row, row.Cells, (int)row.Outcome];
                foreach (var (position, value) in values.Index())
                {
                    parameters[position].Value = value;
                }

                command.ExecuteNonQuery();
            }

            await transaction.CommitAsync();
        }

        return Spent.Now() - start;
    }

    private static async Task<Spent> AuditAsync(ServiceProvider provider, int looks)
    {
        var log = provider.GetRequiredService<AuditLog>();
        var start = Spent.Now();
        await Parallel.ForAsync(0, looks, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, cancellationToken) =>
            await log.AppendAsync(new AuditNote("bank-a", "Bank", "示范银行甲", "firm-viewed", $"F{number:D7}"), cancellationToken));
        return Spent.Now() - start;
    }

    private static void Print(string step, int rows, Spent spent, Spent? reference) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {step} | {rows:N0} | {rows / spent.Seconds:N0} | {rows / spent.CpuSeconds:N0} | {(reference is { } other ? $"{other.CpuSeconds / spent.CpuSeconds:P0}" : "–")} |"));

    /// <summary>Time by the clock and by the processor; the second does not grow when others use the machine.</summary>
    private readonly record struct Spent(double Seconds, double CpuSeconds)
    {
        public static Spent Now() => new(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, Environment.CpuUsage.TotalTime.TotalSeconds);

        public static Spent operator -(Spent end, Spent start) => new(end.Seconds - start.Seconds, end.CpuSeconds - start.CpuSeconds);
    }
}
