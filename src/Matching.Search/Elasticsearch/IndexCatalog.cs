using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Matching.Search.Elasticsearch;

/// <summary>The indices behind the alias: which is in use, making the next, moving over, clearing away.</summary>
internal sealed class IndexCatalog(ElasticsearchGateway gateway, TimeProvider clock, ILogger logger)
{
    /// <summary>An index without alias that is older than this is what a builder that died left behind.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(12);

    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(5);

    private ElasticsearchOptions Options => gateway.Options;

    /// <returns>Null when no index of ours is in use: never built, removed by hand, of another schema.</returns>
    public async Task<IndexState?> FindAsync(CancellationToken cancellationToken)
    {
        var answer = await gateway.AskAsync(
            HttpMethod.Get, $"{Options.Alias}/_mapping?filter_path=*.mappings._meta", null, Options.SearchTimeout, cancellationToken);
        if (answer.IsMissing)
        {
            return null;
        }

        if (!answer.IsSuccess)
        {
            throw ElasticsearchGateway.Refused(answer);
        }

        var state = answer.Body.EnumerateObject()
            .Select(index => IndexState.Read(index.Name, index.Value.GetProperty("mappings").GetProperty("_meta")))
            .OfType<IndexState>()
            .MaxBy(found => found.Version.Name, StringComparer.Ordinal);
        return state is null ? null : await CountedAsync(state, cancellationToken);
    }

    /// <summary>The state with the number of firms that searches see now; null when the index has vanished.</summary>
    public async Task<IndexState?> CountedAsync(IndexState state, CancellationToken cancellationToken)
    {
        var answer = await gateway.AskAsync(HttpMethod.Get, $"{state.Version.Name}/_count", null, Options.SearchTimeout, cancellationToken);
        if (answer.IsMissing)
        {
            return null;
        }

        return answer.IsSuccess
            ? state with { Version = state.Version with { Documents = answer.Body.GetProperty("count").GetInt32() } }
            : throw ElasticsearchGateway.Refused(answer);
    }

    public Task RefreshAsync(string index, CancellationToken cancellationToken) =>
        gateway.DoAsync(HttpMethod.Post, $"{index}/_refresh", null, Options.WriteTimeout, cancellationToken);

    /// <summary>Writes the state's change number into the index.</summary>
    public Task NoteAsync(IndexState state, CancellationToken cancellationToken) =>
        gateway.DoAsync(
            HttpMethod.Put, $"{state.Version.Name}/_mapping", new JsonObject { ["_meta"] = state.Meta() }, Options.WriteTimeout, cancellationToken);

    /// <summary>An empty index that no alias points to; without copies while it is filled.</summary>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        await gateway.DoAsync(
            HttpMethod.Put, $"_index_template/{Options.Alias}", IndexDefinition.Template(Options), Options.WriteTimeout, cancellationToken);
        var name = IndexNames.Next(Options.Alias, clock.GetUtcNow());
        await gateway.DoAsync(
            HttpMethod.Put, name,
            new JsonObject { ["settings"] = IndexDefinition.Settings(Options, replicas: 0), ["mappings"] = IndexDefinition.Mapping() },
            Options.WriteTimeout, cancellationToken);
        return name;
    }

    /// <summary>Makes the filled index the one in use, in one step, and removes those it replaces.</summary>
    public async Task<IndexState> MoveToAsync(IndexState filled, CancellationToken cancellationToken)
    {
        var name = filled.Version.Name;
        await RefreshAsync(name, cancellationToken);
        await NoteAsync(filled, cancellationToken);
        var counted = await CountedAsync(filled, cancellationToken) ?? throw Vanished(name);
        if (Options.Replicas > 0)
        {
            var copies = new JsonObject { ["index"] = new JsonObject { ["number_of_replicas"] = Options.Replicas } };
            await gateway.DoAsync(HttpMethod.Put, $"{name}/_settings", copies, Options.WriteTimeout, cancellationToken);
        }

        var before = await InUseAsync(cancellationToken);
        var actions = new JsonArray([.. before.Select(old => AliasAction("remove", old)), AliasAction("add", name)]);
        await gateway.DoAsync(HttpMethod.Post, "_aliases", new JsonObject { ["actions"] = actions }, Options.WriteTimeout, cancellationToken);
        var removed = before.Concat(await AbandonedAsync(name, cancellationToken)).Distinct().ToList();
        foreach (var old in removed)
        {
            await RemoveAsync(old);
        }

        ElasticsearchLog.Moved(logger, Options.Alias, name, removed.Count);
        return counted;
    }

    /// <summary>Removes an index nobody uses; when that fails it is left for the next build.</summary>
    public async Task RemoveAsync(string index)
    {
        try
        {
            await gateway.AskAsync(HttpMethod.Delete, $"{index}?ignore_unavailable=true", null, CleaningTime, CancellationToken.None);
        }
        catch (SearchIndexUnavailableException exception)
        {
            ElasticsearchLog.LeftBehind(logger, exception, index);
        }
    }

    public static SearchIndexUnavailableException Vanished(string index) =>
        new($"Index {index} has vanished; it is being filled afresh.", ElasticsearchGateway.RetryAfter);

    private JsonObject AliasAction(string action, string index) =>
        new JsonObject { [action] = new JsonObject { ["index"] = index, ["alias"] = Options.Alias } };

    private async Task<List<string>> InUseAsync(CancellationToken cancellationToken)
    {
        var answer = await gateway.AskAsync(HttpMethod.Get, $"_alias/{Options.Alias}", null, Options.WriteTimeout, cancellationToken);
        return answer switch
        {
            { IsMissing: true } => [],
            { IsSuccess: true } => [.. answer.Body.EnumerateObject().Select(index => index.Name)],
            _ => throw ElasticsearchGateway.Refused(answer),
        };
    }

    private async Task<IEnumerable<string>> AbandonedAsync(string inUse, CancellationToken cancellationToken)
    {
        var made = await gateway.DoAsync(
            HttpMethod.Get, $"{IndexNames.Pattern(Options.Alias)}/_settings?filter_path=*.settings.index.creation_date&flat_settings=false",
            null, Options.WriteTimeout, cancellationToken);
        var before = clock.GetUtcNow() - Abandoned;
        return made.EnumerateObject().Where(index => index.Name != inUse && MadeAt(index.Value) < before).Select(index => index.Name);
    }

    private static DateTimeOffset MadeAt(JsonElement index) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
        index.GetProperty("settings").GetProperty("index").GetProperty("creation_date").GetString()!,
        System.Globalization.CultureInfo.InvariantCulture));
}
