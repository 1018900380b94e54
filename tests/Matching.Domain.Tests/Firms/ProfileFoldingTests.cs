using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Domain.Tests.Firms;

public sealed class ProfileFoldingTests
{
    private static readonly DateOnly Today = new(2024, 6, 1);
    private static readonly RegionCode Wuhan = new(420100);
    private static readonly RegionCode Yichang = new(420500);
    private static readonly Uscc Code = Uscc.FromParts("91", new RegionCode(420000), OrganizationCode.FromBody("MA000001"));
    private static readonly FirmIdentity Firm = new(new FirmId(1), UnitKind.Firm, "甲禾科技有限公司", false, Code);

    [Fact]
    public void A_row_published_later_plays_no_part()
    {
        FirmMention[] earlier = [Mention(1, Library.Awards, "2023-01-01")];

        var without = ProfileFolding.Fold(Firm, earlier, Today);
        var with = ProfileFolding.Fold(Firm, [.. earlier, Mention(2, Library.Ventures, "2024-06-02", "丁水科技有限公司", region: Yichang)], Today);

        Assert.Equal(without.Facts, with.Facts);
        Assert.Equal(without.Names, with.Names);
        Assert.Equal((without.Region, without.Name), (with.Region, with.Name));
        Assert.Equal(without.Libraries, with.Libraries);
    }

    public static TheoryData<string, RegionCode?, RegionCode?, RegionCode?, int> Regions() => new()
    {
        { "the register speaks first", Wuhan, Yichang, Yichang, 420100 },
        { "then the list", null, Yichang, Wuhan, 420500 },
        { "then the name", null, null, Wuhan, 420100 },
        { "then the office that issued the code", null, null, null, 420000 },
    };

    [Theory]
    [MemberData(nameof(Regions))]
    public void The_surest_source_tells_the_region(string because, RegionCode? register, RegionCode? list, RegionCode? name, int expected)
    {
        var mentions = new List<FirmMention> { Mention(1, Library.TechSmes, "2024-01-01", listRegion: list, region: list ?? name) };
        if (register is not null)
        {
            mentions.Add(Mention(2, Library.Registry, "2020-01-01", listRegion: register, region: register));
        }

        Assert.True(ProfileFolding.Fold(Firm, mentions, Today).Region == new RegionCode(expected), because);
    }

    [Fact]
    public void The_register_tells_foundation_capital_and_scope()
    {
        var register = Mention(1, Library.Registry, "2024-01-01") with { };
        var fact = register.Fact with
        {
            EventOn = new DateOnly(2012, 3, 4),
            AmountCny = 5_000_000m,
            More = new Dictionary<string, string> { [ProfileFolding.BusinessScopeLabel] = "电子产品研发" },
        };

        var profile = ProfileFolding.Fold(Firm, [register with { Fact = fact }], Today);

        Assert.Equal((new DateOnly(2012, 3, 4), 5_000_000m, "电子产品研发"), (profile.RegisteredOn, profile.CapitalCny, profile.BusinessScope));
        Assert.Empty(profile.Libraries);
    }

    [Fact]
    public void Proposed_and_withdrawn_facts_are_shown_but_make_no_member()
    {
        var proposed = Mention(1, Library.Awards, "2024-01-01", state: PublicityState.Proposed);
        var withdrawn = Mention(2, Library.Projects, "2024-01-01");
        withdrawn = withdrawn with { Fact = withdrawn.Fact with { WithdrawnOn = new DateOnly(2024, 5, 1) } };

        var profile = ProfileFolding.Fold(Firm, [proposed, withdrawn], Today);

        Assert.Equal(2, profile.Facts.Count);
        Assert.Empty(profile.Libraries);
        Assert.Equal([Library.Projects], ProfileFolding.Fold(Firm, [proposed, withdrawn], new DateOnly(2024, 4, 30)).Libraries);
    }

    [Fact]
    public void A_lapsed_certificate_gives_the_field_but_is_not_in_force()
    {
        var certificate = Mention(1, Library.HighTechFirms, "2019-12-01");
        certificate = certificate with
        {
            Fact = certificate.Fact with { Field = TechnologyField.NewMaterials, ValidFrom = new DateOnly(2019, 12, 1), ValidUntil = new DateOnly(2022, 12, 1) },
        };

        var profile = ProfileFolding.Fold(Firm, [certificate], Today);

        Assert.Equal(TechnologyField.NewMaterials, profile.Field);
        Assert.Equal([Library.HighTechFirms], profile.Libraries);
        Assert.Empty(profile.LibrariesInForce);
    }

    [Fact]
    public void A_renamed_firm_shows_the_name_of_the_day()
    {
        FirmMention[] mentions =
        [
            Mention(1, Library.Awards, "2020-01-01", "甲禾科技有限公司"),
            Mention(2, Library.Renames, "2022-03-01", "丁水科技有限公司", former: "甲禾科技有限公司", on: new DateOnly(2022, 2, 1)),
        ];

        var now = ProfileFolding.Fold(Firm, mentions, Today);

        Assert.Equal("丁水科技有限公司", now.Name);
        Assert.Equal(
            [("丁水科技有限公司", new DateOnly(2022, 2, 1), null, true), ("甲禾科技有限公司", null, new DateOnly(2022, 2, 1), false)],
            now.Names.Select(name => (name.Name, name.From, name.Until, name.IsCurrent)));
        Assert.Equal("甲禾科技有限公司", ProfileFolding.Fold(Firm, mentions, new DateOnly(2021, 1, 1)).Name);
    }

    private static FirmMention Mention(
        long record,
        Library library,
        string published,
        string name = "甲禾科技有限公司",
        string? former = null,
        RegionCode? listRegion = null,
        RegionCode? region = null,
        PublicityState state = PublicityState.Announced,
        DateOnly? on = null) => new(
            new FirmFact
            {
                Id = record * 64,
                FirmId = Firm.Id,
                Library = library,
                State = state,
                Role = UnitRole.Subject,
                UnitRank = 1,
                PublishedOn = DateOnly.ParseExact(published, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                Source = new FactSource(record, Guid.Empty, "名单.csv", "", 2),
                ListRegion = listRegion,
                EventOn = on,
            },
            name,
            name,
            former,
            former,
            region);
}
