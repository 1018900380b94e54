using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Ingest;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Indexing;
using Matching.Ingest.Linking;
using Matching.Ml;
using Matching.Ml.Preferences;
using Matching.Ml.Scoring;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Integration.Tests.Storage;

/// <summary>The product's own steps over one store, called one after the other, and what they left behind as text that can be compared.</summary>
internal sealed class LoadedStore : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RegionAsNumber() },
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-integration-");
    private readonly SteppingClock clock = new();
    private readonly ServiceProvider services;
    private readonly Dictionary<string, Guid> deliveries = [];

    /// <param name="connectionString">Of a PostgreSQL database; null for a SQLite file.</param>
    public LoadedStore(string? connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", folder.FullName),
                new($"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}", connectionString),
            ])
            .Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(clock)
            .AddLogging()
            .AddMatchingStorage(configuration)
            .AddMatchingSearch(configuration)
            .AddMatchingIngest(configuration)
            .AddMatchingMl(configuration)
            .BuildServiceProvider(validateScopes: true);
    }

    public SteppingClock Clock => clock;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task PrepareAsync() => Get<MatchingDatabase>().PrepareAsync(CancellationToken.None);

    public async Task LoadAsync(string path, Library library, DateOnly publishedOn)
    {
        clock.Step();
        await using var content = File.OpenRead(path);
        var request = new ReceiveDelivery.Request(content, Path.GetFileName(path), library, publishedOn, "tester");
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await Get<ReceiveDelivery>().HandleAsync(request, CancellationToken.None));
        deliveries[Path.GetFileName(path)] = accepted.DeliveryId;
        await CarryAsync(accepted.JobId);
    }

    public async Task RollBackAsync(string fileName)
    {
        clock.Step();
        var result = await Get<RollBackDelivery>().HandleAsync(new(deliveries[fileName], "tester", "重复"), CancellationToken.None);
        await CarryAsync(Assert.IsType<RollBackResult.RolledBack>(result).JobId);
    }

    /// <summary>What the product exports or shows: row ledgers, linkages, scores, index documents, profiles as known some time ago.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExportAsync()
    {
        await using var db = await Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var asOf = BeijingTime.Today(clock);
        var links = new StringBuilder();
        await using (var writer = new StringWriter(links, CultureInfo.InvariantCulture))
        {
            await Get<LinkExport>().WriteAsync(writer, CancellationToken.None);
        }

        var scores = await db.Scores.AsNoTracking().OrderBy(score => score.FirmId).ThenBy(score => score.Id).ToListAsync();
        var documents = new List<FirmDocument>();
        await foreach (var document in Get<FirmDocuments>().AllAsync(asOf, CancellationToken.None))
        {
            documents.Add(document);
        }

        // Once all is loaded and the first lists are a few minutes old: what was known then.
        var earlier = new SteppingClock().GetUtcNow().AddMinutes(4.5);
        var profiles = await Get<FirmProfileReader>().ReadAsync(
            [.. documents.Take(300).Select(document => document.Id)], asOf, earlier, CancellationToken.None);
        return new Dictionary<string, string>
        {
            ["ledgers"] = Lines(await db.Deliveries.AsNoTracking().OrderBy(delivery => delivery.ReceivedAt)
                .Select(delivery => new { delivery.FileName, delivery.State, delivery.RowsRead, delivery.RowsAccepted, delivery.RowsUnchanged, delivery.RowsSuperseded, delivery.RowsWithdrawn, delivery.RowsSkipped, delivery.RowsRejected, delivery.Message })
                .ToListAsync()),
            ["rows"] = Lines((await db.Rows.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row => new { row.Id, row.Sheet, row.Row, row.Cells, row.Outcome, row.SkipKind, row.Issues, row.SameAs })),
            ["links"] = links.ToString(),
            ["firms"] = Lines(await db.Firms.AsNoTracking().OrderBy(firm => firm.Id).ToListAsync()),
            ["reviews"] = Lines(await db.ReviewItems.AsNoTracking().OrderBy(item => item.Id).ToListAsync()),
            ["scores"] = Lines(scores),
            ["documents"] = Lines(documents),
            ["experience"] = Lines([await Get<LendingPreferences>().LearnAsync("示范银行甲", CancellationToken.None)]),
            ["profiles"] = Lines(profiles.Select(profile => new
            {
                profile.Id,
                profile.Name,
                Facts = profile.Facts.Select(fact => new { fact.Id, fact.Title, fact.Number, fact.AmountCny, fact.EventOn, fact.ValidFrom, fact.ValidUntil, fact.RecordedAt, fact.RetractedAt, fact.WithdrawnOn }),
            })),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task CarryAsync(Guid jobId)
    {
        clock.Step();
        await Get<DeliverySteps>().ReadAsync(jobId, CancellationToken.None);
        await Get<DeliverySteps>().LinkAsync(jobId, CancellationToken.None);
        await Get<ScoreDelivery>().RunAsync(jobId, CancellationToken.None);
        await Get<DeliverySteps>().IndexAsync(jobId, CancellationToken.None);
    }

    private static string Lines<T>(IEnumerable<T> rows) => string.Join('\n', rows.Select(row => JsonSerializer.Serialize(row, Readable)));

    private sealed class RegionAsNumber : JsonConverter<RegionCode>
    {
        public override RegionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RegionCode value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
