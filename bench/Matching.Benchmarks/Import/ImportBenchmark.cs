using System.Globalization;
using System.Security.Cryptography;
using Matching.Benchmarks.Reading;
using Matching.Domain.Libraries;
using Matching.Ingest.Samples;
using Microsoft.Data.Sqlite;

namespace Matching.Benchmarks.Import;

/// <summary>From a list file to firms found by search, in one process: a register in one file, then lists of all libraries, then a second start of the server.</summary>
internal static class ImportBenchmark
{
    private static readonly DateOnly Published = new(2025, 1, 6);

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var rows = options.Number("--rows", 40_000);
        var seed = options.Number("--seed", 7);
        var sampleFirms = options.Number("--sample-firms", 0);
        var folder = Directory.CreateTempSubdirectory("matching-import-");
        try
        {
            Print($"seed {seed}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, load average {LoadAverage()}");
            if (rows > 0)
            {
                await RegisterAsync(folder.FullName, rows, seed);
            }

            if (sampleFirms > 0)
            {
                await SamplesAsync(folder.FullName, sampleFirms, seed);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task RegisterAsync(string folder, int rows, int seed)
    {
        var list = Path.Combine(folder, "登记.csv");
        new ListGenerator(seed).WriteCsv(list, rows);
        Print($"register: {rows:N0} rows of 9 cells, {new FileInfo(list).Length >> 20} MB, {Hash([list])}");
        var floor = new StepTimes();
        await floor.MeasureAsync("floor", () => BareInserts.RunAsync(list, Path.Combine(folder, "bare.db")));
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var times = new StepTimes();
        var data = Path.Combine(folder, "register");
        await using (var stage = await ImportStage.OpenAsync(data))
        {
            var ledger = await stage.LoadAsync(list, Library.Registry, Published, times);
            await times.MeasureAsync("index from the tables", stage.FollowAsync);
            Table(rows, times, floor.Seconds);
            var live = GC.GetTotalMemory(forceFullCollection: true) - idle;
            Print($"{ledger.Accepted:N0} accepted, {ledger.Rejected:N0} rejected; {await stage.IndexedAsync():N0} firms in the index, {live >> 20} MB live over idle");
        }

        var start = new StepTimes();
        await using (var stage = await ImportStage.OpenAsync(data))
        {
            await start.MeasureAsync("next start", stage.FollowAsync);
            var firms = await stage.IndexedAsync();
            Print($"next start, from the cache: {firms:N0} firms ready after {start.Seconds:F2} s ({start.CpuSeconds:F2} s of processor time)");
        }

        File.Delete(Path.Combine(data, "index", Path.GetFileName(Directory.GetFiles(Path.Combine(data, "index"))[0])));
        var cold = new StepTimes();
        await using (var stage = await ImportStage.OpenAsync(data))
        {
            await cold.MeasureAsync("cold start", stage.FollowAsync);
            Print($"start without cache, from the tables: ready after {cold.Seconds:F2} s ({cold.CpuSeconds:F2} s of processor time)");
        }
    }

    private static async Task SamplesAsync(string folder, int firms, int seed)
    {
        var lists = Path.Combine(folder, "lists");
        await SampleLists.WriteAsync(lists, firms, seed);
        var contents = File.ReadLines(Path.Combine(lists, "lists.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Print($"lists of all libraries: {contents.Count} files about {firms:N0} firms, {Hash(contents.Select(line => Path.Combine(lists, line[0])))}");
        var times = new StepTimes();
        await using var stage = await ImportStage.OpenAsync(Path.Combine(folder, "samples"));
        var ledger = RowLedger.Empty;
        foreach (var line in contents)
        {
            LibraryCatalog.TryFind(line[1], out var info);
            var day = DateOnly.ParseExact(line[2], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            ledger = ledger.Plus(await stage.LoadAsync(Path.Combine(lists, line[0]), info.Library, day, times));
            await times.MeasureAsync("index, following", stage.FollowAsync);
        }

        Table(ledger.Read, times, null);
        Print($"{ledger.Read:N0} rows read, {ledger.Accepted:N0} accepted, {ledger.Rejected:N0} rejected; {await stage.IndexedAsync():N0} firms in the index");
    }

    private static void Table(int rows, StepTimes times, double? floor)
    {
        Print("");
        Print("| step | s | processor s | rows/s | peak working set, MB |");
        Print("|---|---:|---:|---:|---:|");
        if (floor is { } seconds)
        {
            Print($"| bare prepared inserts (reference) | {seconds:F2} | – | {rows / seconds:N0} | – |");
        }

        foreach (var (step, spent, cpu, peak) in times.Steps)
        {
            Print($"| {step} | {spent:F2} | {cpu:F2} | {rows / spent:N0} | {peak >> 20} |");
        }

        Print($"| **end to end** | {times.Seconds:F2} | {times.CpuSeconds:F2} | {rows / times.Seconds:N0} | {times.Steps.Max(step => step.PeakBytes) >> 20} |");
        if (floor is { } bare)
        {
            Print("");
            Print($"end to end takes {times.Seconds / bare:F1} times the bare inserts");
        }
    }

    private static string Hash(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            hash.AppendData(File.ReadAllBytes(path));
        }

        return $"sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
