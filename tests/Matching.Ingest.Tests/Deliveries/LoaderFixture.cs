using System.Text;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Tests.Deliveries;

/// <summary>A fresh data folder with the real registrations; the steps of a load are called one after the other.</summary>
public sealed class LoaderFixture : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-loader-").FullName;
    private readonly ServiceProvider services;

    private LoaderFixture()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", folder)])
            .Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddMatchingStorage(configuration)
            .AddMatchingSearch(configuration)
            .AddMatchingIngest(configuration)
            .BuildServiceProvider(validateScopes: true);
    }

    public static async Task<LoaderFixture> CreateAsync()
    {
        var fixture = new LoaderFixture();
        await fixture.Get<MatchingDatabase>().PrepareAsync(CancellationToken.None);
        return fixture;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async Task<MatchingDbContext> OpenAsync() => await Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();

    public Task<ReceiveResult> ReceiveAsync(string fileName, string text, Library? library = null, DateOnly? publishedOn = null) =>
        ReceiveAsync(fileName, Encoding.UTF8.GetBytes(text), library, publishedOn);

    public async Task<ReceiveResult> ReceiveAsync(string fileName, byte[] bytes, Library? library = null, DateOnly? publishedOn = null)
    {
        using var content = new MemoryStream(bytes);
        return await Get<ReceiveDelivery>().HandleAsync(new(content, fileName, library, publishedOn, "tester"), CancellationToken.None);
    }

    /// <summary>Receives, reads and links a list, and returns the delivery as it then stands.</summary>
    public async Task<Delivery> LoadAsync(string fileName, string text, Library library, DateOnly? publishedOn = null)
    {
        var accepted = Assert.IsType<ReceiveResult.Accepted>(await ReceiveAsync(fileName, text, library, publishedOn));
        await CarryAsync(accepted.JobId);
        await using var db = await OpenAsync();
        return await db.Deliveries.AsNoTracking().SingleAsync(delivery => delivery.Id == accepted.DeliveryId);
    }

    public async Task CarryAsync(Guid jobId)
    {
        var steps = Get<DeliverySteps>();
        await steps.ReadAsync(jobId, CancellationToken.None);
        await steps.LinkAsync(jobId, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
