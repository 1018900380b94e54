using System.Net;
using System.Text.Json;

namespace Matching.Search.Elasticsearch;

/// <summary>Status and body of an answer; a body that is not JSON (a proxy's page) reads as empty.</summary>
internal sealed record ElasticsearchAnswer(HttpStatusCode Status, JsonElement Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsMissing => Status == HttpStatusCode.NotFound;

    /// <summary>True when the same request may succeed a moment later.</summary>
    public bool IsBusy => IsBusyStatus((int)Status);

    /// <summary>The server's words, e.g. <c>index_not_found_exception: no such index [x]</c>.</summary>
    public string Reason =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("error", out var error) ? ReasonOf(error) : $"status {(int)Status}";

    public static bool IsBusyStatus(int status) => status is 408 or 429 or 502 or 503 or 504;

    public static string ReasonOf(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return error.ToString();
        }

        var type = error.TryGetProperty("type", out var kind) ? kind.GetString() : "error";
        return error.TryGetProperty("reason", out var reason) ? $"{type}: {reason.GetString()}" : type!;
    }
}
