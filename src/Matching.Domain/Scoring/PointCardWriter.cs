using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Matching.Domain.Libraries;

namespace Matching.Domain.Scoring;

/// <summary>Writes a card as <see cref="PointCardReader"/> reads it.</summary>
public static class PointCardWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(PointCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new JsonObject
        {
            ["version"] = card.Version,
            ["note"] = card.Note,
            ["baseline"] = card.Baseline,
            ["stages"] = new JsonArray([.. card.Stages.Select(Stage)]),
            ["stageWithoutAge"] = card.Stages[card.StageWithoutAge].Name,
            ["gradeCuts"] = Numbers(card.GradeCuts),
            ["peerAgeCuts"] = new JsonArray([.. card.PeerAgeCuts.Select(cut => (JsonNode)cut)]),
            ["peerMinimum"] = card.PeerMinimum,
            ["indicators"] = new JsonArray([.. card.Indicators.Select(Indicator)]),
        }.ToJsonString(Readable);
    }

    private static JsonObject Stage(LifeStage stage)
    {
        var json = new JsonObject { ["name"] = stage.Name };
        if (stage.UntilYears is { } until)
        {
            json["untilYears"] = until;
        }

        return json;
    }

    private static JsonObject Indicator(PointIndicator line)
    {
        var json = new JsonObject { ["code"] = line.Code };
        if (line.Number is { } number)
        {
            json["number"] = number;
        }

        json["group"] = line.Group;
        json["title"] = line.Title;
        json["unit"] = line.Unit;
        if (line.Library is { } library)
        {
            json["library"] = library.Info().Code;
        }

        json["known"] = line.IsKnown;
        json["source"] = line.Source;
        if (line.IsKnown)
        {
            json["weights"] = Numbers(line.Weights);
            json["steps"] = new JsonArray([.. line.Steps.Select(step => new JsonObject { ["from"] = step.From, ["share"] = step.Share })]);
        }

        return json;
    }

    private static JsonArray Numbers(IEnumerable<decimal> values) => new([.. values.Select(value => (JsonNode)value)]);
}
