using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matching.Domain.Firms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matching.Search.Elasticsearch;

/// <summary>The index on an Elasticsearch cluster, shared by all processes. Answers as the embedded index does.</summary>
/// <remarks>An alias names the index in use; a rebuild fills another beside it and moves the alias. Versions of documents are change numbers
/// and kept by the server as external versions, so a late write loses whoever sends it.</remarks>
public sealed class ElasticsearchFirmIndex : IFirmIndex, IDisposable
{
    /// <summary>How old the known state may be when a search starts; another process may have written since.</summary>
    private static readonly TimeSpan StateAge = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock;
    private readonly SearchMetrics metrics;
    private readonly ElasticsearchGateway gateway;
    private readonly IndexCatalog catalog;
    private readonly PointsInTime pointsInTime;
    private readonly BulkSender sender;
    private readonly IndexedFirm form = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile KnownState? known;

    public ElasticsearchFirmIndex(
        IOptions<SearchOptions> options, TimeProvider clock, SearchMetrics metrics, ILogger<ElasticsearchFirmIndex> logger)
    {
        this.clock = clock;
        this.metrics = metrics;
        gateway = new ElasticsearchGateway(options, clock);
        catalog = new IndexCatalog(gateway, clock, logger);
        pointsInTime = new PointsInTime(gateway);
        sender = new BulkSender(gateway, clock, logger);
    }

    public async Task<SearchAnswer> SearchAsync(FirmQuery query, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        QueryLimits.Check(query);
        var words = SearchWords.Parse(query.Text);
        var cursor = query.After is { } after ? PageCursor.Parse(after, query.Sort) : null;
        var body = SearchBody.Of(query, words, cursor);
        var (state, answer, pointInTime) = cursor is null
            ? await AnswerAsync(body, cancellationToken)
            : await AnswerFrozenAsync(body, cursor, cancellationToken);
        var found = AnswerReading.Hits(answer);
        var shown = found.Take(query.Take).ToList();
        var next = found.Count > shown.Count
            ? PageCursor.After(query.Sort, SearchBody.IsScored(query.Sort, words), shown[^1].GetProperty("sort"), pointInTime)
            : null;
        if (next is null && pointInTime is not null)
        {
            await pointsInTime.CloseAsync(pointInTime, cancellationToken);
        }

        metrics.Searched(clock.GetElapsedTime(started), "search");
        return new SearchAnswer(
            AnswerReading.Total(answer),
            [.. shown.Select(hit => AnswerReading.Hit(AnswerReading.Document(hit), words))],
            [.. query.Facets.Distinct().Select(facet => AnswerReading.Counts(answer, facet))],
            next?.ToString(),
            state.Version);
    }

    public async Task<IReadOnlyList<FirmSuggestion>> SuggestAsync(string text, int take, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var word = QueryLimits.CheckSuggestion(text, take);
        if (word.Length == 0)
        {
            await StateAsync(cancellationToken);
            return [];
        }

        var (_, answer, _) = await AnswerAsync(SearchBody.Suggestions(word, take), cancellationToken);
        metrics.Searched(clock.GetElapsedTime(started), "suggest");
        return [.. AnswerReading.Hits(answer).Select(hit => SuggestedFields.Suggest(AnswerReading.Document(hit), word))];
    }

    public async Task<FirmDocument?> FindAsync(FirmId id, CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken);
        var answer = await gateway.AskAsync(
            HttpMethod.Get, $"{state.Version.Name}/_doc/{IndexId.Of(id.Value)}", null, gateway.Options.SearchTimeout, cancellationToken);
        if (answer.IsMissing)
        {
            return answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("found", out _) ? null : throw Forget(state);
        }

        return answer.IsSuccess ? AnswerReading.Document(answer.Body) : throw ElasticsearchGateway.Refused(answer);
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
            var state = await ReadStateAsync(cancellationToken) ?? throw Filling();
            await WriteAsync(state, documents, removed, cancellationToken);
            await catalog.RefreshAsync(state.Version.Name, cancellationToken);
            var applied = state with { Version = state.Version with { AppliedChange = Math.Max(state.Version.AppliedChange, appliedChange) } };
            if (applied != state)
            {
                // Last: until it is written, the batch counts as not applied and is applied again.
                await catalog.NoteAsync(applied, cancellationToken);
            }

            Know(await catalog.CountedAsync(applied, cancellationToken));
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
            var name = await catalog.CreateAsync(cancellationToken);
            var isInUse = false;
            try
            {
                await FillAsync(name, documents, cancellationToken);
                var filled = new IndexState(new IndexVersion(name, asOf, appliedChange, 0), appliedChange);
                filled = await catalog.MoveToAsync(filled, cancellationToken);
                isInUse = true;
                Know(filled);
                return filled.Version;
            }
            finally
            {
                if (!isInUse)
                {
                    await RemoveUnusedAsync(name);
                }
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<IndexVersion?> CurrentAsync(CancellationToken cancellationToken) =>
        (await ReadStateAsync(cancellationToken))?.Version;

    public void Dispose()
    {
        gateway.Dispose();
        writing.Dispose();
    }

    private async Task FillAsync(string index, IAsyncEnumerable<FirmDocument> documents, CancellationToken cancellationToken)
    {
        await using var writer = new BulkWriter(sender, index, gateway.Options.BulkBytes, form, cancellationToken);
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            await writer.AddAsync(document);
        }

        await writer.CompleteAsync();
    }

