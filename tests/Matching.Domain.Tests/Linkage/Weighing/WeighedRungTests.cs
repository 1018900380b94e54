using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Comparing;
using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Tests.Linkage.Weighing;

public sealed class WeighedRungTests
{
    private static readonly NoisyRows World = NoisyRows.Of(6_000, 1);
    private static readonly PairModel Model = WeighedRung.Learn(LinkageLadder.Run(World.Rows)).Model;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Lists_without_a_register_are_linked_without_labels(int seed)
    {
        var world = NoisyRows.Of(6_000, seed);
        var ladder = LinkageLadder.Run(world.Rows);
        var (before, after) = (Quality(world, ladder), Quality(world, WeighedRung.Apply(ladder)));

        Assert.True(after.Precision >= 0.996, $"{after}");
        Assert.True(after.Recall >= 0.91, $"{after}");
        Assert.True(after.Recall > before.Recall + 0.1, $"{before} {after}");
    }

    [Fact]
    public void A_stored_model_links_as_the_one_learnt_on_the_way()
    {
        var ladder = LinkageLadder.Run(World.Rows);
        Assert.Equal(Described(WeighedRung.Apply(ladder)), Described(WeighedRung.Apply(ladder, PairModelFile.Read(PairModelFile.Write(Model)))));
    }

    [Fact]
    public void Order_of_rows_plays_no_part()
    {
        var world = NoisyRows.Of(1_500, 4);
        var expected = Described(WeighedRung.Apply(LinkageLadder.Run(world.Rows)));
        var rows = world.Rows.ToArray();
        for (var order = 0; order < 5; order++)
        {
            new Random(order).Shuffle(rows);
            Assert.Equal(expected, Described(WeighedRung.Apply(LinkageLadder.Run(rows))));
        }
    }

    [Fact]
    public void Two_codes_and_two_rows_of_one_list_never_join_and_every_row_has_one_place()
    {
        var groups = WeighedRung.Apply(LinkageLadder.Run(World.Rows)).Groups;

        Assert.Equal(World.Rows.Select(row => row.Key).Order(), groups.SelectMany(group => group.Members).Select(member => member.Unit.Key).Order());
        Assert.All(groups, group => Assert.True(group.Members.Select(member => member.Unit.Uscc).OfType<Uscc>().Distinct().Count() <= 1));
        var joined = groups.Where(group => group.Members.Any(member => member.Rule == LinkageRule.Weighed)).ToList();
        Assert.True(joined.Count > 500, $"{joined.Count}");
        Assert.All(joined, group => Assert.True(group.Members.Count(member => member.Unit.Library == Library.TechSmes && member.Rule == LinkageRule.Weighed) <= 1));
    }

    [Fact]
    public void Rows_that_share_nothing_change_no_group()
    {
        LinkUnit[] others = [.. Enumerable.Range(0, 200).Select(i => Row.Unit(100_000 + i, $"西宁霁{(char)('一' + (i % 90))}域机械有限公司", Library.Awards, i % 3 == 0 ? Row.Code(900_000 + (i % 90), 630100) : null, 630100))];
        var known = World.Rows.Select(row => row.Key).ToHashSet();
        var beside = WeighedRung.Apply(LinkageLadder.Run([.. others, .. World.Rows]), Model);

        Assert.Equal(
            Described(WeighedRung.Apply(LinkageLadder.Run(World.Rows), Model)),
            Described(beside with
            {
                Groups = [.. beside.Groups.Where(group => known.Contains(group.Members[0].Unit.Key))],
                Reviews = [.. beside.Reviews.Where(review => known.Contains(review.Unit.Key))],
            }));
    }

    [Fact]
    public void A_row_two_firms_claim_is_asked_about_and_joins_neither()
    {
        var result = Linked(
            Row.Unit(1, "武汉衡拓光电科技有限公司", code: Row.Code(1), region: Row.Wuhan),
            Row.Unit(2, "长沙衡拓光电科技有限公司", code: Row.Code(2, Row.Changsha), region: Row.Changsha),
            Row.Unit(3, "衡拓光电科技", Library.Awards));

        Assert.Equal(3, result.Groups.Count);
        var review = Assert.Single(result.Reviews);
        Assert.Equal((3L, LinkDoubt.NearName), (review.Unit.Key.RecordId, review.Doubt));
        Assert.Equal([0, 1], review.Candidates);
    }

    [Fact]
    public void Nobody_is_asked_twice_about_a_row_nor_about_one_that_found_its_firm()
    {
        var reviews = WeighedRung.Apply(LinkageLadder.Run(World.Rows), Model);
        Assert.True(reviews.Reviews.Count > 50, $"{reviews.Reviews.Count}");
        Assert.Equal(reviews.Reviews.Count, reviews.Reviews.Select(review => review.Unit).Distinct().Count());
        var moved = reviews.Groups.SelectMany(group => group.Members).Where(member => member.Rule == LinkageRule.Weighed).Select(member => member.Unit).ToHashSet();
        Assert.DoesNotContain(reviews.Reviews, review => review.Doubt is LinkDoubt.AmbiguousName or LinkDoubt.NearName && moved.Contains(review.Unit));
    }

