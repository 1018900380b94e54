using System.Diagnostics;
using Matching.Search.Elasticsearch;
using Matching.Search.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Matching.Search;

public static class SearchRegistration
{
    /// <summary>True when all processes use one index, which one of them keeps current; false when each has its own.</summary>
    public static bool IsShared(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(SearchOptions.Section).Get<SearchOptions>()?.Index == SearchIndexKind.Elasticsearch;
    }

    /// <summary>Offers <see cref="IFirmIndex"/> as <c>Matching:Search</c> chooses it.</summary>
    public static IServiceCollection AddMatchingSearch(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<SearchOptions>()
            .Bind(configuration.GetSection(SearchOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SearchOptions>, ElasticsearchOptionsCheck>());
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SearchMetrics>();
        services.TryAddSingleton<EmbeddedFirmIndex>();
        services.TryAddSingleton<ElasticsearchFirmIndex>();
        services.TryAddSingleton<IFirmIndex>(provider => provider.GetRequiredService<IOptions<SearchOptions>>().Value.Index switch
        {
            SearchIndexKind.Embedded => provider.GetRequiredService<EmbeddedFirmIndex>(),
            SearchIndexKind.Elasticsearch => provider.GetRequiredService<ElasticsearchFirmIndex>(),
            var other => throw new UnreachableException(other.ToString()),
        });
        return services;
    }
}
