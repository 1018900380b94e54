using Matching.Search;

namespace Matching.Api.Features.Shared;

/// <summary>The index version for the footer; a page is shown even when the index cannot answer.</summary>
public sealed class IndexStatus(IFirmIndex index)
{
    /// <returns>Null while no index answers.</returns>
    public async Task<IndexVersion?> CurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await index.CurrentAsync(cancellationToken);
        }
        catch (SearchIndexUnavailableException)
        {
            return null;
        }
    }
}
