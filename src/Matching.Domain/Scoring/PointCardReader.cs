using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matching.Domain.Libraries;

namespace Matching.Domain.Scoring;

/// <summary>Something wrong with a card: the place in the JSON, the value found, and what would be right.</summary>
public sealed record PointCardProblem(string Place, string Value, string Text);

/// <summary>A card read, or everything that is wrong with it.</summary>
public abstract record PointCardReading
{
    public sealed record Valid(PointCard Card) : PointCardReading;

    public sealed record Invalid(IReadOnlyList<PointCardProblem> Problems) : PointCardReading;
}

/// <summary>Reads a card from JSON and checks it: no card that breaks a rule ever scores a firm.</summary>
public static class PointCardReader
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static PointCardReading Read(string json)
    {
        CardJson card;
        try
        {
            card = JsonSerializer.Deserialize<CardJson>(json, Options)!;
        }
        catch (JsonException exception)
        {
            return new PointCardReading.Invalid([new PointCardProblem(exception.Path ?? "$", "", $"积分卡不是有效的 JSON：第 {(exception.LineNumber ?? 0) + 1} 行附近读不懂。请对照下载的积分卡检查此处的名称、括号、引号和数字。")]);
        }

        var problems = new List<PointCardProblem>();
        var indicators = card.Indicators.Select((line, i) => ToIndicator(line, $"indicators[{i}]", problems)).ToList();
        var stages = card.Stages.Select(stage => new LifeStage(stage.Name, stage.UntilYears)).ToList();
        var stageWithoutAge = stages.FindIndex(stage => stage.Name == card.StageWithoutAge);
        if (stageWithoutAge < 0)
        {
            problems.Add(new("stageWithoutAge", card.StageWithoutAge, "须是 stages 中的阶段名称。"));
        }

        var read = new PointCard(
            card.Version, card.Note, card.Baseline, stages, stageWithoutAge, indicators, card.GradeCuts, card.PeerAgeCuts, card.PeerMinimum);
        problems.AddRange(PointCardRules.Check(read));
        return problems.Count == 0 ? new PointCardReading.Valid(read) : new PointCardReading.Invalid(problems);
    }

    private static PointIndicator ToIndicator(IndicatorJson line, string place, List<PointCardProblem> problems)
    {
        Library? library = null;
        if (line.Library is not null)
        {
            if (LibraryCatalog.TryFind(line.Library, out var info))
            {
                library = info.Library;
            }
            else
            {
                problems.Add(new($"{place}.library", line.Library, "没有这个库，可用 awards、tech-smes、high-tech-firms、projects、ventures。"));
            }
        }

        return new PointIndicator(
            line.Code, line.Number, line.Group, line.Title, line.Unit ?? "", library, line.Known, line.Source ?? "",
            line.Weights ?? [], [.. (line.Steps ?? []).Select(step => new PointStep(step.From, step.Share))]);
    }

    internal static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record CardJson(
        string Version, string Note, decimal Baseline, IReadOnlyList<StageJson> Stages, string StageWithoutAge,
        IReadOnlyList<decimal> GradeCuts, IReadOnlyList<int> PeerAgeCuts, int PeerMinimum, IReadOnlyList<IndicatorJson> Indicators);

    private sealed record StageJson(string Name, int? UntilYears = null);

    private sealed record StepJson(decimal From, decimal Share);

    private sealed record IndicatorJson(
        string Code, string Group, string Title, bool Known, int? Number = null, string? Unit = null, string? Library = null, string? Source = null,
        IReadOnlyList<decimal>? Weights = null, IReadOnlyList<StepJson>? Steps = null);
}
