using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matching.Ml.Training.Fitted;

/// <summary>One way to write a JSON value: keys in ordinal order, no blanks, whole numbers only. The same value gives the same bytes everywhere.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">A number that is not whole.</exception>
    public static byte[] Write(JsonNode? value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            Write(writer, value);
        }

        return bytes.ToArray();
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, member) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteLeaf(writer, value);
                break;
        }
    }

    private static void WriteLeaf(Utf8JsonWriter writer, JsonNode value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetValue<string>());
                break;
            case JsonValueKind.True:
            case JsonValueKind.False:
                writer.WriteBooleanValue(value.GetValueKind() == JsonValueKind.True);
                break;
            default:
                var leaf = value.AsValue();
                if (leaf.TryGetValue<int>(out var small))
                {
                    writer.WriteNumberValue(small);
                }
                else if (leaf.TryGetValue<long>(out var whole))
                {
                    writer.WriteNumberValue(whole);
                }
                else
                {
                    throw new ArgumentException($"{value.ToJsonString()} is no whole number.", nameof(value));
                }

                break;
        }
    }
}
