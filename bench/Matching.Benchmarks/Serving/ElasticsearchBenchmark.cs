using System.Diagnostics;
using System.Text.Json.Nodes;
using Matching.Benchmarks.Search;
using Matching.Search;
using Matching.Search.Elasticsearch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matching.Benchmarks.Serving;

/// <summary>The index on Elasticsearch beside the bare server in the same run: filling it, and searching through the product's API.</summary>
internal static class ElasticsearchBenchmark
{
    private const int SearchRounds = 30;

    // 800 requests: the runtime optimises what is called often, and goes on doing so for some hundred calls.
    private const int WarmUpRounds = 25;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var url = new Uri(options.Text("--url") ?? throw new ArgumentException("--url http://127.0.0.1:9200 is missing."));
        var count = options.Number("--firms", 300_000);
        var rounds = options.Number("--rounds", 3);
        var settings = new SearchOptions { Index = SearchIndexKind.Elasticsearch };
        (settings.Elasticsearch.Url, settings.Elasticsearch.Alias, settings.Elasticsearch.Replicas) = (url, $"bench-{Guid.NewGuid():N}", 0);
        var firms = new FirmGenerator(options.Number("--seed", 7)).Firms(count).ToArray();
        using var services = new ServiceCollection().AddMetrics().AddSingleton<SearchMetrics>().BuildServiceProvider();
        using var index = new ElasticsearchFirmIndex(
            Options.Create(settings), TimeProvider.System, services.GetRequiredService<SearchMetrics>(), NullLogger<ElasticsearchFirmIndex>.Instance);
        using var bare = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
        Print($"{count:N0} firms, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        await MeasureFillingAsync(index, bare, settings.Elasticsearch, firms, rounds);
        firms = null;
        GC.Collect();
        await MeasureSearchesAsync(index, bare, settings.Elasticsearch);
        foreach (var name in await NamesAsync(bare, settings.Elasticsearch.Alias))
        {
            using var removed = await bare.DeleteAsync(new Uri(name, UriKind.Relative));
        }
    }

    private static async Task MeasureFillingAsync(ElasticsearchFirmIndex index, HttpClient bare, ElasticsearchOptions options, FirmDocument[] firms, int rounds)
    {
        // The bare loop gets its requests ready made: same bytes, same size of request, same index; one after the other, as a script would.
        var requests = new List<BulkBatch> { new() };
        var form = new IndexedFirm();
        foreach (var firm in firms)
        {
            if (requests[^1].Bytes >= options.BulkBytes)
            {
                requests.Add(new());
            }

            requests[^1].Add(firm, form);
        }

        Print($"{requests.Count} requests, {requests.Sum(request => (long)request.Bytes) / 1048576.0:N0} MB");
        Print($"");
        Print($"| round | bare bulk loop, s | product, s | product / bare, rate |");
        Print($"|---|---|---|---|");
        for (var round = 0; round <= rounds; round++)
        {
            var theirs = await FillBareAsync(bare, requests);
            var started = Stopwatch.GetTimestamp();
            await index.RebuildAsync(Stream(firms), new DateOnly(2026, 11, 1), firms.Length, CancellationToken.None);
            var ours = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Print($"| {(round == 0 ? "warm-up" : round)} | {theirs:F1} | {ours:F1} | {theirs / ours:P0} |");
        }

        requests.ForEach(request => request.Dispose());
    }

