using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matching.Api.Tests.Reconcile;

/// <summary>What the two versions of the protocol ask of each message, checked field by field. Written from the text of the specifications.</summary>
internal static partial class Messages
{
    public static void IsManifest(JsonElement manifest, bool isDraft)
    {
        Has(manifest, "versions", JsonValueKind.Array);
        Assert.Contains(isDraft ? "1.0-draft" : "0.2", manifest.GetProperty("versions").EnumerateArray().Select(version => version.GetString()));
        Has(manifest, "name", JsonValueKind.String);
        foreach (var type in manifest.GetProperty("defaultTypes").EnumerateArray())
        {
            IsNamed(type);
        }

        Assert.True(manifest.GetProperty("batchSize").GetInt32() >= 500);
        var preview = manifest.GetProperty("preview");
        Has(preview, "width", JsonValueKind.Number);
        Has(preview, "height", JsonValueKind.Number);
        var suggest = manifest.GetProperty("suggest");
        var extend = manifest.GetProperty("extend");
        if (isDraft)
        {
            Assert.Matches(@"\{id\}", manifest.GetProperty("view").GetProperty("url").GetString());
            Assert.All((string[])["entity", "property", "type"], kind => Assert.Equal(JsonValueKind.True, suggest.GetProperty(kind).ValueKind));
            Assert.Equal(JsonValueKind.True, extend.GetProperty("proposeProperties").ValueKind);
            Assert.Equal(JsonValueKind.True, manifest.GetProperty("standardizedScore").ValueKind);
            Assert.All(extend.GetProperty("propertySettings").EnumerateArray(), setting => IsSetting(setting, "id", "name", "helpText"));
        }
        else
        {
            Has(manifest, "identifierSpace", JsonValueKind.String);
            Has(manifest, "schemaSpace", JsonValueKind.String);
            Assert.Matches(@"\{\{id\}\}", manifest.GetProperty("view").GetProperty("url").GetString());
            Assert.Matches(@"\{\{id\}\}", preview.GetProperty("url").GetString());
            Assert.All((string[])["entity", "property", "type"], kind =>
            {
                Has(suggest.GetProperty(kind), "service_url", JsonValueKind.String);
                Has(suggest.GetProperty(kind), "service_path", JsonValueKind.String);
            });
            Assert.Contains("${id}", suggest.GetProperty("entity").GetProperty("flyout_service_path").GetString(), StringComparison.Ordinal);
            Has(extend.GetProperty("propose_properties"), "service_url", JsonValueKind.String);
            Has(extend.GetProperty("propose_properties"), "service_path", JsonValueKind.String);
            Assert.All(extend.GetProperty("property_settings").EnumerateArray(), setting => IsSetting(setting, "name", "label", "help_text"));
        }
    }

    /// <param name="result">Array of candidates.</param>
    public static void AreCandidates(JsonElement result, bool isDraft)
    {
        Assert.Equal(JsonValueKind.Array, result.ValueKind);
        var scores = new List<double>();
        foreach (var candidate in result.EnumerateArray())
        {
            IsNamed(candidate);
            Assert.NotEmpty(candidate.GetProperty("type").EnumerateArray());
            Assert.All(candidate.GetProperty("type").EnumerateArray(), IsNamed);
            Assert.InRange(candidate.GetProperty("score").GetDouble(), 0, 100);
            scores.Add(candidate.GetProperty("score").GetDouble());
            Assert.True(candidate.GetProperty("match").ValueKind is JsonValueKind.True or JsonValueKind.False);
            var features = candidate.GetProperty("features").EnumerateArray().ToList();
            Assert.NotEmpty(features);
            Assert.Equal(features.Count, features.Select(feature => feature.GetProperty("id").GetString()).Distinct().Count());
            Assert.All(features, feature =>
            {
                Assert.True(feature.GetProperty("value").ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False);
                Assert.True(!isDraft || feature.GetProperty("name").GetString()!.Length > 0);
            });
            Assert.True(!candidate.TryGetProperty("description", out var description) || description.ValueKind == JsonValueKind.String);
        }

        Assert.Equal(scores.OrderDescending(), scores);
        Assert.True(result.EnumerateArray().Count(candidate => candidate.GetProperty("match").GetBoolean()) <= 1);
    }

    public static void IsSuggestion(JsonElement answer)
    {
        Has(answer, "result", JsonValueKind.Array);
        Assert.All(answer.GetProperty("result").EnumerateArray(), IsNamed);
    }

    public static void AreValues(JsonElement values)
    {
        Assert.Equal(JsonValueKind.Array, values.ValueKind);
        Assert.All(values.EnumerateArray(), value =>
        {
            var field = Assert.Single(value.EnumerateObject());
            Assert.True(field.Name switch
            {
                "str" => field.Value.ValueKind == JsonValueKind.String,
                "int" => field.Value.TryGetInt64(out _),
                "float" => field.Value.ValueKind == JsonValueKind.Number,
                "date" => Moment().IsMatch(field.Value.GetString()!),
                _ => false,
            }, value.GetRawText());
        });
    }

    public static void IsNamed(JsonElement item)
    {
        Assert.NotEmpty(item.GetProperty("id").GetString()!);
        Assert.NotEmpty(item.GetProperty("name").GetString()!);
    }

    private static void IsSetting(JsonElement setting, params string[] texts)
    {
        Assert.Contains(setting.GetProperty("type").GetString(), (string[])["number", "text", "checkbox", "select"]);
        Assert.All(texts, text => Has(setting, text, JsonValueKind.String));
    }

    private static void Has(JsonElement of, string name, JsonValueKind kind) =>
        Assert.True(of.TryGetProperty(name, out var value) && value.ValueKind == kind, $"{name} should be {kind} in {of.GetRawText()}");

    [GeneratedRegex(@"^\d{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12]\d)T(2[0-3]|[01]\d):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](2[0-3]|[01]\d):[0-5]\d)?$")]
    private static partial Regex Moment();
}
