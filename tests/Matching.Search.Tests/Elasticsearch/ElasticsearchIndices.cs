using System.Text.Json;
using Matching.Search.Elasticsearch;
using Matching.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matching.Search.Tests.Elasticsearch;

/// <summary>Indices of one test on a server, each under an alias of its own, removed at the end.</summary>
public sealed class ElasticsearchIndices(ElasticsearchServer server) : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<SearchMetrics>().BuildServiceProvider();
    private readonly List<(string Alias, ElasticsearchFirmIndex Index)> made = [];

    public HttpClient Http { get; } = new() { BaseAddress = server.Url };

    public SearchMetrics Metrics => services.GetRequiredService<SearchMetrics>();

    /// <summary>Alias of the index made last.</summary>
    public string Alias => made[^1].Alias;

    public ElasticsearchFirmIndex New(Action<ElasticsearchOptions>? change = null)
    {
        var options = new SearchOptions { Index = SearchIndexKind.Elasticsearch };
        options.Elasticsearch.Url = server.Url;
        options.Elasticsearch.Alias = $"test-{Guid.NewGuid():N}";
        options.Elasticsearch.Replicas = 0;
        change?.Invoke(options.Elasticsearch);
        var index = new ElasticsearchFirmIndex(
            Options.Create(options), TimeProvider.System, Metrics, NullLogger<ElasticsearchFirmIndex>.Instance);
        made.Add((options.Elasticsearch.Alias, index));
        return index;
    }

    public void Dispose()
    {
        foreach (var (alias, index) in made)
        {
            index.Dispose();
            foreach (var name in Names(alias))
            {
                Delete(name);
            }

            Delete($"_index_template/{alias}");
        }

        Http.Dispose();
        services.Dispose();
    }

    private List<string> Names(string alias)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{alias}-*/_alias");
        using var response = Http.Send(request);
        using var names = JsonDocument.Parse(response.Content.ReadAsStream());
        return [.. names.RootElement.EnumerateObject().Select(index => index.Name)];
    }

    private void Delete(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        using var response = Http.Send(request);
    }
}
