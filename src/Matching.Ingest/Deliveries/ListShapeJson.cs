using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Deliveries;

/// <summary>A shape as kept with its delivery: an object from header to column name.</summary>
internal static class ListShapeJson
{
    private static readonly JsonSerializerOptions Names = new(DeliveryChunk.Json) { Converters = { new JsonStringEnumConverter() } };

    /// <returns>Empty for the empty shape.</returns>
    public static string Write(ListShape shape) => shape.Columns.Count == 0
        ? ""
        : JsonSerializer.Serialize(shape.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(), Names);

    public static ListShape Read(string json) =>
        json.Length == 0 ? ListShape.Empty : ListShape.Of(JsonSerializer.Deserialize<Dictionary<string, ListColumn>>(json, Names)!);
}
