using Matching.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Commands;

/// <summary>What a verb works with: the same registrations as the server, without bus and hosted services.</summary>
internal static class CommandHost
{
    /// <param name="dataFolder">Folder of <c>--data</c>; null = configured, by default <c>data</c>.</param>
    public static async Task<ServiceProvider> OpenAsync(string? dataFolder, CancellationToken cancellationToken)
    {
        var services = Open(dataFolder);
        await services.GetRequiredService<MatchingDatabase>().PrepareAsync(cancellationToken);
        return services;
    }

    /// <summary>The same, with the database left as it is.</summary>
    public static ServiceProvider Open(string? dataFolder)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables();
        if (dataFolder is not null)
        {
            settings.AddInMemoryCollection([new($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", dataFolder)]);
        }

        var configuration = settings.Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole().AddFilter("Microsoft", LogLevel.Error))
            .AddMatchingStorage(configuration)
            .AddMatchingIngest(configuration)
            .BuildServiceProvider(validateScopes: true);
    }
}
