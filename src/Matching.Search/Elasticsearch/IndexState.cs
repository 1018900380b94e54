using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matching.Search.Elasticsearch;

/// <summary>What an index says of itself in the <c>_meta</c> of its mapping, and how many firms it holds.</summary>
/// <param name="RebuiltAt">Change number it was filled up to.</param>
internal sealed record IndexState(IndexVersion Version, long RebuiltAt)
{
    public JsonObject Meta() => new()
    {
        ["schema"] = IndexDefinition.Schema,
        ["asOf"] = Version.AsOf.ToString("O", CultureInfo.InvariantCulture),
        ["appliedChange"] = Version.AppliedChange,
        ["rebuiltAt"] = RebuiltAt,
    };

    /// <returns>Null when the index is not one of ours in today's schema.</returns>
    public static IndexState? Read(string name, JsonElement meta) =>
        meta.TryGetProperty("schema", out var schema) && schema.ValueEquals(IndexDefinition.Schema)
            ? new IndexState(
                new IndexVersion(
                    name,
                    DateOnly.ParseExact(meta.GetProperty("asOf").GetString()!, "O", CultureInfo.InvariantCulture),
                    meta.GetProperty("appliedChange").GetInt64(),
                    Documents: 0),
                meta.GetProperty("rebuiltAt").GetInt64())
            : null;
}
