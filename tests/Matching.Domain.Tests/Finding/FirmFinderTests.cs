using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Domain.Firms;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Tests.Finding;

public sealed class FirmFinderTests
{
    private const string Optics = "武汉市嘉禾智感科技有限公司";
    private const string Materials = "武汉玟石新材料股份有限公司";
    private static readonly RegionCode Wuhan = new(420100);
    private static readonly RegionCode Yichang = new(420500);

    private static readonly FindableFirm[] Firms =
    [
        Firm(1, Optics, Wuhan, former: ["武汉嘉禾激光技术有限公司"]),
        Firm(2, Materials, Wuhan),
        Firm(3, "琮和生物医药有限公司", Wuhan),
        Firm(4, "琮和生物医药有限公司", Yichang),
        Firm(5, "武汉市玄圃软件有限公司", Wuhan, coded: false),
        Firm(6, "武汉长江蓝图数据服务有限公司", Wuhan, former: ["武汉长江大数据有限公司"]),
        Firm(7, "武汉长江大数据有限公司", Wuhan),
    ];

    private readonly FirmFinder finder = FirmFinder.Of(Firms);

    public static TheoryData<string, string?, string?, RegionCode?, FindVerdict, FindReason, long?> Questions() => new()
    {
        { "equal name", Optics, null, null, FindVerdict.Matched, FindReason.Name, 1 },
        { "width, brackets and city suffix fold", "武汉嘉禾智感科技有限责任公司", null, Wuhan, FindVerdict.Matched, FindReason.Name, 1 },
        { "code alone", null, Code(2), null, FindVerdict.Matched, FindReason.CreditCode, 2 },
        { "code and name agree", Materials, Code(2), null, FindVerdict.Matched, FindReason.CreditCode, 2 },
        { "code right, one character of the name wrong", "武汉玟石新才料股份有限公司", Code(2), null, FindVerdict.Matched, FindReason.CreditCode, 2 },
        { "organisation code of old lists", Materials, Code(2)[8..17], null, FindVerdict.Matched, FindReason.OrganizationCode, 2 },
        { "code of one firm, name of another", Optics, Code(2), null, FindVerdict.Ambiguous, FindReason.CodeAndNameDisagree, null },
        { "valid code nobody has beside a name somebody has: two legal persons", Optics, Code(900), null, FindVerdict.Ambiguous, FindReason.CodeAndNameDisagree, null },
        { "valid code nobody has beside a firm whose code is not known", "武汉市玄圃软件有限公司", Code(900), null, FindVerdict.Matched, FindReason.Name, 5 },
        { "code with a slip is a hint, never the code", null, Code(2)[..5] + Other(Code(2)[5]) + Code(2)[6..], null, FindVerdict.Ambiguous, FindReason.CodeCorrected, null },
        { "namesakes of two cities", "琮和生物医药有限公司", null, null, FindVerdict.Ambiguous, FindReason.SeveralFirms, null },
        { "namesakes, region stated", "琮和生物医药有限公司", null, Yichang, FindVerdict.Matched, FindReason.Name, 4 },
        { "former name", "武汉嘉禾激光技术有限公司", null, null, FindVerdict.Matched, FindReason.FormerName, 1 },
        { "name given up by one and taken by another", "武汉长江大数据有限公司", null, null, FindVerdict.Ambiguous, FindReason.SeveralFirms, null },
        { "former name in a note", "武汉无此名称软件有限公司（原武汉嘉禾激光技术有限公司）", null, null, FindVerdict.Matched, FindReason.FormerName, 1 },
        { "region contradicts", Optics, null, new RegionCode(330100), FindVerdict.Ambiguous, FindReason.RegionDiffers, null },
        { "one character of the 字号 is another firm until a person says so", "武汉嘉木智感科技有限公司", null, Wuhan, FindVerdict.Ambiguous, FindReason.NotSure, null },
        { "branch is not its parent", "武汉市嘉禾智感科技有限公司宜昌分公司", null, null, FindVerdict.Unknown, FindReason.NobodyFound, null },
        { "group is not its member", "武汉嘉禾智感科技集团有限公司", null, null, FindVerdict.Unknown, FindReason.NobodyFound, null },
        { "no 字号", "科技有限公司", null, null, FindVerdict.Unknown, FindReason.NameSaysNothing, null },
        { "placeholder", "无", "/", null, FindVerdict.Unknown, FindReason.NameSaysNothing, null },
        { "nobody", "成都无此名称软件有限公司", null, null, FindVerdict.Unknown, FindReason.NobodyFound, null },
        { "nothing asked", " ", "", null, FindVerdict.Unknown, FindReason.NothingAsked, null },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Question_gets_its_answer(string because, string? name, string? code, RegionCode? region, FindVerdict verdict, FindReason reason, long? firm)
    {
        var answer = finder.Find(new FirmQuestion(name, code, region));

        Assert.True((verdict, reason) == (answer.Verdict, answer.Reason), $"{because}: {answer.Verdict} {answer.Reason} {string.Join(' ', answer.Candidates)}");
        Assert.Equal(firm, answer.Match?.Id.Value);
        Assert.All(answer.Candidates, candidate => Assert.InRange(candidate.Confidence, 0, 99));
        Assert.Equal(answer.Candidates.OrderByDescending(candidate => candidate.Confidence), answer.Candidates);
    }

    [Fact]
    public void Former_name_stated_beside_an_unknown_name_finds_the_firm()
    {
        var answer = finder.Find(new FirmQuestion("武汉全新名称软件有限公司", FormerNames: ["武汉嘉禾激光技术有限公司"]));

        Assert.Equal((FindVerdict.Matched, FindReason.FormerName, 1L), (answer.Verdict, answer.Reason, answer.Match?.Id.Value));
    }

    [Fact]
    public void Region_that_only_one_of_several_shares_decides_confidence_too()
    {
        var answer = finder.Find(new FirmQuestion("琮和生物医药有限公司"));

        Assert.Equal([49, 49], answer.Candidates.Select(candidate => candidate.Confidence));
        Assert.Equal([3L, 4L], answer.Candidates.Select(candidate => candidate.Id.Value));
    }

    [Fact]
    public void Changed_firm_is_found_by_what_is_known_of_it_now()
    {
        using var changing = FirmFinder.Of(Firms);
        changing.Put(Firm(1, "武汉新名智感科技有限公司", Wuhan, former: [FirmName.Fold(Optics)]));

        Assert.Equal(1, changing.Find(new FirmQuestion("武汉新名智感科技有限公司")).Match?.Id.Value);
        Assert.Equal(FindReason.FormerName, changing.Find(new FirmQuestion(Optics)).Reason);
        Assert.Equal(FindVerdict.Unknown, changing.Find(new FirmQuestion("武汉嘉禾激光技术有限公司")).Verdict);
        Assert.Equal(Firms.Length, changing.Firms);

        changing.Remove(new FirmId(1));
        Assert.Equal(FindVerdict.Unknown, changing.Find(new FirmQuestion("武汉新名智感科技有限公司")).Verdict);
        Assert.Equal(FindVerdict.Unknown, changing.Find(new FirmQuestion(null, Code(1))).Verdict);
        Assert.Equal(Firms.Length - 1, changing.Firms);
    }

    [Fact]
    public void Form_left_out_is_believed_where_no_other_firm_shares_the_core_and_doubted_where_some_do()
    {
        using var few = FirmFinder.Of(Firms[..2]);
        var alone = few.Find(new FirmQuestion("武汉嘉禾智感科技", Region: Wuhan));
        var amongNamesakes = finder.Find(new FirmQuestion("武汉嘉禾智感科技", Region: Wuhan));

        Assert.Equal((FindVerdict.Matched, FindReason.NearName, 1L), (alone.Verdict, alone.Reason, alone.Match?.Id.Value));
        Assert.Equal(FindVerdict.Ambiguous, amongNamesakes.Verdict);
        Assert.True(alone.Confidence > amongNamesakes.Confidence);
    }

    [Fact]
    public void Name_that_breaks_off_is_found_by_the_only_name_that_goes_on()
    {
        var answer = finder.Find(new FirmQuestion("武汉玟石新材", Region: Wuhan));

        Assert.Equal((2L, NameNearness.CutOff), (answer.Candidates[0].Id.Value, answer.Candidates[0].NameNearness));
    }

    [Fact]
    public void Ten_thousand_firms_of_one_name_cost_no_more_than_fifty_and_match_nobody()
    {
        using var crowded = FirmFinder.Of(Enumerable.Range(1, 10_000).Select(id => Firm(id, "琊光科技有限公司", Wuhan)));
        var answer = crowded.Find(new FirmQuestion("琊光科技有限公司"));

        Assert.NotEqual(FindVerdict.Matched, answer.Verdict);
        Assert.Equal(7, crowded.Find(new FirmQuestion("琊光科技有限公司", Code(7))).Match?.Id.Value);
    }

    [Fact]
    public void Answers_do_not_depend_on_the_order_firms_came_in_nor_on_one_by_one_or_all_at_once() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var random = new Random(seed);
            var firms = Invented(random, 120);
            var shuffled = firms.ToArray();
            random.Shuffle(shuffled);
            using var atOnce = FirmFinder.Of(firms);
            using var oneByOne = new FirmFinder();
            foreach (var firm in shuffled)
            {
                // Some come twice, some go and come back.
                oneByOne.Put(random.Next(3) == 0 ? firm with { Name = firm.Name + "旧" } : firm);
                if (random.Next(4) == 0)
                {
                    oneByOne.Remove(firm.Id);
                }

                oneByOne.Put(firm);
            }

            oneByOne.MeasureChance();
            Assert.Empty(firms.SelectMany(firm => Spellings(firm, random))
                .Select(asked => (asked, Once: Text(atOnce.Find(asked)), Turn: Text(oneByOne.Find(asked))))
                .Where(pair => pair.Once != pair.Turn)
                .Select(pair => $"{pair.asked}: {pair.Once} / {pair.Turn}")
                .Take(1));
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nearest_firm_is_the_one_the_linking_of_deliveries_would_take() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            var random = new Random(seed);
            var firms = Invented(random, 150).DistinctBy(firm => FirmName.Fold(firm.Name)).ToList();
            using var all = FirmFinder.Of(firms);
            var register = new RegisterIndex([.. firms.Select(firm => new RegisteredFirm([(FirmName.Fold(firm.Name), false)], firm.Regions))]);
            return firms.All(firm => Spellings(firm, random).All(asked =>
            {
                var folded = FirmName.Fold(asked.Name);
                var answer = all.Find(asked);
                return register.Find(SpelledName.Of(folded), asked.Region) is { IsAlone: true } near && answer.Reason is not FindReason.NameSaysNothing
                    ? answer.Candidates[0].Id == firms[near.Firm].Id && answer.Candidates[0].NameNearness == Told(near.Level.Spelling)
                    : answer.Verdict != FindVerdict.Matched || answer.Candidates[0].NameNearness == NameNearness.Same;
            }));
        }).QuickCheckThrowOnFailure();

    /// <summary>What linking reads as a slip, by the words of its whole register, a look-up leaves to the person who asks.</summary>
    private static NameNearness Told(Spelling spelling) => spelling == Spelling.SlipInTradeWords ? NameNearness.OtherCharacterOfTradeWords : (NameNearness)spelling;

    private static string Text(FirmAnswer answer) => $"{answer.Verdict} {answer.Reason} {string.Join(' ', answer.Candidates.Select(one => $"{one.Id}:{one.NameNearness}:{one.RegionNearness}"))}";

    private static FindableFirm[] Invented(Random random, int count)
    {
        string[] trades = ["科技", "新材料", "生物医药", "软件", "智能装备"];
        const string Characters = "嘉禾智感玟石琮和玄圃蓝图光迅";
        return
        [
            .. Enumerable.Range(1, count).Select(id =>
            {
                var trade = string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Characters[random.Next(Characters.Length)]));
                var city = random.Next(3) == 0 ? "" : random.Next(2) == 0 ? "武汉" : "宜昌";
                return Firm(id, city + trade + trades[random.Next(trades.Length)] + (random.Next(4) == 0 ? "股份有限公司" : "有限公司"), city == "宜昌" ? Yichang : Wuhan);
            }),
        ];
    }

    private static IEnumerable<FirmQuestion> Spellings(FindableFirm firm, Random random)
    {
        var name = firm.Name;
        var at = random.Next(name.Length);
        yield return new(name, Region: firm.Regions[0]);
        yield return new(name);
        yield return new(name[..^4], Region: firm.Regions[0]);
        yield return new(name.Remove(at, 1), Region: firm.Regions[0]);
        yield return new(name.Insert(at, "琊"));
        yield return new(name[..at] + "琊" + name[(at + 1)..], Region: firm.Regions[0]);
    }

    private static FindableFirm Firm(long id, string name, RegionCode region, bool coded = true, string[]? former = null) =>
        new(new FirmId(id), name, coded && Uscc.TryParse(Code(id), out var code) ? code : null, [], former ?? [], [region]);

    private static string Code(long id) => Uscc.FromParts("91", Wuhan, OrganizationCode.FromBody($"MA4{id:D5}")).ToString();

    private static char Other(char digit) => digit == '9' ? '8' : '9';
}
