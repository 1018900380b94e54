using Matching.Domain.Firms;

namespace Matching.Search;

/// <summary>The index of firms. Two implementations answer alike: embedded columns and postings, and Elasticsearch.</summary>
/// <exception cref="SearchIndexUnavailableException">Thrown by every member when the index cannot answer now.</exception>
public interface IFirmIndex
{
    /// <summary>Finds firms.</summary>
    /// <exception cref="ArgumentException">The query is out of range (page too deep, too many words, a cursor of another index).</exception>
    Task<SearchAnswer> SearchAsync(FirmQuery query, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="take"/> firms whose name, former name, short name, initials or code begins with, or else contains, <paramref name="text"/>.</summary>
    Task<IReadOnlyList<FirmSuggestion>> SuggestAsync(string text, int take, CancellationToken cancellationToken);

    Task<FirmDocument?> FindAsync(FirmId id, CancellationToken cancellationToken);

    /// <summary>Applies a batch: documents replace older versions of themselves, removed firms vanish. Visible to searches when the task completes.</summary>
    /// <param name="appliedChange">Highest change number the batch brings the index to.</param>
    Task ApplyAsync(
        IReadOnlyList<FirmDocument> documents,
        IReadOnlyList<(FirmId Id, long Version)> removed,
        long appliedChange,
        CancellationToken cancellationToken);

    /// <summary>Fills a fresh index beside the one in use and switches over when it is complete; the old one answers until then.</summary>
    /// <returns>The version now in use.</returns>
    Task<IndexVersion> RebuildAsync(
        IAsyncEnumerable<FirmDocument> documents,
        DateOnly asOf,
        long appliedChange,
        CancellationToken cancellationToken);

    /// <summary>The version in use; null before the first <see cref="RebuildAsync"/>.</summary>
    Task<IndexVersion?> CurrentAsync(CancellationToken cancellationToken);
}