    [Fact]
    public void A_row_without_region_and_form_joins_the_one_firm_and_says_why()
    {
        var result = Linked(
            Row.Unit(1, "武汉衡拓澜光电科技有限公司", code: Row.Code(1), region: Row.Wuhan),
            Row.Unit(2, "武汉衡拓澜光电科技", Library.Awards, region: Row.Wuhan),
            Row.Unit(3, "武汉芸铭软件有限公司", code: Row.Code(3), region: Row.Wuhan));

        Assert.Equal(2, result.Groups.Count);
        var moved = result.Groups[0].Members[1];
        Assert.Equal((2L, LinkageRule.Weighed, LinkageBand.Auto), (moved.Unit.Key.RecordId, moved.Rule, moved.Band));
        Assert.True(moved.Score is >= WeighedRung.AutoFrom and < 1, $"{moved.Score}");
        Assert.Equal(new LinkageEvidence("name", "武汉衡拓澜光电科技", "武汉衡拓澜光电科技有限公司", "same"), moved.Evidence[0]);
    }

    [Theory]
    [InlineData("武汉衡拓光电科技有限公司", "武汉衡拓光电科技有限公司宜昌分公司")]
    [InlineData("武汉衡拓光电科技有限公司第一分公司", "武汉衡拓光电科技有限公司第二分公司")]
    [InlineData("武汉衡拓光电科技有限公司", "武汉衡拓光电科技集团有限公司")]
    [InlineData("武汉衡拓光电科技有限公司", "宜昌衡拓光电科技有限公司")]
    [InlineData("武汉衡拓光电科技有限公司", "武汉衡远光电科技有限公司")]
    [InlineData("武汉衡拓光电科技有限公司", "武汉澜拓光电科技有限公司")]
    public void Branches_groups_other_places_and_neighbours_by_one_character_stay_apart(string left, string right)
    {
        var result = Linked(Row.Unit(1, left, code: Row.Code(1)), Row.Unit(2, right, Library.Awards));
        Assert.Equal(2, result.Groups.Count);
    }

    [Fact]
    public void Names_that_say_nothing_join_nobody_and_crowds_cost_little()
    {
        string[] nothing = ["有限公司", "科技有限公司", "无", "不详"];
        List<LinkUnit> rows = [.. Enumerable.Range(1, 4_000).Select(record => Row.Unit(record, nothing[record % 4], Library.Awards, region: Row.Wuhan + (record % 17 * 100)))];
        rows.AddRange(Enumerable.Range(0, 3_000).Select(i => Row.Unit(10_000 + i, $"{(char)('一' + i)}恒瑞光电科技有限公司", Library.Awards)));
        var ladder = LinkageLadder.Run(rows);
        var costs = WeighedRung.Learn(ladder).Costs;

        Assert.True(costs.Sum(cost => cost.Pairs) < 200_000, string.Join('\n', costs));
        Assert.Contains(costs, cost => cost.Crowded > 0);
        Assert.Equal(ladder.Groups.Count(group => nothing.Contains(group.Members[0].Unit.FoldedName)), WeighedRung.Apply(ladder).Groups.Count(group => nothing.Contains(group.Members[0].Unit.FoldedName)));
    }

    private static LadderResult Linked(params LinkUnit[] rows) => WeighedRung.Apply(LinkageLadder.Run(rows), Model);

    private static Agreement Quality(NoisyRows world, LadderResult result) => PartitionQuality.Of(
        world.Owners.ToDictionary(pair => $"{pair.Key}", pair => $"{pair.Value}"),
        result.Groups.SelectMany((group, place) => group.Members.Select(member => (Row: $"{member.Unit.Key}", Group: $"{place}"))).ToDictionary(pair => pair.Row, pair => pair.Group)).Pairs;

    private static string Described(LadderResult result) => string.Join('\n', result.Groups.Select(group =>
        $"{group.Uscc} {group.IsProvisional}: {string.Join(' ', group.Members.Select(member => FormattableString.Invariant($"{member.Unit.Key.RecordId}/{member.Rule}/{member.Band}/{member.Score:R}/{string.Join(',', member.Evidence.Select(seen => $"{seen.Left}~{seen.Right}:{seen.Verdict}"))}")))}"))
        + string.Join(' ', result.Reviews.Select(review => $"{review.Unit.Key.RecordId} {review.Doubt} {review.Candidates.Count}"));
}
