using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExcelDataReader;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Reading;

namespace Matching.Benchmarks.Reading;

/// <summary>Reading and normalising on one thread: delimited text against a bare line loop, xlsx against the bare ExcelDataReader loop, memory by size.</summary>
internal static class ReadingBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var rows = options.Number("--rows", 300_000);
        var seed = options.Number("--seed", 7);
        var folder = Directory.CreateTempSubdirectory("matching-bench");
        try
        {
            var csv = Path.Combine(folder.FullName, "登记.csv");
            var xlsx = Path.Combine(folder.FullName, "登记.xlsx");
            var sheetRows = rows / 5;
            new ListGenerator(seed).WriteCsv(csv, rows);
            new ListGenerator(seed).WriteXlsx(xlsx, sheetRows);
            Print($"seed {seed}; csv {rows:N0} rows of 9 cells, {new FileInfo(csv).Length >> 20} MB, {Hash(csv)}; "
                + $"xlsx {sheetRows:N0} rows of 12 cells, {new FileInfo(xlsx).Length >> 20} MB, {Hash(xlsx)}; .NET {Environment.Version}");
            Print("");
            Print("| step | rows/s, median of 5 | best | share of reference |");
            Print("|---|---|---|---|");
            var lines = await MeasureAsync("csv: lines only, StreamReader (reference)", rows, () => Task.FromResult(CountLines(csv)), null);
            await MeasureAsync("csv: read", rows, () => ReadAsync(csv), lines);
            await MeasureAsync("csv: read + normalise + code check", rows, () => NormaliseAsync(csv), lines);
            var bare = await MeasureAsync("xlsx: bare ExcelDataReader loop (reference)", sheetRows, () => Task.FromResult(BareLoop(xlsx)), null);
            await MeasureAsync("xlsx: read", sheetRows, () => ReadAsync(xlsx), bare);
            await MeasureAsync("xlsx: read + normalise + code check", sheetRows, () => NormaliseAsync(xlsx), bare);
            await MeasureMemoryAsync(folder.FullName, seed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string name, int rows, Func<Task<int>> step, double? reference)
    {
        var speeds = new double[Rounds];
        for (var round = -1; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var found = await step();
            if (found < rows)
            {
                throw new InvalidOperationException($"{name}: {found} rows instead of {rows}");
            }

            if (round >= 0)
            {
                speeds[round] = rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
            }
        }

        Array.Sort(speeds);
        var median = speeds[Rounds / 2];
        Print($"| {name} | {median:N0} | {speeds[^1]:N0} | {(reference is { } bar ? $"{median / bar:P0}" : "–")} |");
        return median;
    }

    /// <summary>Live objects while rows stream by; texts that a workbook shares must be held, delimited text needs nothing.</summary>
    private static async Task MeasureMemoryAsync(string folder, int seed)
    {
        Print("");
        Print("| csv rows | live memory over idle, highest of 20 looks |");
        Print("|---|---|");
        foreach (var rows in new[] { 100_000, 1_000_000 })
        {
            var path = Path.Combine(folder, "登记.csv");
            new ListGenerator(seed).WriteCsv(path, rows);
            var idle = GC.GetTotalMemory(forceFullCollection: true);
            long most = 0;
            var seen = 0;
            await foreach (var row in RowsAsync(path))
            {
                if (++seen % (rows / 20) == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - idle);
                }
            }

            Print($"| {seen:N0} | {most / 1048576.0:F1} MB |");
        }
    }

    private static int CountLines(string path)
    {
        using var reader = new StreamReader(path);
        var lines = 0;
        while (reader.ReadLine() is not null)
        {
            lines++;
        }

        return lines;
    }

    private static async Task<int> ReadAsync(string path)
    {
        using var file = await OpenAsync(path);
        using var reader = file.OpenReader();
        var rows = 0;
        while (reader.NextSheet())
        {
            while (reader.Read(out _))
            {
                rows++;
            }
        }

        return rows;
    }

    private static async Task<int> NormaliseAsync(string path)
    {
        var codes = 0;
        var records = 0;
        await foreach (var row in RowsAsync(path))
        {
            if (row.Reading is RowReading.Understood read)
            {
                records++;
                codes += read.Record.Units[0].Uscc is null ? 0 : 1;
            }
        }

        return codes > records * 0.98 && codes < records ? records : throw new InvalidOperationException($"{codes} right codes in {records} records");
    }

    private static async IAsyncEnumerable<NormalizedRow> RowsAsync(string path)
    {
        using var file = await OpenAsync(path);
        var plan = ((ListPlanResult.Ready)await ListNormalizer.PlanAsync(file, Library.Registry)).Plan;
        await foreach (var row in ListNormalizer.RunAsync(plan))
        {
            yield return row;
        }
    }

    private static int BareLoop(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(stream);
        var rows = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                GC.KeepAlive(reader.GetValue(i));
            }

            rows++;
        }

        return rows;
    }

    private static async Task<ListFile> OpenAsync(string path) =>
        await ListFile.OpenAsync(path) is ListFileResult.Opened opened ? opened.File : throw new InvalidOperationException(path);

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return $"sha256 {Convert.ToHexStringLower(SHA256.HashData(stream))[..12]}";
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
