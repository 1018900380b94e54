using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Text;

namespace Matching.Domain.Tests.Linkage.Register;

/// <summary>Rows whose names are near names of a register of 900 invented firms, with as many rows of each kind as it takes to learn how far each kind can be believed.</summary>
public sealed class RegisterRungTests
{
    private const int Firms = 900;

    /// <summary>A firm of the register and a row without a code, beside all others.</summary>
    /// <returns>The group the row came into.</returns>
    private static (LinkGroup Group, LinkUnit Firm, LadderResult Result) BesideTheWorld(string registered, string printed)
    {
        var (units, _) = World();
        var (firm, row) = (Row.Registry(900_001, registered, 777_777, Row.Wuhan), Row.Unit(900_002, printed));
        var result = RegisterRung.Apply(LinkageLadder.Run([.. units, firm, row]));
        return (result.Groups.Single(one => one.Members.Any(member => member.Unit == row)), firm, result);
    }

    private static readonly string[] First = ["衡", "芸", "澜", "峻", "璟", "骁", "昱", "沣", "铄", "曜", "珂", "霁", "瀚", "翎", "晗"];
    private static readonly string[] Second = ["拓", "铭", "恒", "禾", "川", "岳", "朔", "棠", "域", "钧", "湛", "弈"];
    private static readonly string[] Trades = ["光电科技", "生物医药", "新材料", "智能装备", "软件"];
    private static readonly (string Name, int Code)[] Cities = [("武汉", Row.Wuhan), ("宜昌", Row.Yichang), ("长沙", Row.Changsha)];