    private static async Task<double> FillBareAsync(HttpClient bare, List<BulkBatch> requests)
    {
        var name = $"bare-{Guid.NewGuid():N}";
        var started = Stopwatch.GetTimestamp();
        using var made = await bare.PutAsync(
            new Uri(name, UriKind.Relative),
            ElasticsearchGateway.Json(new JsonObject { ["settings"] = IndexDefinition.Settings(new ElasticsearchOptions { Replicas = 0 }, 0), ["mappings"] = IndexDefinition.Mapping() }));
        made.EnsureSuccessStatusCode();
        foreach (var request in requests)
        {
            using var content = request.Content();
            using var answer = await bare.PostAsync(new Uri($"{name}/_bulk?filter_path=errors", UriKind.Relative), content);
            if (!(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Contains("false", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("the bare loop had errors");
            }
        }

        using var refreshed = await bare.PostAsync(new Uri($"{name}/_refresh", UriKind.Relative), null);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var removed = await bare.DeleteAsync(new Uri(name, UriKind.Relative));
        return took;
    }

    /// <summary>Each query several ways in turn: the same body sent to the server by hand, through the product's index, through the product's API with sign-in and audit; beside them a request that only goes there and back.</summary>
    private static async Task MeasureSearchesAsync(ElasticsearchFirmIndex index, HttpClient bare, ElasticsearchOptions options)
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string>
        {
            ["Matching__Search__Index"] = "Elasticsearch",
            ["Matching__Search__Elasticsearch__Url"] = options.Url!.ToString(),
            ["Matching__Search__Elasticsearch__Alias"] = options.Alias,
            ["Matching__Process__CarriesOutWork"] = "false",
        });
        var facets = Enum.GetValues<FirmFacet>().Where(facet => facet is not (FirmFacet.City or FirmFacet.County)).ToArray();
        var queries = SearchMix.Queries.Where(query => query.Filters.Count == 0).Select(query => new FirmQuery { Text = query.Text, Facets = facets }).ToArray();
        var times = new List<double>[] { [], [], [], [] };
        for (var round = -WarmUpRounds; round < SearchRounds; round++)
        {
            foreach (var query in queries)
            {
                var body = SearchBody.Of(query, SearchWords.Parse(query.Text), null);
                Func<Task>[] ways =
                [
                    async () =>
                    {
                        using var content = ElasticsearchGateway.Json(body);
                        using var answer = await bare.PostAsync(new Uri($"{options.Alias}/_search", UriKind.Relative), content);
                        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                    },
                    () => index.SearchAsync(query, CancellationToken.None),
                    () => server.Officer.GetAsync(new Uri(server.Address, $"api/firms?q={Uri.EscapeDataString(query.Text)}")),
                    () => server.Officer.GetAsync(new Uri(server.Address, "/health/live")),
                ];
                for (var turn = 0; turn < ways.Length; turn++)
                {
                    // Nobody is always first, or always after the same.
                    var way = (turn + round + WarmUpRounds) % ways.Length;
                    var started = Stopwatch.GetTimestamp();
                    await ways[way]();
                    if (round >= 0)
                    {
                        times[way].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
            }
        }

        Print($"");
        Print($"| {times[0].Count} searches each, {queries.Length} words, one after the other | p50 ms | p90 ms | p99 ms |");
        Print($"|---|---|---|---|");
        string[] names = ["raw query", "product's index", "product's API", "API, request that does nothing"];
        for (var way = 0; way < times.Length; way++)
        {
            Print($"| {names[way]} | {At(times[way], .5):F2} | {At(times[way], .9):F2} | {At(times[way], .99):F2} |");
        }

        var added = times[0].Zip(times[2], (raw, api) => api - raw).ToList();
        Print($"| API over raw, difference of the percentiles | {At(times[2], .5) - At(times[0], .5):F2} | {At(times[2], .9) - At(times[0], .9):F2} | {At(times[2], .99) - At(times[0], .99):F2} |");
        Print($"| API over raw, pair by pair | {At(added, .5):F2} | {At(added, .9):F2} | {At(added, .99):F2} |");
    }

    private static async Task<List<string>> NamesAsync(HttpClient bare, string alias) =>
        [.. JsonNode.Parse(await bare.GetStringAsync(new Uri($"_alias/{alias}", UriKind.Relative)))!.AsObject().Select(index => index.Key)];

    private static async IAsyncEnumerable<FirmDocument> Stream(FirmDocument[] firms)
    {
        await Task.CompletedTask;
        foreach (var firm in firms)
        {
            yield return firm;
        }
    }

    private static double At(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
