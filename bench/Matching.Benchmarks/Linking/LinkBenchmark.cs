using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Near;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Profiles;
using Matching.Storage.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matching.Benchmarks.Linking;

/// <summary>Links a register of generated firms, then lists that name one in twenty of them exactly and without its region, compares all names, links one row in between, then reads all profiles.</summary>
internal static class LinkBenchmark
{
    public static async Task RunAsync(BenchmarkOptions options)
    {
        var firms = options.Number("--firms", 40_000);
        var folder = Directory.CreateTempSubdirectory("link-benchmark").FullName;
        var settings = new Dictionary<string, string?> { ["Matching:Storage:DataFolder"] = folder };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        await services.GetRequiredService<MatchingDatabase>().PrepareAsync(CancellationToken.None);
        var databases = services.GetRequiredService<IDbContextFactory<MatchingDbContext>>();
        var bulk = services.GetRequiredService<IBulkWriter>();
        using var linker = new RecordLinker(databases, bulk, TimeProvider.System, NullLogger<RecordLinker>.Instance);

        Console.WriteLine("| Step | Units | Seconds | Units/s |");
        Console.WriteLine("|---|---:|---:|---:|");
        var register = await LoadAsync(databases, bulk, Library.Registry, 1, Enumerable.Range(0, firms));
        await TimeAsync("register into an empty database", firms, () => linker.LinkDeliveryAsync(register, null, CancellationToken.None));
        var named = Enumerable.Range(0, firms / 20).Select(i => i * 20).ToList();
        var list = await LoadAsync(databases, bulk, Library.Awards, firms + 1, named);
        await TimeAsync("list without codes, one firm in twenty", named.Count, () => linker.LinkDeliveryAsync(list, null, CancellationToken.None));
        var near = await LoadAsync(databases, bulk, Library.Projects, firms + named.Count + 1, named.Select(firm => firm + 7), NearName);
        await TimeAsync("list without codes and regions, one firm in twenty", named.Count, () => linker.LinkDeliveryAsync(near, null, CancellationToken.None));
        var all = firms + (2 * named.Count);
        NearLinks found = default;
        await TimeAsync("all names compared", all, async () => (_, found) = await linker.LinkAllAsync(null, CancellationToken.None));
        await TimeAsync("all names compared again, unchanged", all, () => linker.LinkAllAsync(null, CancellationToken.None));
        var one = await LoadAsync(databases, bulk, Library.Ventures, all + 1, [7], NearName);
        await TimeAsync("one row of a name linked before", 1, () => linker.LinkDeliveryAsync(one, null, CancellationToken.None));
        await OneByOneAsync(databases, bulk, linker, all + 2, firms);
        await TimeAsync("read all profiles", firms, () => ReadAsync(services.GetRequiredService<FirmProfileReader>()));
        Console.WriteLine();
        Console.WriteLine($"{found.Linked} rows linked by near names, {found.Asked} to be looked at. Names and codes: sha256 {DataHash(firms)}.");
        Console.WriteLine($"Peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB.");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Rows that come one by one, each a delivery of its own of a firm linked before: from the stored row to the linkage, the journal and what follows, durably.</summary>
    private static async Task OneByOneAsync(IDbContextFactory<MatchingDbContext> databases, IBulkWriter bulk, RecordLinker linker, long firstRecord, int firms)
    {
        const int Rows = 500;
        var taken = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var one = await LoadAsync(databases, bulk, Library.Ventures, firstRecord + i, [(i * 37) % firms]);
            var start = Stopwatch.GetTimestamp();
            await linker.LinkDeliveryAsync(one, null, CancellationToken.None);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Rows} rows one by one: p50 {taken[Rows / 2]:0.0} ms, p99 {taken[Rows * 99 / 100]:0.0} ms | {Rows} | {taken.Sum() / 1000:0.00} | {Rows / taken.Sum() * 1000:0} |"));
    }

    private static async Task TimeAsync(string step, int units, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {units} | {seconds:0.00} | {units / seconds:0} |"));
    }

    private static async Task<int> ReadAsync(FirmProfileReader reader)
    {
        var count = 0;
        await foreach (var profile in reader.ReadAllAsync(new DateOnly(2026, 1, 1), onlyNeedingScore: false, CancellationToken.None))
        {
            count += profile.Facts.Count;
        }

        return count;
    }

    private static async Task<Guid> LoadAsync(
        IDbContextFactory<MatchingDbContext> databases, IBulkWriter bulk, Library library, long firstId, IEnumerable<int> firms, Func<int, string>? printed = null)
    {
        var name = printed ?? Name;
        var id = Guid.NewGuid();
        var now = TimeProvider.System.GetUtcNow();
        var day = new DateOnly(2024, 1, 1);
        var rows = firms.Select((firm, i) => (Id: firstId + i, Firm: firm)).ToList();
        await using var db = await databases.CreateDbContextAsync();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Deliveries.Add(new Delivery
        {
            Id = id,
            Library = library,
            FileName = "list.csv",
            ContentHash = id.ToString(),
            SizeBytes = 1,
            ReceivedAt = now,
            ReceivedBy = "benchmark",
            PublishedOn = day,
        });
        await db.SaveChangesAsync();
        await bulk.InsertAsync(db, rows.Select(row => new StoredRow
        {
            Id = row.Id,
            DeliveryId = id,
            Sheet = "",
            Row = row.Firm + 2,
            Cells = JsonSerializer.Serialize(new[] { name(row.Firm), Code(row.Firm).ToString() }),
            Outcome = RowOutcome.Accepted,
        }), CancellationToken.None);
        await bulk.InsertAsync(db, rows.Select(row => new StoredRecord
        {
            Id = row.Id,
            DeliveryId = id,
            Library = library,
            KeyHash = row.Id,
            ContentHash = row.Id,
            State = PublicityState.Announced,
            PublishedOn = day,
            EventOn = day.AddDays(-row.Firm % 5000),
            RecordedAt = now,
        }), CancellationToken.None);
        await bulk.InsertAsync(db, rows.Select(row => new StoredUnit
        {
            RecordId = row.Id,
            Position = 1,
            Role = UnitRole.Subject,
            PrintedName = name(row.Firm),
            FoldedName = FirmName.Fold(name(row.Firm)),
            Kind = UnitKind.Firm,
            Uscc = library == Library.Registry ? Code(row.Firm).ToString() : null,
            OrganizationCode = library == Library.Registry ? Code(row.Firm).OrganizationCode?.ToString() : null,
            Region = 420100,
        }), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return id;
    }

    /// <summary>A name of its own for each number: four characters of a 字号 alphabet as digits.</summary>
    private static string Name(int firm)
    {
        const string Characters = "禾木石水云川林泽瑞恒安泰启明宏达远航晨星";
        var n = Characters.Length;
        return $"武汉{Characters[firm % n]}{Characters[firm / n % n]}{Characters[firm / n / n % n]}{Characters[firm / n / n / n % n]}{(firm / n / n / n / n == 0 ? "科技" : "电子")}有限公司";
    }

    /// <summary>The name without its region.</summary>
    private static string NearName(int firm) => Name(firm)[2..];

    private static string DataHash(int firms) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, firms).Select(firm => Name(firm) + Code(firm))))))[..12];

    private static Uscc Code(int firm) =>
        Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody(firm.ToString("D8", CultureInfo.InvariantCulture)));
}
