using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Domain.Tests.Linkage;

/// <summary>Each case: rows, the groups they must form (record numbers, groups parted by |), and those a person must see.</summary>
public sealed class LinkageLadderTests
{
    private const string Jia = "甲禾科技有限公司";
    private const string WuhanJia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";
    private const string Certificate = "GR202342001234";

    public static TheoryData<string, LinkUnit[], string, string> Cases() => new()
    {
        {
            "one code, one firm, whatever the list",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, WuhanJia, Library.HighTechFirms, Row.Code(1))],
            "1 2", ""
        },
        {
            "same name in one city, two valid codes: two firms, whoever names no code waits",
            [Row.Unit(1, Jia, code: Row.Code(1), region: Row.Wuhan), Row.Unit(2, Jia, code: Row.Code(2), region: Row.Wuhan), Row.Unit(3, Jia, region: Row.Wuhan)],
            "1 | 2 | 3", "3:AmbiguousName"
        },
        {
            "code of another firm beside a right name: the row waits, neither firm takes it",
            [Row.Registry(1, WuhanJia, 1), Row.Registry(2, Yi, 2), Row.Unit(3, Yi, Library.Awards, Row.Code(1))],
            "1 | 2 | 3", "3:CodeNameConflict"
        },
        {
            "without a register the name more rows print is believed",
            [Row.Unit(1, WuhanJia, code: Row.Code(1)), Row.Unit(2, WuhanJia, code: Row.Code(1)), Row.Unit(3, Yi, code: Row.Code(1), published: "2020-01-01")],
            "1 2 | 3", "3:CodeNameConflict"
        },
        {
            "one row against one: the earlier list is believed",
            [Row.Unit(1, WuhanJia, code: Row.Code(1), published: "2023-01-01"), Row.Unit(2, Yi, code: Row.Code(1), published: "2024-01-01")],
            "1 | 2", "2:CodeNameConflict"
        },
        {
            "one row against one on one day: nobody knows",
            [Row.Unit(1, WuhanJia, code: Row.Code(1)), Row.Unit(2, Yi, code: Row.Code(1))],
            "1 | 2", "1:CodeNameConflict 2:CodeNameConflict"
        },
        {
            "a rename explains two names on one code",
            [Row.Registry(1, Yi, 1), Row.Unit(2, WuhanJia, code: Row.Code(1), published: "2020-06-01"), Row.Rename(3, WuhanJia, Yi, "2021-05-01")],
            "1 2 3", ""
        },
        {
            "one certificate beside two names of one code explains them too",
            [Row.Unit(1, WuhanJia, code: Row.Code(1), certificate: Certificate), Row.Unit(2, Yi, code: Row.Code(1), certificate: Certificate)],
            "1 2", ""
        },
        {
            "a district stands in one of two names beside one code",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, "武汉江岸甲禾科技有限公司", code: Row.Code(1))],
            "1 2", ""
        },
        {
            "behind a district another 字号 stays another",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, "武汉江岸乙木科技有限公司", code: Row.Code(1))],
            "1 | 2", "2:CodeNameConflict"
        },
        {
            "a region left out beside one code, where the 字号 looks like another place",
            [Row.Registry(1, "武汉东方甲禾科技有限公司", 1), Row.Unit(2, "东方甲禾科技有限公司", code: Row.Code(1))],
            "1 2", ""
        },
        {
            "a former name without its region, beside the code",
            [Row.Registry(1, Yi, 1), Row.Unit(2, Jia, code: Row.Code(1), published: "2020-06-01"), Row.Rename(3, WuhanJia, Yi, "2021-05-01")],
            "1 2 3", ""
        },
        {
            "one character of typing beside the right code",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, "武汉甲禾科枝有限公司", code: Row.Code(1))],
            "1 2", ""
        },
        {
            "same trade name beside the right code, another trade word and form",
            [Row.Registry(1, "武汉甲禾科技股份有限公司", 1), Row.Unit(2, "武汉甲禾电子有限公司", code: Row.Code(1))],
            "1 2", ""
        },
        {
            "a branch printed with the parent's code is not the parent",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, WuhanJia + "襄阳分公司", code: Row.Code(1))],
            "1 | 2", "2:CodeNameConflict"
        },
        {
            "a branch without a code does not fall to its parent",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, WuhanJia + "襄阳分公司")],
            "1 | 2", ""
        },
        {
            "old list with the organisation code inside the credit code",
            [Row.Registry(1, WuhanJia, 1), Row.Unit(2, WuhanJia, Library.Projects, organization: Row.Code(1).OrganizationCode)],
            "1 2", ""
        },
        {
            "two organisation codes never join by name",
            [Row.Unit(1, WuhanJia, organization: Row.Code(1).OrganizationCode), Row.Unit(2, WuhanJia, organization: Row.Code(2).OrganizationCode)],
            "1 | 2", ""
        },
        {
            "a certificate known of one firm carries its renamed row",
            [Row.Unit(1, WuhanJia, Library.HighTechFirms, Row.Code(1), certificate: Certificate), Row.Unit(2, "武汉丙石科技有限公司", Library.HighTechFirms, certificate: Certificate)],
            "1 2", ""
        },
        {
            "a certificate of one firm beside the name of another",
            [Row.Unit(1, WuhanJia, Library.HighTechFirms, Row.Code(1), certificate: Certificate), Row.Registry(2, Yi, 2), Row.Unit(3, Yi, Library.HighTechFirms, certificate: Certificate)],
            "1 | 2 | 3", "3:IdentifierConflict"
        },
        {
            "equal name, equal city",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Unit(2, Jia, Library.Awards, region: Row.Wuhan)],
            "1 2", ""
        },
        {
            "brackets, widths, blanks, script and the form's two spellings are one name",
            [
                Row.Registry(1, Fold("甲禾科技(武汉)有限责任公司"), 1), Row.Unit(2, Fold("甲禾科技（武汉）有限公司")),
                Row.Unit(3, Fold("甲 禾科技【武汉】有限公司")), Row.Unit(4, Fold("甲禾科技（武漢）有限公司")),
            ],
            "1 2 3 4", ""
        },
        {
            "city with and without its suffix",
            [Row.Registry(1, Fold("武汉市甲禾科技有限公司"), 1), Row.Unit(2, Fold(WuhanJia))],
            "1 2", ""
        },
        {
            "homonyms in two cities stay with their cities",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Registry(2, Jia, 2, Row.Yichang), Row.Unit(3, Jia, region: Row.Yichang), Row.Unit(4, Jia, region: Row.Wuhan)],
            "1 4 | 2 3", ""
        },
        {
            "a name of two cities without a region waits",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Registry(2, Jia, 2, Row.Yichang), Row.Unit(3, Jia)],
            "1 | 2 | 3", "3:AmbiguousName"
        },
        {
            "a province says too little when two of its cities have the name",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Registry(2, Jia, 2, Row.Yichang), Row.Unit(3, Jia, region: Row.Hubei)],
            "1 | 2 | 3", "3:AmbiguousName"
        },
        {
            "a name without a region that only one coded firm bears",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Unit(2, Jia, Library.Awards)],
            "1 2", ""
        },
        {
            "another city contradicts, though nobody else bears the name",
            [Row.Registry(1, Jia, 1, Row.Wuhan), Row.Unit(2, Jia, region: Row.Changsha)],
            "1 | 2", ""
        },
        {
            "former name borne when the list came out",
            [Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2021-05-01"), Row.Unit(3, WuhanJia, region: Row.Wuhan, published: "2020-03-01")],
            "1 2 3", ""
        },
        {
            "former name long given up when the list came out",
            [Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2018-05-01"), Row.Unit(3, WuhanJia, region: Row.Wuhan, published: "2024-03-01")],
            "1 2 | 3", "3:AliasOutOfTime"
        },
        {
            "former name given up a few years ago, which nobody else took, in the same region",
            [Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2020-05-01"), Row.Unit(3, WuhanJia, region: Row.Wuhan, published: "2024-03-01")],
            "1 2 3", ""
        },
        {
            "a list that leaves the region out beside a code does not name the firm for others",
            [Row.Registry(1, WuhanJia, 1, Row.Wuhan), Row.Unit(2, Jia, code: Row.Code(1)), Row.Unit(3, Jia)],
            "1 2 | 3", ""
        },
        {
            "a late list of an early year may print the early name",
            [Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2018-05-01"), Row.Unit(3, WuhanJia, region: Row.Wuhan, published: "2024-03-01", year: 2017)],
            "1 2 3", ""
        },
        {
            "a name given up and taken: each list means the bearer of its day",
            [
                Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2018-05-01"),
                Row.Registry(3, WuhanJia, 2, Row.Wuhan, founded: "2020-01-01"),
                Row.Unit(4, WuhanJia, region: Row.Wuhan, published: "2017-03-01"), Row.Unit(5, WuhanJia, region: Row.Wuhan, published: "2024-03-01"),
            ],
            "1 2 4 | 3 5", ""
        },
        {
            "a name given up and taken at no known time: nobody knows",
            [
                Row.Registry(1, Yi, 1, Row.Wuhan), Row.Rename(2, WuhanJia, Yi, "2018-05-01"),
                Row.Unit(3, WuhanJia, Library.HighTechFirms, Row.Code(2), Row.Wuhan, "2023-01-01"),
                Row.Unit(4, WuhanJia, region: Row.Wuhan, published: "2017-03-01"),
            ],
            "1 2 | 3 | 4", "4:AmbiguousName"
        },
        {
            "a chain of renames",
            [Row.Registry(1, "武汉丙石科技有限公司", 1), Row.Rename(2, Yi, "武汉丙石科技有限公司", "2022-01-01"), Row.Rename(3, WuhanJia, Yi, "2019-01-01"), Row.Unit(4, WuhanJia, published: "2018-01-01")],
            "1 2 3 4", ""
        },
        {
            "provisional rows of one name and city",
            [Row.Unit(1, Jia, region: Row.Wuhan), Row.Unit(2, Jia, region: Row.Wuhan), Row.Unit(3, Jia, region: Row.Changsha)],
            "1 2 | 3", ""
        },
        {
            "a provisional rename",
            [Row.Unit(1, WuhanJia, published: "2020-01-01"), Row.Rename(2, WuhanJia, Yi, "2021-01-01"), Row.Unit(3, Yi)],
            "1 2 3", ""
        },
        {
            "names without a trade name join nothing",
            [Row.Registry(1, "科技有限公司", 1), Row.Unit(2, "科技有限公司"), Row.Unit(3, "科技有限公司"), Row.Unit(4, "无"), Row.Unit(5, "不详"), Row.Unit(6, "不详"), Row.Unit(7, "/")],
            "1 | 2 | 3 | 4 | 5 | 6 | 7", ""
        },
        {
            "a group is not its member",
            [Row.Registry(1, "甲禾集团有限公司", 1, Row.Wuhan), Row.Unit(2, "甲禾有限公司", region: Row.Wuhan)],
            "1 | 2", ""
        },
        {
            "a university is one unit by its name and no firm of that name",
            [Row.Unit(1, "甲禾大学", kind: UnitKind.University), Row.Unit(2, "甲禾大学", kind: UnitKind.University, region: Row.Wuhan), Row.Registry(3, "甲禾大学", 3)],
            "1 2 | 3", ""
        },
        {
            "an institute that the register knows as a firm",
            [Row.Registry(1, "甲禾设计研究院", 1), Row.Unit(2, "甲禾设计研究院", Library.Awards, kind: UnitKind.Institute)],
            "1 2", ""
        },
        {
            "an institute with a code of its own is not the firm of that name",
            [Row.Registry(1, "甲禾设计研究院", 1), Row.Unit(2, "甲禾设计研究院", Library.Awards, InstitutionCode, kind: UnitKind.Institute)],
            "1 | 2", ""
        },
    };

    private static string Fold(string printed) => FirmName.Fold(printed);

    private static Uscc InstitutionCode => Uscc.FromParts("12", new RegionCode(420000), OrganizationCode.FromBody("40000062"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_form_the_right_firms(string because, LinkUnit[] rows, string groups, string reviews)
    {
        var result = LinkageLadder.Run(rows);

        Assert.True(groups == Groups(result), $"{because}: {Groups(result)} instead of {groups}");
        var doubts = string.Join(' ', result.Reviews.Select(review => $"{review.Unit.Key.RecordId}:{review.Doubt}"));
        Assert.True(reviews == doubts, $"{because}: reviews {doubts} instead of {reviews}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Order_of_rows_plays_no_part(string because, LinkUnit[] rows, string groups, string reviews)
    {
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(rows);

            var result = LinkageLadder.Run(rows);

            Assert.True(groups == Groups(result), because);
            Assert.Equal(reviews.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, result.Reviews.Count);
        }
    }

    [Fact]
    public void A_contradiction_names_the_code_s_firm_and_the_namesake()
    {
        var result = LinkageLadder.Run([Row.Registry(1, WuhanJia, 1), Row.Registry(2, Yi, 2), Row.Unit(3, Yi, Library.Awards, Row.Code(1))]);

        Assert.Equal([0, 1], Assert.Single(result.Reviews).Candidates);
        var waiting = Assert.Single(result.Groups[2].Members);
        Assert.Equal(LinkageBand.Review, waiting.Band);
        Assert.True(result.Groups[2].IsProvisional);
        Assert.Null(result.Groups[2].Uscc);
    }

    [Fact]
    public void A_crowded_name_is_left_out_and_reported()
    {
        var rows = Enumerable.Range(1, 6).Select(record => Row.Unit(record, WuhanJia)).ToList();

        var result = LinkageLadder.Run(rows, mostUnitsPerName: 5);

        Assert.Equal(6, result.Groups.Count);
        Assert.Equal(WuhanJia, Assert.Single(result.CrowdedNames));
    }

    [Fact]
    public void Every_link_says_rule_band_and_evidence()
    {
        var result = LinkageLadder.Run([Row.Registry(1, Jia, 1, Row.Wuhan), Row.Unit(2, Jia, region: Row.Wuhan), Row.Unit(3, Jia)]);

        Assert.Equal(
            [(LinkageRule.CreditCode, LinkageScores.CreditCode), (LinkageRule.NameAndRegion, LinkageScores.NameAndRegion), (LinkageRule.NameAndRegion, LinkageScores.NameUnique)],
            result.Groups[0].Members.Select(member => (member.Rule, member.Score)));
        Assert.All(result.Groups[0].Members, member => Assert.NotEmpty(member.Evidence));
        Assert.All(result.Groups[0].Members, member => Assert.Equal(LinkageBand.Auto, member.Band));
    }

    internal static string Groups(LadderResult result) =>
        string.Join(" | ", result.Groups.Select(group => string.Join(' ', group.Members.Select(member => member.Unit.Key.RecordId))));
}
