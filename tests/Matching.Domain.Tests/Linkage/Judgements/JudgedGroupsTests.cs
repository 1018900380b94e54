using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Tests.Linkage.Judgements;

/// <summary>Each case: rows, judgements, the groups that must come out and what a person is still asked.</summary>
public sealed class JudgedGroupsTests
{
    private const string Jia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";
    private const string Bing = "武汉丙火新材料有限公司";

    private static readonly LinkUnit JiaRegistered = Row.Registry(1, Jia, 1, Row.Wuhan);
    private static readonly LinkUnit YiRegistered = Row.Registry(2, Yi, 2, Row.Wuhan);
    private static readonly LinkUnit YiWithCodeOfJia = Row.Unit(3, Yi, Library.Awards, Row.Code(1));
    private static readonly LinkUnit BingAwarded = Row.Unit(4, Bing, Library.Awards, region: Row.Wuhan);
    private static readonly LinkUnit BingFunded = Row.Unit(5, Bing, Library.Projects, region: Row.Wuhan);
    private static readonly LinkUnit YiAwarded = Row.Unit(6, Yi, Library.Awards, region: Row.Wuhan);

    public static TheoryData<string, LinkUnit[], StandingJudgement[], string, string> Cases() => new()
    {
        {
            "a contradicting row judged to be the firm of its name",
            [JiaRegistered, YiRegistered, YiWithCodeOfJia], [Said.Match(1, YiWithCodeOfJia, YiRegistered)], "1 | 2 3", ""
        },
        {
            "the same row kept from the firm of its code: only the other could still be meant",
            [JiaRegistered, YiRegistered, YiWithCodeOfJia], [Said.NonMatch(1, YiWithCodeOfJia, JiaRegistered)], "1 | 2 | 3", "3:CodeNameConflict"
        },
        {
            "kept from both: nothing is left to ask",
            [JiaRegistered, YiRegistered, YiWithCodeOfJia],
            [Said.NonMatch(1, YiWithCodeOfJia, JiaRegistered), Said.NonMatch(2, YiWithCodeOfJia, YiRegistered)], "1 | 2 | 3", ""
        },
        {
            "a provisional firm joins a firm with all its rows",
            [JiaRegistered, BingAwarded, BingFunded], [Said.Match(1, BingAwarded, JiaRegistered)], "1 4 5", ""
        },
        {
            "a row of a firm with a code goes alone",
            [JiaRegistered, YiRegistered, YiAwarded], [Said.Match(1, YiAwarded, JiaRegistered)], "1 6 | 2", "6:JudgementContradicted"
        },
        {
            "two firms with codes stay two, and the question comes back",
            [JiaRegistered, YiRegistered], [Said.Match(1, JiaRegistered, YiRegistered, JudgedScope.Firm)], "1 | 2", "1:JudgementContradicted"
        },
        {
            "unless the firm changed its code",
            [JiaRegistered, YiRegistered, YiAwarded], [Said.Match(1, JiaRegistered, YiRegistered, JudgedScope.Firm, codeChange: true)], "1 2 6", ""
        },
        {
            "rows of one name and city kept apart",
            [BingAwarded, BingFunded], [Said.NonMatch(1, BingAwarded, BingFunded)], "4 | 5", ""
        },
        {
            "keeping apart is stronger than joining",
            [JiaRegistered, BingAwarded, BingFunded], [Said.Match(1, BingAwarded, JiaRegistered), Said.NonMatch(2, BingFunded, JiaRegistered)], "1 4 | 5", ""
        },
        {
            "unsure binds nobody",
            [BingAwarded, BingFunded], [Said.Judged(1, BingAwarded, BingFunded, Judgement.Unsure, JudgedScope.Row, false)], "4 5", ""
        },
        {
            "a row with no firm to choose from stands as it is",
            [Row.Unit(1, Jia, code: Row.Code(1)), Row.Unit(2, Yi, code: Row.Code(1))], [Said.Alone(1, Row.Unit(1, Jia, code: Row.Code(1)))], "1 | 2", "2:CodeNameConflict"
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Judgements_are_obeyed(string because, LinkUnit[] units, StandingJudgement[] judgements, string groups, string reviews)
    {
        var result = Said.Laid(units, judgements);

        Assert.True(Said.Groups(result) == groups, $"{because}: {Said.Groups(result)}");
        Assert.True(Said.Reviews(result) == reviews, $"{because}: {Said.Reviews(result)}");
    }

    [Fact]
    public void Rows_follow_the_one_they_share_most_with_when_a_firm_is_parted()
    {
        // Rows 1 and 3 print one name, 2 and 4 another; one certificate joins them all.
        LinkUnit[] units =
        [
            Row.Unit(1, Jia, Library.HighTechFirms, Row.Code(1), certificate: "GR202342001234"),
            Row.Unit(2, Yi, Library.HighTechFirms, Row.Code(1), certificate: "GR202342001234"),
            Row.Unit(3, Jia, Library.Awards, region: Row.Wuhan),
            Row.Unit(4, Yi, Library.Awards, region: Row.Wuhan),
        ];

        Assert.Equal("1 2 3 4", Said.Groups(LinkageLadder.Run(units)));
        Assert.Equal("1 3 | 2 4", Said.Groups(Said.Laid(units, Said.NonMatch(1, units[1], units[0]))));
    }

    [Fact]
    public void A_row_that_speaks_for_both_sides_brings_the_judgement_up_again()
    {
        LinkUnit[] units =
        [
            Row.Unit(1, Jia, Library.HighTechFirms, Row.Code(1), certificate: "GR202342001234"),
            Row.Unit(2, Yi, Library.HighTechFirms, Row.Code(1), certificate: "GR202342001234"),
            Row.Unit(3, Yi, Library.TechSmes, Row.Code(1), certificate: "GR202342001234"),
        ];

        var review = Assert.Single(Said.Laid(units, Said.NonMatch(1, units[1], units[0])).Reviews);

        Assert.Equal((3L, LinkDoubt.WrongMerge, 2), (review.Unit.Key.RecordId, review.Doubt, review.Candidates.Count));
    }

    [Fact]
    public void A_firm_the_register_knows_in_two_cities_under_two_names_is_asked_about()
    {
        LinkUnit[] units = [Row.Unit(1, Jia, Library.Registry, region: Row.Wuhan), Row.Unit(2, "长沙丁土生物有限公司", Library.Registry, region: Row.Changsha)];
        var joined = Said.Laid(units, Said.Match(1, units[0], units[1], JudgedScope.Firm));
        Assert.Equal("1 2", Said.Groups(joined));

        Assert.Equal("2:WrongMerge", Said.Reviews(WrongMerges.Ask(joined, LinkConstraints.None)));
        var settled = LinkConstraints.Of([Said.Alone(2, units[1])], [new(units[1].Key, 2000, units[1].FoldedName)]);
        Assert.Empty(WrongMerges.Ask(joined, settled).Reviews);
    }

    [Fact]
    public void A_judgement_finds_its_row_in_the_list_sent_again()
    {
        var mark = new UnitMark(new(7, 2), 55, Jia);
        MarkedUnit[] again = [new(new(9, 1), 55, Jia), new(new(9, 2), 55, Yi), new(new(9, 3), 56, Jia)];

        Assert.Equal(new UnitKey(9, 1), LinkConstraints.Find(mark, again.Where(unit => unit.KeyHash == 55)));
        Assert.Equal(new UnitKey(9, 2), LinkConstraints.Find(mark with { FoldedName = Bing }, again.Where(unit => unit.KeyHash == 55)));
        Assert.Null(LinkConstraints.Find(mark with { FoldedName = Bing }, [again[0]]));
    }

    [Fact]
    public void Keeping_apart_always_holds_codes_never_mix_and_order_plays_no_part() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<int>(),
            seed =>
            {
                var random = new System.Random(seed);
                var units = Units(random);
                var judgements = Judgements(random, units);
                var result = Said.Laid(units, judgements);
                var groupOf = result.Groups.SelectMany((group, place) => group.Members.Select(member => (member.Unit.Key, place))).ToDictionary(pair => pair.Key, pair => pair.place);
                var isWhole = groupOf.Count == units.Length;
                var isApart = judgements.Where(one => one.Judgement == Judgement.NonMatch).All(one => groupOf[one.Left.Seen] != groupOf[one.Right!.Seen]);
                var isJoined = judgements.Where(one => one.Judgement == Judgement.Match)
                    .All(one => groupOf[one.Left.Seen] == groupOf[one.Right!.Seen]
                        || result.Reviews.Any(review => review.Doubt == LinkDoubt.JudgementContradicted));
                var areCodesApart = result.Groups.All(group => group.Members
                    .Where(member => member.Rule == LinkageRule.CreditCode && member.Unit.Uscc is not null)
                    .Select(member => member.Unit.Uscc).Distinct().Count() <= 1);
                var again = Said.Laid([.. units.OrderBy(_ => random.Next())], [.. judgements.OrderBy(_ => random.Next())]);
                return isWhole && isApart && isJoined && areCodesApart
                    && Said.Groups(again) == Said.Groups(result) && Said.Reviews(again) == Said.Reviews(result);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_judgements_nothing_is_touched()
    {
        var ladder = LinkageLadder.Run(Units(new System.Random(7)));

        Assert.Same(ladder, JudgedGroups.Apply(ladder, LinkConstraints.None));
    }

    private static LinkUnit[] Units(System.Random random) =>
    [
        .. Enumerable.Range(1, 14).Select(record => Row.Unit(
            record,
            random.Next(3) switch { 0 => Jia, 1 => Yi, _ => Bing },
            random.Next(4) == 0 ? Library.Registry : Library.Awards,
            random.Next(3) == 0 ? Row.Code(random.Next(1, 4)) : null,
            random.Next(2) == 0 ? Row.Wuhan : null)),
    ];

    private static StandingJudgement[] Judgements(System.Random random, LinkUnit[] units) =>
    [
        .. Enumerable.Range(1, random.Next(1, 5)).Select(number =>
        {
            var left = random.Next(units.Length);
            var right = (left + random.Next(1, units.Length)) % units.Length;
            return Said.Judged(
                number, units[left], units[right], random.Next(2) == 0 ? Judgement.Match : Judgement.NonMatch, random.Next(2) == 0 ? JudgedScope.Row : JudgedScope.Firm, false);
        }),
    ];
}
