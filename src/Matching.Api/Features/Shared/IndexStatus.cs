using Matching.Search;

namespace Matching.Api.Features.Shared;

/// <summary>The index version for the footer; a page is shown even when the index cannot answer.</summary>
public sealed class IndexStatus(IServiceProvider services)
{
    /// <returns>Null while no index answers.</returns>
    public async Task<IndexVersion?> CurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return services.GetService<IFirmIndex>() is { } index ? await index.CurrentAsync(cancellationToken) : null;
        }
        catch (SearchIndexUnavailableException)
        {
            return null;
        }
    }
}
