using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Storage.Tests;

/// <summary>An empty, prepared database with the services of the product over it; each provider has its own kind.</summary>
public abstract class FreshDatabase : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider> provider;

    protected FreshDatabase() => provider = new Lazy<ServiceProvider>(() => Build(_ => { }));

    public IServiceProvider Services => provider.Value;

    protected abstract IReadOnlyDictionary<string, string?> Settings { get; }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public MatchingDbContext Open() => Get<IDbContextFactory<MatchingDbContext>>().CreateDbContext();

    public async Task PrepareAsync() => await Get<MatchingDatabase>().PrepareAsync(CancellationToken.None);

    /// <summary>The services of another process over the same database.</summary>
    public ServiceProvider Build(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMatchingStorage(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        configure(services);
        return services.BuildServiceProvider();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (provider.IsValueCreated)
        {
            await provider.Value.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
