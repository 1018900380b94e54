using System.Globalization;
using System.Text.RegularExpressions;
using Matching.Domain.Scoring;
using Matching.Ml.Features;
using Matching.Ml.Scoring;

namespace Matching.Api.Features.Cards;

/// <summary>The form of a new version: what was typed, and the card it means.</summary>
/// <param name="start">The version the new one starts from.</param>
/// <param name="typed">Fields as sent; null for a form not filled in yet, which shows the version it starts from.</param>
public sealed partial class CardForm(PointCard start, IFormCollection? typed)
{
    /// <summary>Empty rows for further local indicators.</summary>
    public const int NewRows = 3;

    private const string LocalGroup = "本地";
    private const string YesNo = "是否";
    private const decimal MostPoints = 100;
    private const int MostStageName = 10;
    private const int MostYears = 100;
    private const int MostPeers = 10_000;

    public PointCard From => start;

    /// <summary>Features that may become local indicators: more of them is never worse, and the card does not read them yet.</summary>
    public IReadOnlyList<Feature> Offered { get; } =
        [.. FeatureList.V1.Features.Where(feature => feature.Direction == FeatureDirection.Up && start.Indicators.All(line => line.Code != feature.Name))];

    public string Version => Typed("version", "");

    public string Note => Typed("note", "");

    public string Cuts => Typed("cuts", string.Join(' ', start.GradeCuts.Select(Number)));

    public string Baseline => Typed("baseline", Number(start.Baseline));

    /// <summary>Index of the stage for firms without a day of registration, as typed.</summary>
    public string StageWithoutAge => Typed("stage-none", start.StageWithoutAge.ToString(CultureInfo.InvariantCulture));

    public string PeerAges => Typed("peer-ages", string.Join(' ', start.PeerAgeCuts));

    public string PeerMinimum => Typed("peer-minimum", start.PeerMinimum.ToString(CultureInfo.InvariantCulture));

    public static string StageNameField(int stage) => FormattableString.Invariant($"stage-name-{stage}");

    public static string StageUntilField(int stage) => FormattableString.Invariant($"stage-until-{stage}");

    public string StageName(int stage) => Typed(StageNameField(stage), start.Stages[stage].Name);

    /// <summary>Empty for the last stage.</summary>
    public string StageUntil(int stage) => Typed(StageUntilField(stage), start.Stages[stage].UntilYears?.ToString(CultureInfo.InvariantCulture) ?? "");

    public static string WeightField(string code, int stage) => FormattableString.Invariant($"w-{code}-{stage}");

    public static string StepsField(string code) => $"s-{code}";

    public static string OutField(string code) => $"x-{code}";

    public static string NewField(int row) => FormattableString.Invariant($"n-{row}");

    /// <summary>Name a new row's fields go by while its indicator is not chosen.</summary>
    public static string NewCode(int row) => FormattableString.Invariant($"new{row}");

    public static bool IsLocal(PointIndicator line) => line is { IsKnown: true, Number: null };

    public string Weight(PointIndicator line, int stage) => Typed(WeightField(line.Code, stage), Number(line.Weights[stage]));

    public string Steps(PointIndicator line) => Typed(StepsField(line.Code), StepsText.Of(line.Steps));

    public bool IsOut(string code) => typed is not null && typed.ContainsKey(OutField(code));

    public string Typed(string field, string otherwise) => typed is not null && typed.TryGetValue(field, out var value) ? value.ToString().Trim() : otherwise;

    /// <summary>The card that was typed.</summary>
    /// <param name="problems">Sentences that name place, value and what would be right; the card holds only when there are none.</param>
    public PointCard Read(out List<string> problems)
    {
        problems = NameProblems(Version, Note);
        var lines = new List<PointIndicator>();
        foreach (var line in start.Indicators)
        {
            if (!line.IsKnown)
            {
                lines.Add(line);
            }
            else if (!(IsLocal(line) && IsOut(line.Code)))
            {
                lines.Add(line with { Weights = ReadWeights(line.Code, line.Title, problems), Steps = ReadSteps(line.Code, line.Title, line.Unit, problems) });
            }
        }

        for (var row = 0; row < NewRows; row++)
        {
            if (Typed(NewField(row), "") is { Length: > 0 } chosen)
            {
                Add(lines, chosen, NewCode(row), problems);
            }
        }

        return start with
        {
            Version = Version,
            Note = Note,
            Baseline = ReadBaseline(problems),
            Stages = ReadStages(problems),
            StageWithoutAge = ReadStageWithoutAge(problems),
            Indicators = lines,
            GradeCuts = ReadCuts(problems),
            PeerAgeCuts = ReadPeerAges(problems),
            PeerMinimum = ReadWhole(PeerMinimum, 1, MostPeers, "同类企业最少家数", problems) ?? start.PeerMinimum,
        };
    }

    /// <summary>What is wrong with the name and the note of a new version.</summary>
    public static List<string> NameProblems(string version, string note)
    {
        var problems = new List<string>();
        if (!VersionName().IsMatch(version) || version == "new")
        {
            problems.Add($"版本名“{version}”不能用：请用小写字母、数字、点和短横线，3 到 40 个字符，例如 card-2026.2。");
        }

        if (string.IsNullOrWhiteSpace(note) || note.Length > PointCards.MostReason)
        {
            problems.Add("请写明改了什么、为什么改（1 到 500 字），供另一位同事启用前审看。");
        }

        return problems;
    }

