using Matching.Domain.Scoring;

namespace Matching.Domain.Tests.Scoring;

public sealed class PointCardDiffTests
{
    private static readonly PointIndicator Years = new("years", null, "本地", "年数", "年", null, true, "", [60, 50], [new(1, 0.5m), new(3, 1)]);
    private static readonly PointIndicator Money = new("money", 18, "辅助", "金额", "元", null, true, "", [40, 50], [new(10_000, 1)]);
    private static readonly PointCard Card = new("a", "", 0, [new("初创期", 3), new("成长期", null)], 0, [Years, Money], [90, 80, 70, 60, 50, 40, 30, 20, 10], [3], 20);

    [Fact]
    public void Names_and_notes_of_versions_are_no_change() =>
        Assert.Empty(PointCardDiff.Of(Card, Card with { Version = "b", Note = "另一版" }));

    [Fact]
    public void Every_other_part_is_told_with_what_it_was_and_is()
    {
        var after = Card with
        {
            Stages = [new("初创期", 5), new("成长期", null)],
            StageWithoutAge = 1,
            GradeCuts = [90, 80, 70, 60, 50, 40, 30, 20, 5],
            PeerMinimum = 30,
            Indicators = [Years with { Weights = [30, 50], Steps = [new(1, 0.25m), new(3, 1)] }, Years with { Code = "more", Title = "新项", Weights = [70, 50] }],
        };

        Assert.Equal(
            [
                new("阶段", "初创期<3 成长期", "初创期<5 成长期"),
                new("登记日不详时的阶段", "初创期", "成长期"),
                new("等级线", "90 80 70 60 50 40 30 20 10", "90 80 70 60 50 40 30 20 5"),
                new("同类企业最少家数", "20", "30"),
                new("年数：各阶段满分", "60 50", "30 50"),
                new("年数：取值档次", "1=50 3=100", "1=25 3=100"),
                new("金额", "满分 40 50；档次 10000=100", ""),
                new("新项", "", "满分 70 50；档次 1=50 3=100"),
            ],
            PointCardDiff.Of(Card, after));
    }
}
