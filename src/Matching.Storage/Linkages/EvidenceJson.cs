using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Domain.Linkage;

namespace Matching.Storage.Linkages;

/// <summary>The form of <see cref="StoredLinkage.Evidence"/>: a JSON array with camelCase names, Chinese readable as it stands.</summary>
public static partial class EvidenceJson
{
    private static readonly Shape Shapes = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(IReadOnlyList<LinkageEvidence> evidence) =>
        JsonSerializer.Serialize(evidence, Shapes.IReadOnlyListLinkageEvidence);

    public static IReadOnlyList<LinkageEvidence> Read(string json) =>
        JsonSerializer.Deserialize(json, Shapes.IReadOnlyListLinkageEvidence) ?? [];

    [JsonSerializable(typeof(IReadOnlyList<LinkageEvidence>))]
    private sealed partial class Shape : JsonSerializerContext;
}
