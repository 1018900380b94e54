using System.Text.Json.Nodes;

namespace Matching.Search.Elasticsearch;

/// <summary>Frozen views of an index for walks over many pages.</summary>
internal sealed class PointsInTime(ElasticsearchGateway gateway)
{
    /// <summary>Time a reader may take from one page to the next; later pages read the index as it is then.</summary>
    private const string Patience = "2m";

    /// <returns>Null when the cluster has no room for another; the walk then reads the index as it changes.</returns>
    public async Task<string?> OpenAsync(string index, CancellationToken cancellationToken)
    {
        var answer = await gateway.AskAsync(
            HttpMethod.Post, $"{index}/_pit?keep_alive={Patience}", null, gateway.Options.SearchTimeout, cancellationToken);
        return answer.IsSuccess ? answer.Body.GetProperty("id").GetString() : null;
    }

    public static void Use(JsonObject body, string pointInTime) =>
        body["pit"] = new JsonObject { ["id"] = pointInTime, ["keep_alive"] = Patience };

    public async Task CloseAsync(string pointInTime, CancellationToken cancellationToken)
    {
        using var body = ElasticsearchGateway.Json(new JsonObject { ["id"] = pointInTime });
        await gateway.AskAsync(HttpMethod.Delete, "_pit", body, gateway.Options.SearchTimeout, cancellationToken);
    }
}
