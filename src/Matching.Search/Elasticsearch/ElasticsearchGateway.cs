using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Matching.Search.Elasticsearch;

/// <summary>Speaks to the cluster over REST. Before the first request, and after every time the cluster was away, it makes sure of the server's version.</summary>
internal sealed class ElasticsearchGateway(IOptions<SearchOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>Hint for callers when the cluster is away or busy.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = ElasticsearchConnection.Open(options.Value.Elasticsearch);
    private volatile bool isKnown;

    public ElasticsearchOptions Options { get; } = options.Value.Elasticsearch;

    /// <summary>Any answer of the server, good or bad.</summary>
    /// <exception cref="SearchIndexUnavailableException">No answer, the sign-in is refused, or the server is no Elasticsearch 8 or 9.</exception>
    public async Task<ElasticsearchAnswer> AskAsync(
        HttpMethod method, string path, HttpContent? content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!isKnown)
        {
            CheckVersion(await SendAsync(HttpMethod.Get, "", null, timeout, cancellationToken));
            isKnown = true;
        }

        return await SendAsync(method, path, content, timeout, cancellationToken);
    }

    /// <summary>An answer to a request that must succeed.</summary>
    /// <exception cref="SearchIndexUnavailableException">It did not.</exception>
    public async Task<JsonElement> DoAsync(
        HttpMethod method, string path, JsonNode? body, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : Json(body);
        var answer = await AskAsync(method, path, content, timeout, cancellationToken);
        return answer.IsSuccess ? answer.Body : throw Refused(answer);
    }

    public static SearchIndexUnavailableException Refused(ElasticsearchAnswer answer) =>
        new($"Elasticsearch answered {(int)answer.Status}: {answer.Reason}", RetryAfter);

    public static HttpContent Json(JsonNode body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public void Dispose() => http.Dispose();

    private async Task<ElasticsearchAnswer> SendAsync(
        HttpMethod method, string path, HttpContent? content, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            var answer = new ElasticsearchAnswer(response.StatusCode, Parse(bytes));
            return answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? throw SignInRefused(answer) : answer;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            isKnown = false;
            throw new SearchIndexUnavailableException($"Elasticsearch at {http.BaseAddress} did not answer within {timeout.TotalSeconds:0.#} s.", RetryAfter, exception);
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(exception);
        }
        catch (IOException exception)
        {
            throw Unreachable(exception);
        }
    }

    private SearchIndexUnavailableException Unreachable(Exception cause)
    {
        isKnown = false;
        return new($"Elasticsearch at {http.BaseAddress} cannot be reached: {Innermost(cause)}", RetryAfter, cause);
    }

    private SearchIndexUnavailableException SignInRefused(ElasticsearchAnswer answer) => new(
        $"Elasticsearch at {http.BaseAddress} refused the sign-in ({(int)answer.Status}); check {ElasticsearchOptions.Section}:User and :Password, or :ApiKey, and their rights on {Options.Alias}*.",
        RetryAfter);

    private void CheckVersion(ElasticsearchAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw Refused(answer);
        }

        var number = answer.Body.ValueKind == JsonValueKind.Object
            && answer.Body.TryGetProperty("version", out var version)
            && version.TryGetProperty("number", out var stated) ? stated.GetString() : null;
        if (number is null || !(number.StartsWith("8.", StringComparison.Ordinal) || number.StartsWith("9.", StringComparison.Ordinal)))
        {
            throw new SearchIndexUnavailableException(
                $"The server at {http.BaseAddress} says version \"{number ?? "none"}\"; {ElasticsearchOptions.Section}:Url must name an Elasticsearch 8 or 9.", RetryAfter);
        }
    }

    private static JsonElement Parse(byte[] bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
