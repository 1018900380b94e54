using System.Text.Json.Nodes;
using Matching.Domain.Firms;
using Matching.Domain.Scoring;

namespace Matching.Domain.Tests.Scoring;

public sealed class PointCardTests
{
    private const string Small = """
        {
          "version": "card-test", "note": "", "baseline": 10,
          "stages": [{ "name": "初创期", "untilYears": 3 }, { "name": "成长期", "untilYears": 8 }, { "name": "稳定期" }],
          "stageWithoutAge": "成长期",
          "gradeCuts": [90, 80, 70, 60, 50, 40, 30, 20, 10], "peerAgeCuts": [3, 8], "peerMinimum": 20,
          "indicators": [
            { "code": "a", "group": "本地", "title": "甲", "unit": "项", "library": "awards", "known": true, "weights": [60, 50, 40], "steps": [{ "from": 1, "share": 0.5 }, { "from": 3, "share": 1 }] },
            { "code": "b", "group": "本地", "title": "乙", "unit": "元", "known": true, "weights": [30, 40, 50], "steps": [{ "from": 10000, "share": 0.33 }] },
            { "code": "c", "number": 1, "group": "技术创新", "title": "丙", "known": false }
          ]
        }
        """;

    private static readonly PointCard Card = ((PointCardReading.Valid)PointCardReader.Read(Small)).Card;

    [Theory]
    [InlineData("gradeCuts", "[90,80,70,60,50,40,30,20]", "gradeCuts", "eight cuts make nine grades")]
    [InlineData("gradeCuts", "[90,80,70,60,50,40,30,20,20]", "gradeCuts[8]", "equal cuts leave a grade empty")]
    [InlineData("stageWithoutAge", "\"老年期\"", "stageWithoutAge", "no such stage")]
    [InlineData("baseline", "20", "weights of 初创期", "the sum becomes 110")]
    [InlineData("baseline", "-1", "baseline", "below zero")]
    [InlineData("version", "\" \"", "version", "no name")]
    [InlineData("peerAgeCuts", "[8,3]", "peerAgeCuts[1]", "bands go backwards")]
    [InlineData("stages", "[{\"name\":\"初创期\",\"untilYears\":8},{\"name\":\"成长期\",\"untilYears\":3},{\"name\":\"稳定期\"}]", "stages[1].untilYears", "stages go backwards")]
    [InlineData("stages", "[{\"name\":\"初创期\",\"untilYears\":3},{\"name\":\"成长期\",\"untilYears\":8},{\"name\":\"稳定期\",\"untilYears\":20}]", "stages[2].untilYears", "old firms would have no stage")]
    [InlineData("indicators/0/weights", "[60, 50]", "indicators[0].weights", "a stage without a weight")]
    [InlineData("indicators/0/weights", "[-60, 50, 40]", "indicators[0].weights[0]", "a negative weight")]
    [InlineData("indicators/0/steps", "[]", "indicators[0].steps", "no step")]
    [InlineData("indicators/0/steps", "[{\"from\":3,\"share\":0.5},{\"from\":1,\"share\":1}]", "indicators[0].steps[1].from", "cut points go backwards")]
    [InlineData("indicators/0/steps", "[{\"from\":1,\"share\":0.5},{\"from\":3,\"share\":0.4}]", "indicators[0].steps[1].share", "more would be worth less")]
    [InlineData("indicators/0/steps", "[{\"from\":1,\"share\":1.5}]", "indicators[0].steps[0].share", "more than the whole weight")]
    [InlineData("indicators/0/library", "\"nowhere\"", "indicators[0].library", "no such library")]
    [InlineData("indicators/1/code", "\"a\"", "indicators[0].code", "the code is taken")]
    [InlineData("indicators/2/weights", "[1, 1, 1]", "indicators[2].weights", "an unknown indicator cannot give points")]
    public void A_card_that_breaks_a_rule_is_refused_with_the_place(string path, string value, string place, string because)
    {
        var json = JsonNode.Parse(Small)!;
        var parts = path.Split('/');
        var parent = parts[..^1].Aggregate(json, (node, part) => int.TryParse(part, out var i) ? node[i]! : node[part]!);
        parent[parts[^1]] = JsonNode.Parse(value);

        var problems = Assert.IsType<PointCardReading.Invalid>(PointCardReader.Read(json.ToJsonString())).Problems;
        Assert.True(problems.Any(problem => problem.Place == place), $"{because}: {string.Join("; ", problems)}");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{ "version": "x" }""")]
    [InlineData("[]")]
    public void Text_that_is_no_card_is_refused(string json) =>
        Assert.Contains("JSON", Assert.IsType<PointCardReading.Invalid>(PointCardReader.Read(json)).Problems[0].Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(90, 2)]
    [InlineData(null, 1)]
    public void Stage_begins_on_the_birthday(int? age, int stage) => Assert.Equal(stage, Card.StageOf(age));

    [Theory]
    [InlineData(100, 1)]
    [InlineData(90, 1)]
    [InlineData(89.99, 2)]
    [InlineData(10, 9)]
    [InlineData(9.99, 10)]
    [InlineData(0, 10)]
    public void Grade_begins_at_its_cut(decimal points, int step) => Assert.Equal(step, Card.GradeOf(points).Step);

    [Theory]
    [InlineData(null, null, 10, "nothing known gives the baseline")]
    [InlineData(0, 0, 10, "zero is below the first step")]
    [InlineData(1, 0, 35, "half of fifty")]
    [InlineData(2, 9999, 35, "between two steps the lower one holds")]
    [InlineData(3, 10000, 73.2, "all of fifty and a third of forty")]
    public void Points_follow_the_steps(int? a, int? b, decimal points, string because)
    {
        var score = new PointCardScore(Card).Score(new FirmId(7), new DateOnly(2026, 1, 1), 5, [new(a, []), new(b, [])], "", null);
        Assert.True(points == score.Points, $"{because}: {score.Points}");
        Assert.True(score.AddsUp);
        Assert.Equal("成长期", score.Stage);
    }

    [Fact]
    public void Odd_cents_go_to_the_parts_that_lost_most()
    {
        decimal[] parts = [1.114m, 2.224m, 3.338m, 0m];
        PointRounding.Round(parts);
        Assert.Equal([1.12m, 2.22m, 3.34m, 0m], parts);
    }

    [Fact]
    public void Reasons_say_value_and_points()
    {
        var score = new PointCardScore(Card).Score(new FirmId(7), new DateOnly(2026, 1, 1), null, [new(1, [5]), new(null, [])], "", null);
        Assert.Equal("甲：1项，得 25 分（满分 50）", score.Contributions[0].Reason);
        Assert.Equal([5L], score.Contributions[0].FactIds);
        Assert.Equal("乙：本库无此数据", score.Contributions[1].Reason);
    }

    [Fact]
    public void Exclusion_ends_on_its_day()
    {
        Assert.True(Domain.Codes.Uscc.TryParse("914403001922038216", out var code));
        var rule = new ExclusionRule(code, "严重失信", new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1));
        Assert.Single(ExclusionRule.Holding([rule], code, new DateOnly(2025, 12, 31)));
        Assert.Empty(ExclusionRule.Holding([rule], code, new DateOnly(2026, 1, 1)));
        Assert.Empty(ExclusionRule.Holding([rule], code, new DateOnly(2024, 12, 31)));
    }
}