    [Fact]
    public void Rows_go_to_the_firm_they_mean_or_wait_and_never_to_another()
    {
        var (units, truth) = World();
        var result = RegisterRung.Apply(LinkageLadder.Run(units));
        var (right, wrong, missed) = (0, new List<string>(), new Dictionary<string, int>());
        foreach (var (unit, code, place) in Placed(result).Where(placed => truth.ContainsKey(placed.Unit)).Select(placed => (placed.Unit, placed.Code, placed)))
        {
            var (meant, kind) = truth[unit];
            if (place.Band == LinkageBand.Auto && code != meant)
            {
                wrong.Add($"{kind}: {unit.PrintedName}");
            }
            else if (place.Band == LinkageBand.Auto)
            {
                right++;
            }
            else if (meant is not null)
            {
                missed[kind] = missed.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var meantRows = truth.Values.Count(one => one.Code is not null);
        Assert.True(right >= 0.95 * meantRows, $"{right} of {meantRows}; missed {string.Join(' ', missed)}");
    }

    [Fact]
    public void Order_of_rows_plays_no_part()
    {
        var (units, _) = World();
        var one = Described(RegisterRung.Apply(LinkageLadder.Run(units)));
        var shuffled = units.ToArray();
        new Random(3).Shuffle(shuffled);
        Assert.Equal(one, Described(RegisterRung.Apply(LinkageLadder.Run(shuffled))));
    }

    [Fact]
    public void A_city_left_out_leaves_a_name_that_begins_with_its_district()
    {
        var (group, firm, _) = BesideTheWorld("武汉洪山霁弈软件有限公司", "洪山霁弈软件有限公司");
        Assert.Equal(firm.Uscc, group.Uscc);
    }

    [Fact]
    public void A_trade_name_that_looks_like_a_place_elsewhere_is_asked_about()
    {
        // 东方 is a city of Hainan and a 字号 here.
        var (group, firm, result) = BesideTheWorld("武汉东方璟湛投资有限公司", "东方璟湛投资有限公司");
        var review = Assert.Single(result.Reviews, one => one.Unit == group.Members[0].Unit);
        Assert.Equal(firm.Uscc, result.Groups[Assert.Single(review.Candidates)].Uscc);
    }

    [Theory]
    [InlineData("武汉璟湛投资有限公司", "长沙璟湛投资有限公司", "another city")]
    [InlineData("中国璟湛投资有限公司", "武汉璟湛投资有限公司", "a place is never written as the nation")]
    [InlineData("武汉璟湛投资有限公司", "中国璟湛投资有限公司", "nor the nation as a place")]
    [InlineData("璟湛投资(中国)有限公司", "璟湛投资(武汉)有限公司", "in brackets neither")]
    public void A_name_of_another_place_stays_apart(string registered, string printed, string because)
    {
        var (group, _, result) = BesideTheWorld(registered, printed);
        Assert.True(group.Uscc is null, because);
        Assert.DoesNotContain(result.Reviews, review => review.Unit.PrintedName == printed && review.Candidates.Count == 1 && registered.Contains("中国", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("武汉衡拓光电科技有限公司宜昌分公司", "a branch that is not in the register is not its parent")]
    [InlineData("武汉衡拓光电科技集团有限公司", "a group is not its member")]
    [InlineData("上海衡拓光电科技有限公司", "the same name in another city is another firm")]
    [InlineData("武汉衡竹光电科技有限公司", "one character of the 字号 is as often a neighbour as a slip")]
    [InlineData("武汉衡拓光电科技有限公司宜", "a branch whose name breaks off is not its parent")]
    [InlineData("武汉衡拓光电股份有限公司", "another trade and another form")]
    [InlineData("有限公司", "a form is no name")]
    [InlineData("光电科技有限公司", "trade words are no name")]
    public void Some_names_are_near_nobody(string name, string because)
    {
        var (units, _) = World();
        var stranger = Row.Unit(900_000, name);
        var result = RegisterRung.Apply(LinkageLadder.Run([.. units, stranger]));
        var group = result.Groups.Single(one => one.Members.Any(member => member.Unit == stranger));
        Assert.True(group.Uscc is null, because);
    }

    [Theory]
    [InlineData("武汉衡拓光电科技有", "same")]
    [InlineData("衡拓（武汉）光电科技有限公司", "region-otherwise")]
    public void Slips_that_name_one_firm_are_linked(string name, string how)
    {
        var (units, _) = World();
        var likes = Enumerable.Range(0, 40).Select(i => Row.Unit(900_000 + i, name, region: Row.Wuhan)).ToArray();
        var result = RegisterRung.Apply(LinkageLadder.Run([.. units, .. likes]));
        var found = result.Groups.SelectMany(group => group.Members.Select(member => (group.Uscc, Decision: member))).Single(one => one.Decision.Unit == likes[0]);
        Assert.Equal(how, found.Decision.Evidence[0].Verdict);
        Assert.Contains("衡拓光电科技", found.Decision.Evidence[0].Right, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_is_told_from_another_firm_by_what_no_firm_is_called()
    {
        // 80 firms whose trade names share no character, and trade words every register knows.
        var (units, _) = World();
        var brands = Enumerable.Range(0, 81).Select(i => $"{(char)('琀' + (2 * i))}{(char)('琁' + (2 * i))}").Where(brand => !First.Any(one => brand.Contains(one, StringComparison.Ordinal))).Take(80).ToList();
        var wrong = Enumerable.Range('笀', 200).Select(place => (char)place).Where(one => Pinyin.Full(one.ToString()) != Pinyin.Full("技")).ToList();
        var firms = brands.Select((brand, i) => Row.Registry(800_000 + i, $"武汉{brand}光电科技有限公司", 800_000 + i, Row.Wuhan)).ToList();
        var traders = Enumerable.Range(0, 30).Select(i => Row.Registry(810_000 + i, $"武汉{(char)('纀' + (2 * i))}{(char)('纁' + (2 * i))}光电科贸有限公司", 810_000 + i, Row.Wuhan)).ToList();
        var slips = brands.Select((brand, i) => Row.Unit(820_000 + i, $"武汉{brand}光电科{wrong[i]}有限公司", region: Row.Wuhan)).ToList();
        var halves = brands.Select((brand, i) => Row.Unit(830_000 + i, $"武汉{brand[i % 2]}光电科技有限公司", region: Row.Wuhan)).ToList();
        var others = brands.Select((brand, i) => Row.Unit(840_000 + i, $"武汉{brand}光电科贸有限公司", region: Row.Wuhan)).ToList();

        var result = RegisterRung.Apply(LinkageLadder.Run([.. units, .. firms, .. traders, .. slips, .. halves, .. others]));

        var placed = result.Groups.SelectMany(group => group.Members.Select(member => (member.Unit, group.Uscc, member.Band, Verdict: member.Evidence.Select(one => one.Verdict).FirstOrDefault("")))).ToDictionary(one => one.Unit);
        Assert.All(slips.Zip(firms), pair => Assert.Equal((pair.Second.Uscc, LinkageBand.Auto, "slip-in-trade-words"), Of(pair.First)));
        Assert.All(halves.Zip(firms), pair => Assert.Equal((pair.Second.Uscc, LinkageBand.Auto, "character-missing-in-trade-name"), Of(pair.First)));
        Assert.All(others, row => Assert.Equal((null, LinkageBand.Review, "other-character-of-trade-words"), Of(row)));

        (Uscc? Code, LinkageBand Band, string Verdict) Of(LinkUnit unit) => (placed[unit].Uscc, placed[unit].Band, placed[unit].Verdict);
    }

    [Fact]
    public void A_group_with_its_region_in_brackets_is_found()
    {
        var (group, firm, _) = BesideTheWorld("武汉璟湛投资集团有限公司", "璟湛投资(武汉)集团有限公司");
        Assert.Equal(firm.Uscc, group.Uscc);
    }

    [Fact]
    public void A_group_without_its_form_is_not_told_from_its_member()
    {
        var (group, _, _) = BesideTheWorld("武汉璟湛投资集团有限公司", "武汉璟湛投资");
        Assert.Null(group.Uscc);
    }

    [Fact]
    public void Two_firms_as_near_are_a_question()
    {
        var (units, _) = World();
        var row = Row.Unit(900_000, "衡拓软件有限公司");
        var twins = new[] { Row.Registry(900_001, "沈阳衡拓软件有限公司", 90_001, 210100), Row.Registry(900_002, "大连衡拓软件有限公司", 90_002, 210200) };
        var result = RegisterRung.Apply(LinkageLadder.Run([.. units, .. twins, row]));
        var review = Assert.Single(result.Reviews, review => review.Unit == row);
        Assert.Equal(LinkDoubt.NearName, review.Doubt);
        Assert.All(review.Candidates, place => Assert.Contains("衡拓软件", result.Groups[place].Members[0].Unit.PrintedName, StringComparison.Ordinal));
        Assert.Equal(2, review.Candidates.Count);
    }

    [Fact]
    public void Evidence_names_the_registers_name_and_how_it_compares()
    {
        var (units, truth) = World();
        var row = truth.First(one => one.Value.Kind == "region left out").Key;
        var decision = RegisterRung.Apply(LinkageLadder.Run(units)).Groups.SelectMany(group => group.Members).Single(member => member.Unit == row);
        Assert.Equal(LinkageRule.RegisterName, decision.Rule);
        Assert.Equal("region-otherwise", decision.Evidence[0].Verdict);
        Assert.EndsWith(row.PrintedName, decision.Evidence[0].Right, StringComparison.Ordinal);
        Assert.InRange(decision.Score, RegisterRung.AutoFrom, 1);
    }

    [Fact]
    public void Without_a_register_nothing_changes()
    {
        var ladder = LinkageLadder.Run([Row.Unit(1, "武汉衡拓光电科技有限公司"), Row.Unit(2, "武汉衡拓光电科技")]);
        Assert.Same(ladder, RegisterRung.Apply(ladder));
    }

    /// <summary>A register, rows about its firms in many spellings, and rows about firms it lacks.</summary>
    private static (List<LinkUnit> Units, Dictionary<LinkUnit, (string? Code, string Kind)> Truth) World()
    {
        var units = new List<LinkUnit>();
        var truth = new Dictionary<LinkUnit, (string? Code, string Kind)>();
        var names = First.SelectMany(first => Second.SelectMany(second => Trades.Select(trade => (first + second, trade)))).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            var ((brand, trade), city) = (names[i], Cities[i % Cities.Length]);
            var whole = $"{city.Name}{brand}{trade}有限公司";
            var isRegistered = i % 6 != 5;
            if (isRegistered)
            {
                units.Add(Row.Registry(i + 1, whole, i + 1, city.Code));
            }

            var code = isRegistered ? Row.Code(i + 1).ToString() : null;
            foreach (var (kind, printed, region) in new (string, string, int?)[]
            {
                ("as printed", whole, null),
                ("region left out", $"{brand}{trade}有限公司", city.Code),
                ("form left out", $"{city.Name}{brand}{trade}", city.Code),
                ("cut off", whole[..^2], city.Code),
                ("slip in the form", $"{city.Name}{brand}{trade}有线公司", city.Code),
            })
            {
                var unit = Row.Unit(((i + 1) * 10L) + 100_000 + truth.Count, printed, Library.TechSmes, region: region);
                units.Add(unit);
                truth.Add(unit, (code, kind));
            }
        }

        Assert.Equal(Firms, names.Count);
        return (units, truth);
    }

    private static IEnumerable<(LinkUnit Unit, string? Code, LinkageBand Band)> Placed(LadderResult result) =>
        result.Groups.SelectMany(group => group.Members.Select(member => (member.Unit, group.Uscc?.ToString(), member.Band)));

    private static string Described(LadderResult result) => string.Join('\n', result.Groups.Select(group =>
        $"{group.Uscc} {string.Join(' ', group.Members.Select(member => $"{member.Unit.Key}/{member.Band}/{member.Score:F6}"))}"));
}