    /// <summary>What a rule of the card found, with its place in words of the form.</summary>
    public static string Say(PointCardProblem problem, PointCard card)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(card);
        var place = Place().Match(problem.Place) is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var at && at < card.Indicators.Count
            ? $"“{card.Indicators[at].Title}”"
            : problem.Place.StartsWith("weights of ", StringComparison.Ordinal) ? $"{problem.Place["weights of ".Length..]}合计"
            : problem.Place.StartsWith("gradeCuts", StringComparison.Ordinal) ? "等级线"
            : problem.Place.StartsWith("stages", StringComparison.Ordinal) ? problem.Place.EndsWith("name", StringComparison.Ordinal) ? "阶段名称" : "阶段上限"
            : problem.Place.StartsWith("peerAgeCuts", StringComparison.Ordinal) ? "同类企业年龄段"
            : problem.Place == "baseline" ? "基准分"
            : problem.Place;
        return $"{place}“{problem.Value}”：{problem.Text}";
    }

    private void Add(List<PointIndicator> lines, string chosen, string code, List<string> problems)
    {
        if (Offered.FirstOrDefault(feature => feature.Name == chosen) is not { } feature)
        {
            problems.Add($"没有可选的指标“{chosen}”，请从下拉框中选择。");
            return;
        }

        var unit = UnitOf(feature);
        lines.Add(new(
            feature.Name, null, LocalGroup, feature.Title, unit, feature.Library, true, "",
            ReadWeights(code, feature.Title, problems), ReadSteps(code, feature.Title, unit, problems)));
    }

    private List<decimal> ReadWeights(string code, string title, List<string> problems)
    {
        var weights = new List<decimal>();
        for (var stage = 0; stage < start.Stages.Count; stage++)
        {
            var text = Typed(WeightField(code, stage), "");
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight <= MostPoints && weight == decimal.Round(weight, 2))
            {
                weights.Add(weight);
            }
            else
            {
                problems.Add($"“{title}”在{start.Stages[stage].Name}的满分“{text}”无法使用：请写 0 到 100 之间的数，最多两位小数。");
                weights.Add(0);
            }
        }

        return weights;
    }

    private List<PointStep> ReadSteps(string code, string title, string unit, List<string> problems)
    {
        if (unit == YesNo)
        {
            return [new(1, 1)];
        }

        var text = Typed(StepsField(code), "");
        if (StepsText.TryRead(text, out var steps, out var wrong))
        {
            return steps;
        }

        problems.Add($"“{title}”的取值档次“{wrong}”无法识别：请写成 起点=百分比，各档用空格分开，例如 {StepsText.Example}。");
        return [new(1, 1)];
    }

    private decimal ReadBaseline(List<string> problems)
    {
        if (decimal.TryParse(Baseline, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) && points < MostPoints && points == decimal.Round(points, 2))
        {
            return points;
        }

        problems.Add($"基准分“{Baseline}”无法使用：请写 0 到 100 之间的数，最多两位小数。");
        return start.Baseline;
    }

    private List<LifeStage> ReadStages(List<string> problems)
    {
        var stages = new List<LifeStage>();
        for (var stage = 0; stage < start.Stages.Count; stage++)
        {
            var name = StageName(stage);
            if (name.Length > MostStageName)
            {
                problems.Add($"阶段名称“{name}”太长，最多 {MostStageName} 个字。");
            }

            var isLast = stage == start.Stages.Count - 1;
            stages.Add(new LifeStage(name, isLast ? null : ReadWhole(StageUntil(stage), 1, MostYears, $"{name}的上限", problems) ?? start.Stages[stage].UntilYears));
        }

        return stages;
    }

    private int ReadStageWithoutAge(List<string> problems)
    {
        if (int.TryParse(StageWithoutAge, NumberStyles.None, CultureInfo.InvariantCulture, out var stage) && stage < start.Stages.Count)
        {
            return stage;
        }

        problems.Add($"登记日不详时的阶段“{StageWithoutAge}”不在所列阶段之中，请重新选择。");
        return start.StageWithoutAge;
    }

    private List<int> ReadPeerAges(List<string> problems)
    {
        var ages = new List<int>();
        foreach (var part in PeerAges.Split([' ', '　', '，', ',', '、'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (ReadWhole(part, 1, MostYears, "同类企业年龄段", problems) is { } age)
            {
                ages.Add(age);
            }
        }

        return ages;
    }

    private static int? ReadWhole(string text, int least, int most, string place, List<string> problems)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add($"{place}“{text}”无法使用：请写 {least} 到 {most} 的整数。");
        return null;
    }

    private List<decimal> ReadCuts(List<string> problems)
    {
        var cuts = new List<decimal>();
        foreach (var part in Cuts.Split([' ', '　', '，', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cut))
            {
                problems.Add($"等级线“{part}”不是数字：请从高到低写九个分数，用空格分开，例如 60 50 42 35 28 22 16 10 5。");
                return [.. start.GradeCuts];
            }

            cuts.Add(cut);
        }

        return cuts;
    }

    private static string UnitOf(Feature feature) => feature.Unit switch
    {
        FeatureUnit.Count => "项",
        FeatureUnit.YesNo => YesNo,
        FeatureUnit.Years => "年",
        FeatureUnit.Cny => "元",
        _ => "",
    };

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]{2,39}$")]
    private static partial Regex VersionName();

    [GeneratedRegex(@"^indicators\[(\d+)\]")]
    private static partial Regex Place();
}
