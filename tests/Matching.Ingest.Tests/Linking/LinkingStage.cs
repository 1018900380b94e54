using System.Text;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Indexing;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Judging;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Messaging;
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

    public RelinkJudged Relink => new(Databases, Linker, Outbox, new IndexSignal());

    private Outbox Outbox => services.GetRequiredService<Outbox>();

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

    /// <summary>Gives a judgement and links what it touches again, as the consumer does.</summary>
    public async Task<JudgeResult> JudgeAsync(GiveJudgement.Request request) =>
        await RelinkedAsync(await new GiveJudgement(Databases, Outbox, TimeProvider.System).HandleAsync(request, CancellationToken.None));

    public async Task<JudgeResult> MergeAsync(long firm, long other, string by = "甲", bool codeChange = false, string reason = "") =>
        await JudgeAsync(new(
            new JudgedTarget.Firm(new FirmId(firm)), [new JudgedTarget.Firm(new FirmId(other))], Judgement.Match, JudgedScope.Firm, by, reason, codeChange));

    public async Task<JudgeResult> TakeBackAsync(JudgeResult given, string by = "甲")
    {
        var entries = Assert.IsType<JudgeResult.Given>(given).Entries;
        var result = await new TakeBackJudgement(Databases, Outbox, TimeProvider.System).HandleAsync(new(entries, by), CancellationToken.None);
        await RelinkAsync(entries);
        return result;
    }

    public async Task<JudgeResult> ConfirmAsync(JudgeResult given, string by)
    {
        var entry = Assert.IsType<JudgeResult.Given>(given).Entries[0];
        var result = await new ConfirmJudgement(Databases, Outbox, TimeProvider.System).HandleAsync(new(entry, by), CancellationToken.None);
        await RelinkAsync([entry]);
        return result;
    }

    private async Task<JudgeResult> RelinkedAsync(JudgeResult result)
    {
        await RelinkAsync(result is JudgeResult.Given given ? given.Entries : []);
        return result;
    }

    private async Task RelinkAsync(IReadOnlyList<long> entries)
    {
        foreach (var entry in entries)
        {
            await Relink.RunAsync(entry, CancellationToken.None);
        }
    }

    /// <summary>Everything lists, pages and exports are made from, as text: links with firms, and the firms themselves.</summary>
    public async Task<string> ProjectionAsync()
    {
        var text = new StringWriter();
        await new LinkExport(Databases).WriteAsync(text, CancellationToken.None);
        await using var db = await Databases.CreateDbContextAsync();
        foreach (var firm in await db.Firms.OrderBy(firm => firm.Id).ToListAsync())
        {
            await text.WriteLineAsync($"{firm.Id} {firm.Kind} {firm.Name} {firm.Uscc} {firm.IsProvisional} {firm.MergedInto} {firm.RetiredAt}");
        }

        return text.ToString();
    }

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
