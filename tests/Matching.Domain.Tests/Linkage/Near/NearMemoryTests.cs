using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Near;
using Matching.Domain.Tests.Linkage.Judgements;

namespace Matching.Domain.Tests.Linkage.Near;

/// <summary>What the near rungs said last, laid over rows linked anew. Groups as record numbers.</summary>
public sealed class NearMemoryTests
{
    private static readonly LinkUnit Registered = Row.Registry(1, "武汉甲禾科技有限公司", 1, Row.Wuhan);
    private static readonly LinkUnit Near = Row.Unit(2, "甲禾科技公司", Library.Awards, region: Row.Wuhan);
    private static readonly LinkUnit NearAgain = Row.Unit(3, "甲禾科技公司", Library.Projects, region: Row.Wuhan);
    private static readonly LinkUnit Provisional = Row.Unit(4, "宜昌乙木电子有限公司", Library.Awards, region: Row.Yichang);
    private static readonly LinkUnit ProvisionalNear = Row.Unit(5, "宜昌乙木电子", Library.Projects, region: Row.Yichang);

    [Fact]
    public void A_linked_row_goes_home_and_takes_a_new_row_of_its_name_along()
    {
        var carried = Carried([Registered, Near, NearAgain], Firms((Registered, 7), (Near, 7)), Links((Near, 7)));
        Assert.Equal("1 2 3", Said.Groups(carried));
        Assert.All(carried.Groups[0].Members.Skip(1), member => Assert.Equal((LinkageRule.RegisterName, 0.99), (member.Rule, member.Score)));
    }

    [Fact]
    public void A_row_of_another_firm_stays_where_it_is() =>
        Assert.Equal("1 2 | 3", Said.Groups(Carried([Registered, Near, NearAgain], Firms((Registered, 7), (Near, 7), (NearAgain, 8)), Links((Near, 7)))));

    [Fact]
    public void A_firm_without_a_code_is_a_home_too_and_keeps_its_question_and_every_row()
    {
        var notes = Links((ProvisionalNear, 9));
        notes[Provisional.Key] = new NearNote(new FirmId(9), LinkageRule.Provisional, LinkageBand.Review, 0.5, []);

        var carried = Carried([Registered, Provisional, ProvisionalNear], Firms((Registered, 7), (Provisional, 9), (ProvisionalNear, 9)), notes);

        Assert.Equal("1 | 4 5", Said.Groups(carried));
        Assert.Equal([LinkageBand.Review, LinkageBand.Auto], carried.Groups[1].Members.Select(member => member.Band));
    }

    [Fact]
    public void What_a_person_keeps_apart_is_not_carried()
    {
        LinkUnit[] units = [Registered, Near];
        var constraints = LinkConstraints.Of([Said.NonMatch(1, Near, Registered)], units.Select(unit => new MarkedUnit(unit.Key, unit.Key.RecordId * 1000, unit.FoldedName)));
        var settled = JudgedGroups.Apply(LinkageLadder.Run(units), constraints);

        var carried = NearMemory.Carry(settled, Firms((Registered, 7), (Near, 7)), Links((Near, 7)), KeptApart.Of(constraints, settled));

        Assert.Equal("1 | 2", Said.Groups(carried));
    }

    [Fact]
    public void A_row_with_a_code_by_now_is_not_moved()
    {
        var coded = Row.Unit(2, "甲禾科技公司", Library.TechSmes, Row.Code(2), Row.Wuhan);
        Assert.Equal("1 | 2", Said.Groups(Carried([Registered, coded], Firms((Registered, 7), (coded, 7)), Links((coded, 7)))));
    }

    [Fact]
    public void Whatever_was_said_every_row_stands_in_one_group()
    {
        LinkUnit[] units = [Registered, Near, NearAgain, Provisional, ProvisionalNear];
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var firms = units.Where(_ => random.Next(4) > 0).ToDictionary(unit => unit.Key, _ => new FirmId(random.Next(1, 4)));
            var notes = firms.Where(_ => random.Next(3) > 0).ToDictionary(
                pair => pair.Key,
                pair => random.Next(3) == 0
                    ? new NearNote(pair.Value, LinkageRule.Provisional, LinkageBand.Review, 0.5, [])
                    : new NearNote(pair.Value, LinkageRule.Weighed, LinkageBand.Auto, 0.97, []));

            var carried = NearMemory.Carry(LinkageLadder.Run(units), firms, notes, KeptApart.Nobody);

            Assert.Equal([1L, 2, 3, 4, 5], carried.Groups.SelectMany(group => group.Members).Select(member => member.Unit.Key.RecordId).Order());
            Assert.All(carried.Groups, group => Assert.NotEmpty(group.Members));
        }
    }

    private static LadderResult Carried(LinkUnit[] units, Dictionary<UnitKey, FirmId> firms, Dictionary<UnitKey, NearNote> notes) =>
        NearMemory.Carry(LinkageLadder.Run(units), firms, notes, KeptApart.Nobody);

    private static Dictionary<UnitKey, FirmId> Firms(params (LinkUnit Unit, long Firm)[] linked) => linked.ToDictionary(one => one.Unit.Key, one => new FirmId(one.Firm));

    private static Dictionary<UnitKey, NearNote> Links(params (LinkUnit Unit, long Firm)[] linked) => linked.ToDictionary(
        one => one.Unit.Key,
        one => new NearNote(new FirmId(one.Firm), LinkageRule.RegisterName, LinkageBand.Auto, 0.99, []));
}
