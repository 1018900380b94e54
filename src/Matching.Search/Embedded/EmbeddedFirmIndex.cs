using System.Globalization;
using Matching.Domain.Firms;

namespace Matching.Search.Embedded;

/// <summary>The index in this process's memory: postings of character pairs for text, columns for filters, facets and order.</summary>
/// <remarks>Searches run on a snapshot and wait for nobody. Writers take turns; each puts a new snapshot in place when it is complete.</remarks>
public sealed class EmbeddedFirmIndex : IFirmIndex, IDisposable
{
    /// <summary>Changes when documents are indexed in another way, so that a name tells which code made it.</summary>
    private const string Schema = "s1";

    private static readonly TimeSpan FillingTime = TimeSpan.FromSeconds(5);

    private readonly TimeProvider clock;
    private readonly SearchMetrics metrics;
    private readonly IndexWriter writer;
    private readonly FacetDictionary[] dictionaries = Array.ConvertAll(Segment.Facets, facet => new FacetDictionary(facet));
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile IndexSnapshot? current;

    public EmbeddedFirmIndex(TimeProvider clock, SearchMetrics metrics)
    {
        this.clock = clock;
        this.metrics = metrics;
        writer = new IndexWriter(dictionaries);
    }

    public Task<SearchAnswer> SearchAsync(FirmQuery query, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var answer = FirmSearch.Run(Current(), dictionaries, query, cancellationToken);
        metrics.Searched(clock.GetElapsedTime(started), "search");
        return Task.FromResult(answer);
    }

    public Task<IReadOnlyList<FirmSuggestion>> SuggestAsync(string text, int take, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var suggestions = FirmSuggesting.Run(Current(), text, take, cancellationToken);
        metrics.Searched(clock.GetElapsedTime(started), "suggest");
        return Task.FromResult(suggestions);
    }

    public Task<FirmDocument?> FindAsync(FirmId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Current().Find(id));
    }

    public async Task ApplyAsync(
        IReadOnlyList<FirmDocument> documents,
        IReadOnlyList<(FirmId Id, long Version)> removed,
        long appliedChange,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(removed);
        await writing.WaitAsync(cancellationToken);
        try
        {
            var before = Current();
            var version = before.Version with { AppliedChange = Math.Max(before.Version.AppliedChange, appliedChange) };
            var views = writer.Apply(before.Views, documents, removed);
            Show(views, version);
            while (writer.TryMerge(views))
            {
                Show(views, version);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<IndexVersion> RebuildAsync(
        IAsyncEnumerable<FirmDocument> documents,
        DateOnly asOf,
        long appliedChange,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        await writing.WaitAsync(cancellationToken);
        try
        {
            var segments = await SegmentStreaming.BuildAsync(documents, dictionaries, cancellationToken);
            var name = string.Create(
                CultureInfo.InvariantCulture, $"firms-{Schema}-{clock.GetUtcNow():yyyyMMdd'T'HHmmss}");
            return Show(writer.Start(segments, appliedChange), new IndexVersion(name, asOf, appliedChange, 0));
        }
        finally
        {
            writing.Release();
        }
    }

    public Task<IndexVersion?> CurrentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(current?.Version);
    }

    public void Dispose() => writing.Dispose();

    private IndexSnapshot Current() =>
        current ?? throw new SearchIndexUnavailableException("The index is being filled.", FillingTime);

    private IndexVersion Show(List<SegmentView> views, IndexVersion version)
    {
        version = version with { Documents = views.Sum(view => view.LiveFirms) };
        current = new IndexSnapshot([.. views], version);
        return version;
    }
}
