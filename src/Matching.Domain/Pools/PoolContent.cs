using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Matching.Domain.Pools;

/// <summary>What a version says, in a form that is the same bytes every time, so that anyone can check the hash.</summary>
public static class PoolContent
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Indented = false,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>UTF-8 JSON without blanks: fields in the order written here, members by firm id, numbers without trailing zeros, absent values as null.</summary>
    public static byte[] CanonicalJson(PoolVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("pool", version.Pool.Name);
            json.WriteString("purpose", version.Pool.Purpose);
            json.WriteString("office", version.Pool.Office);
            json.WriteNumber("version", version.Number);
            json.WriteString("asOf", version.AsOf?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteStartArray("members");
            foreach (var member in version.Members.OrderBy(member => member.FirmId))
            {
                Write(json, member);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>SHA-256 of <see cref="CanonicalJson"/>, lower-case hex.</summary>
    public static string Hash(PoolVersion version) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson(version)));

    private static void Write(Utf8JsonWriter json, PoolMember member)
    {
        json.WriteStartObject();
        json.WriteString("firm", member.FirmId.ToString());
        json.WriteString("uscc", member.Uscc);
        json.WriteString("name", member.Name);
        WriteNumber(json, "region", member.Region?.Value);
        WriteNumber(json, "field", (int?)member.Field);
        // 71.5 and 71.50 are one number; as text they would give two hashes after a round trip through a database
        json.WriteString("points", member.Points?.ToString("0.############", CultureInfo.InvariantCulture));
        WriteNumber(json, "grade", member.Grade);
        json.WriteString("reason", member.Reason == PoolReason.ByRule ? "rule" : "hand");
        json.WriteString("rule", member.Rule);
        json.WriteString("note", member.Note);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
