using Matching.Domain.Libraries;
using Matching.Ingest;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Indexing;
using Matching.Ml;
using Matching.Ml.Scoring;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Benchmarks.Import;

/// <summary>The registrations of the server over a data folder, without bus and web: the steps of a load are called one after the other and timed.</summary>
internal sealed class ImportStage : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private ImportStage(ServiceProvider services) => this.services = services;

    public static async Task<ImportStage> OpenAsync(string dataFolder)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", dataFolder)])
            .Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddMatchingStorage(configuration)
            .AddMatchingSearch(configuration)
            .AddMatchingIngest(configuration)
            .AddMatchingMl(configuration)
            .AddSingleton<IndexFollower>()
            .BuildServiceProvider(validateScopes: true);
        await services.GetRequiredService<MatchingDatabase>().PrepareAsync(CancellationToken.None);
        return new ImportStage(services);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Takes a list through receiving, reading, linking and scoring; adds the time of each to <paramref name="times"/>.</summary>
    public async Task<RowLedger> LoadAsync(string path, Library library, DateOnly publishedOn, StepTimes times)
    {
        await using var content = File.OpenRead(path);
        var request = new ReceiveDelivery.Request(content, Path.GetFileName(path), library, publishedOn, "benchmark");
        var received = await times.MeasureAsync("receive", () => Get<ReceiveDelivery>().HandleAsync(request, CancellationToken.None));
        if (received is not ReceiveResult.Accepted accepted)
        {
            throw new InvalidOperationException($"{path}: {received}");
        }

        await times.MeasureAsync("read", () => Get<DeliverySteps>().ReadAsync(accepted.JobId, CancellationToken.None));
        await times.MeasureAsync("link", () => Get<DeliverySteps>().LinkAsync(accepted.JobId, CancellationToken.None));
        await times.MeasureAsync("score", () => Get<ScoreDelivery>().RunAsync(accepted.JobId, CancellationToken.None));
        await using var db = await Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(one => one.Id == accepted.DeliveryId);
        return delivery.State == DeliveryState.Loaded ? delivery.Ledger : throw new InvalidOperationException($"{path}: {delivery.Message}");
    }

    /// <summary>Brings the index to the newest change, as the server does at start and after each load.</summary>
    public Task FollowAsync() => Get<IndexFollower>().FollowAsync(CancellationToken.None);

    public async Task<int> IndexedAsync() => (await Get<IFirmIndex>().CurrentAsync(CancellationToken.None))?.Documents ?? 0;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
