using System.Text;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ingest.Linking;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Profiles;
using Matching.Storage.Records;
using Matching.Storage.Sequences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matching.Ingest.Tests.Linking;

/// <summary>One row with one unit, as short as the case allows. Names fold to themselves.</summary>
internal sealed record ListRow(
    string Name,
    string? Code = null,
    int? Region = null,
    string? Former = null,
    string? Certificate = null,
    string? Key = null,
    PublicityState State = PublicityState.Announced,
    UnitKind Kind = UnitKind.Firm,
    string? EventOn = null);

/// <summary>A database of its own with deliveries put in force as the loader does it.</summary>
internal sealed class LinkingStage : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linking").FullName;
    private readonly ServiceProvider services;
    private int deliveries;

    private LinkingStage()
    {
        var settings = new Dictionary<string, string?> { ["Matching:Storage:DataFolder"] = folder };
        services = new ServiceCollection()
            .AddLogging()
            .AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        Linker = new RecordLinker(Databases, services.GetRequiredService<IBulkWriter>(), TimeProvider.System, NullLogger<RecordLinker>.Instance);
    }

    public IDbContextFactory<MatchingDbContext> Databases => services.GetRequiredService<IDbContextFactory<MatchingDbContext>>();

    public RecordLinker Linker { get; }

    public FirmProfileReader Profiles => services.GetRequiredService<FirmProfileReader>();

    public static async Task<LinkingStage> OpenAsync()
    {
        var stage = new LinkingStage();
        await stage.services.GetRequiredService<MatchingDatabase>().PrepareAsync(CancellationToken.None);
        return stage;
    }

    /// <summary>Stages the rows and puts them in force; nothing is linked yet.</summary>
    public async Task<Guid> LoadAsync(Library library, string published, params IReadOnlyList<ListRow> rows)
    {
        var id = Guid.NewGuid();
        var day = DateOnly.ParseExact(published, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow();
        await using var db = await Databases.CreateDbContextAsync();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        var block = await Numbers.TakeAsync(db, NumberSeries.Records, rows.Count, CancellationToken.None);
        db.Deliveries.Add(new Delivery
        {
            Id = id,
            Library = library,
            FileName = $"名单{++deliveries}.csv",
            ContentHash = id.ToString(),
            SizeBytes = 1,
            ReceivedAt = now,
            ReceivedBy = "test",
            State = DeliveryState.Loading,
            PublishedOn = day,
        });
        await db.SaveChangesAsync();
        var bulk = services.GetRequiredService<IBulkWriter>();
        await bulk.InsertAsync(db, rows.Select((row, i) => RawRow(id, block[i], i)), CancellationToken.None);
        await bulk.InsertAsync(db, rows.Select((row, i) => Record(id, library, day, now, block[i], row)), CancellationToken.None);
        await bulk.InsertAsync(db, rows.Select((row, i) => Unit(library, block[i], row)), CancellationToken.None);
        await db.PutInForceAsync(id, now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return id;
    }

    public async Task<LinkReport> LoadAndLinkAsync(Library library, string published, params IReadOnlyList<ListRow> rows) =>
        await Linker.LinkDeliveryAsync(await LoadAsync(library, published, rows), null, CancellationToken.None);

    public async Task TakeBackAsync(Guid delivery)
    {
        await using var db = await Databases.CreateDbContextAsync();
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        await db.TakeBackAsync(delivery, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The groups as text that does not depend on ids or on the order of loading: names with row keys, sorted.</summary>
    public async Task<string> GroupsAsync()
    {
        await using var db = await Databases.CreateDbContextAsync();
        var members = await (
            from linkage in db.Linkages
            where linkage.EndedAt == null
            join record in db.Records on linkage.RecordId equals record.Id
            where record.RetractedAt == null
            join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            select new { linkage.FirmId, linkage.Band, unit.PrintedName, unit.Uscc, record.Library, record.PublishedOn, record.Title }).ToListAsync();
        var groups = members
            .GroupBy(member => member.FirmId)
            .Select(group => string.Join("; ", group
                .Select(member => $"{member.Library}/{member.PublishedOn:yyyyMMdd}/{member.Title}/{member.PrintedName}/{member.Band}")
                .Order(StringComparer.Ordinal)));
        return string.Join('\n', groups.Order(StringComparer.Ordinal));
    }

    public async Task<T> ReadAsync<T>(Func<MatchingDbContext, Task<T>> read)
    {
        await using var db = await Databases.CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        Linker.Dispose();
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static StoredRow RawRow(Guid delivery, long id, int place) => new()
    {
        Id = id,
        DeliveryId = delivery,
        Sheet = "Sheet1",
        Row = place + 2,
        Cells = "[]",
        Outcome = RowOutcome.Accepted,
    };

    private static StoredRecord Record(Guid delivery, Library library, DateOnly day, DateTimeOffset now, long id, ListRow row) => new()
    {
        Id = id,
        DeliveryId = delivery,
        Library = library,
        KeyHash = Hash($"{library}|{row.Key ?? row.Name + row.Code + day}"),
        ContentHash = Hash(row.ToString()),
        State = row.State,
        PublishedOn = day,
        Title = row.Key ?? "",
        EventOn = row.EventOn is { } on ? DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
        ListRegion = row.Region,
        RecordedAt = now,
        RetractedAt = now,
    };

    private static StoredUnit Unit(Library library, long id, ListRow row) => new()
    {
        RecordId = id,
        Position = 1,
        Role = UnitRole.Subject,
        PrintedName = row.Name,
        FoldedName = row.Name,
        Kind = row.Kind,
        Uscc = row.Code,
        OrganizationCode = Uscc.TryParse(row.Code, out var code) ? code.OrganizationCode?.ToString() : null,
        CertificateNumber = row.Certificate,
        FormerName = row.Former,
        FoldedFormerName = row.Former,
        Region = row.Region,
    };

    private static long Hash(string text) => System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
