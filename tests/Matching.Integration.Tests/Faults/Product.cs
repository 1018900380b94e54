using Matching.Ingest;
using Matching.Ml;
using Matching.Search;
using Matching.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Integration.Tests.Faults;

/// <summary>The running product: processes that can be ended at once and started again, and services of the test's own over the same tables and files.</summary>
internal abstract class Product : IAsyncDisposable
{
    private ServiceProvider? services;

    /// <summary>What can be ended: processes of the product, and servers where it runs on servers.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>Where searches are answered.</summary>
    public abstract IReadOnlyList<Uri> Servers { get; }

    protected abstract IReadOnlyDictionary<string, string?> Settings { get; }

    public T Get<T>()
        where T : notnull => (services ??= Build()).GetRequiredService<T>();

    /// <summary>Prepares tables, without the product's processes.</summary>
    public abstract Task PrepareAsync();

    public abstract Task StartAsync();

    /// <summary>Ends a part as a power cut would, and starts it again.</summary>
    public abstract Task CrashAsync(string part);

    /// <summary>Throws when a process has ended that nobody has ended: waiting for it would be in vain.</summary>
    public virtual void AssertRunning()
    {
    }

    /// <summary>A little more room on a disk that was full.</summary>
    public virtual Task MakeRoomAsync() => throw new InvalidOperationException("There is room enough.");

    public virtual async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddMatchingStorage(configuration)
            .AddMatchingSearch(configuration)
            .AddMatchingIngest(configuration)
            .AddMatchingMl(configuration)
            .BuildServiceProvider(validateScopes: true);
    }
}
