using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Ml.Training;

namespace Matching.Ml.Registry;

/// <summary>What an analyst asks a fitting for.</summary>
/// <param name="Engine">Name of a trainer that is there, e.g. <c>matching</c>.</param>
/// <param name="HoldOutFrom">First push day kept out of training; null = 1 January of the newest year in the set.</param>
/// <param name="Folds">Grouped folds fitted beside; 0 = none.</param>
public sealed record ModelRequest(
    string Engine, ModelForm Form, Objective Objective, ulong Seed = 20260101, DateOnly? HoldOutFrom = null, int Folds = 5, int? Rounds = null, int? Pairs = null, int? Bags = null)
{
    /// <summary>As the trainer wants them; made from the rest, so not part of the record.</summary>
    [JsonIgnore]
    public FitOptions Options => new() { Form = Form, Objective = Objective, Seed = Seed, Rounds = Rounds, Pairs = Pairs, Bags = Bags };

    public string ToJson() => JsonSerializer.Serialize(this, RegistryJson.Options);

    public static ModelRequest FromJson(string json) => JsonSerializer.Deserialize<ModelRequest>(json, RegistryJson.Options)!;
}

/// <summary>How records of models are written: readable Chinese, enums by name.</summary>
public static class RegistryJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };
}