    private async Task WriteAsync(
        IndexState state, IReadOnlyList<FirmDocument> documents, IReadOnlyList<(FirmId Id, long Version)> removed, CancellationToken cancellationToken)
    {
        var left = await LeftOutAsync(state, documents, cancellationToken);
        await using var writer = new BulkWriter(sender, state.Version.Name, gateway.Options.BulkBytes, form, cancellationToken);
        foreach (var (id, version) in removed)
        {
            await writer.RemoveAsync(id, version);
        }

        foreach (var document in documents.Where(document => !left.Contains(document.Id)))
        {
            await writer.AddAsync(document);
        }

        await writer.CompleteAsync();
    }

    /// <summary>Firms whose write is older than the rebuild and which the rebuild left out: they were gone by then.</summary>
    private async Task<HashSet<FirmId>> LeftOutAsync(IndexState state, IReadOnlyList<FirmDocument> documents, CancellationToken cancellationToken)
    {
        var late = documents.Where(document => document.Version <= state.RebuiltAt).Select(document => document.Id).ToHashSet();
        if (late.Count == 0)
        {
            return late;
        }

        var body = new JsonObject { ["ids"] = new JsonArray([.. late.Select(id => (JsonNode)IndexId.Of(id.Value))]) };
        var held = await gateway.DoAsync(
            HttpMethod.Post, $"{state.Version.Name}/_mget?_source=false", body, gateway.Options.SearchTimeout, cancellationToken);
        foreach (var document in held.GetProperty("docs").EnumerateArray())
        {
            if (document.TryGetProperty("found", out var found) && found.GetBoolean())
            {
                late.Remove(new FirmId(long.Parse(document.GetProperty("_id").GetString()!, CultureInfo.InvariantCulture)));
            }
        }

        return late;
    }

    /// <summary>The answer of the index in use, and its state. State that has grown old is read beside the search, not before it.</summary>
    private async Task<(IndexState State, JsonElement Answer, string? PointInTime)> AnswerAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken);
        for (var isSecond = false; ; isSecond = true)
        {
            var reading = IsOld() ? ReadStateAsync(cancellationToken) : null;
            var answer = await PostAsync($"{state.Version.Name}/_search?allow_partial_search_results=false", body, cancellationToken);
            var latest = reading is null ? known?.State : await reading;
            if (answer.IsSuccess)
            {
                return (latest?.Version.Name == state.Version.Name ? latest : state, answer.Body, null);
            }

            if (!answer.IsMissing)
            {
                throw ElasticsearchGateway.Refused(answer);
            }

            // Another process has moved the alias, or someone removed the index.
            state = isSecond ? throw Forget(state) : await ReadStateAsync(cancellationToken) ?? throw Filling();
        }
    }

    /// <summary>A page after the first: read from a point in time, opened for the second page, so that a long walk sees one index.</summary>
    private async Task<(IndexState State, JsonElement Answer, string? PointInTime)> AnswerFrozenAsync(
        JsonObject body, PageCursor cursor, CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken);
        var pointInTime = cursor.PointInTime ?? await pointsInTime.OpenAsync(state.Version.Name, cancellationToken);
        if (pointInTime is not null)
        {
            PointsInTime.Use(body, pointInTime);
            var answer = await PostAsync("_search?allow_partial_search_results=false", body, cancellationToken);
            if (answer.IsSuccess)
            {
                return (state, answer.Body, answer.Body.GetProperty("pit_id").GetString());
            }

            // Expired, or the cursor was cut short: the place in it still holds.
            body.Remove("pit");
        }

        return await AnswerAsync(body, cancellationToken);
    }

    private async Task<ElasticsearchAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = ElasticsearchGateway.Json(body);
        return await gateway.AskAsync(HttpMethod.Post, path, content, gateway.Options.SearchTimeout, cancellationToken);
    }

    private async Task<IndexState> StateAsync(CancellationToken cancellationToken) =>
        known?.State ?? await ReadStateAsync(cancellationToken) ?? throw Filling();

    private async Task<IndexState?> ReadStateAsync(CancellationToken cancellationToken)
    {
        var state = await catalog.FindAsync(cancellationToken);
        Know(state);
        return state;
    }

    private bool IsOld() => known is not { } state || clock.GetElapsedTime(state.ReadAt) > StateAge;

    private void Know(IndexState? state) => known = state is null ? null : new KnownState(state, clock.GetTimestamp());

    private SearchIndexUnavailableException Forget(IndexState state)
    {
        known = null;
        return IndexCatalog.Vanished(state.Version.Name);
    }

    private static SearchIndexUnavailableException Filling() => new("The index is being filled.", ElasticsearchGateway.RetryAfter);

    private sealed record KnownState(IndexState State, long ReadAt);

    /// <summary>The alias may have moved although the answer to that was lost; an index in use is never removed.</summary>
    private async Task RemoveUnusedAsync(string name)
    {
        try
        {
            if ((await catalog.FindAsync(CancellationToken.None))?.Version.Name == name)
            {
                return;
            }
        }
        catch (SearchIndexUnavailableException)
        {
            // Left for the next build.
            return;
        }

        await catalog.RemoveAsync(name);
    }
}
