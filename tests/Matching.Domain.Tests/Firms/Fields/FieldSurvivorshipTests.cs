using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;

namespace Matching.Domain.Tests.Firms.Fields;

public sealed class FieldSurvivorshipTests
{
    private static readonly DateOnly Today = new(2025, 6, 1);
    private static readonly Uscc Own = Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody("MA000001"));
    private static readonly Uscc Other = Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody("MA000002"));
    private static readonly FirmIdentity Firm = new(new FirmId(1), UnitKind.Firm, "甲禾科技有限公司", false, Own);

    [Fact]
    public void A_losing_value_is_kept_with_the_row_that_says_it()
    {
        FirmMention[] rows =
        [
            Row(1, Library.Registry, "2024-01-01", capital: 5_000_000m, uscc: Own),
            Row(2, Library.Registry, "2025-01-01", capital: 8_000_000m, uscc: Own),
            Row(3, Library.Registry, "2023-01-01", capital: 5_000_000m, uscc: Own),
        ];

        var capital = Choice(FirmField.Capital, rows);

        Assert.Equal(("8000000", 1, 2L), (capital.Chosen!.Text, capital.Chosen.Rows, capital.Chosen.Fact!.Id));
        var lost = Assert.Single(capital.AlsoSeen);
        Assert.Equal(("5000000", 2, 1L), (lost.Text, lost.Rows, lost.Fact!.Id));
    }

    [Fact]
    public void Foundation_is_not_taken_from_a_row_with_another_code_while_one_of_the_firm_states_it()
    {
        FirmMention[] rows =
        [
            Row(1, Library.Registry, "2024-01-01", on: new(2010, 1, 1), uscc: Own),
            Row(2, Library.Registry, "2025-01-01", on: new(2019, 9, 9), uscc: Other),
        ];

        Assert.Equal(new DateOnly(2010, 1, 1), ProfileFolding.Fold(Firm, rows, Today).RegisteredOn);
        Assert.Equal("2019-09-09", Assert.Single(Choice(FirmField.RegisteredOn, rows).AlsoSeen).Text);
    }

    [Fact]
    public void Codes_are_ordered_by_how_many_rows_print_them()
    {
        var third = Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody("MA000003"));
        FirmMention[] rows =
        [
            Row(1, Library.Awards, "2025-01-01", uscc: third), Row(2, Library.Awards, "2023-01-01", uscc: Other), Row(3, Library.Projects, "2022-01-01", uscc: Other),
        ];

        var code = Choice(FirmField.Uscc, rows);
        Assert.Equal((Own.ToString(), 0), (code.Chosen!.Text, code.Chosen.Rows));
        Assert.Equal([Other.ToString(), third.ToString()], code.AlsoSeen.Select(value => value.Text));
    }

    [Fact]
    public void A_region_concluded_from_the_code_has_no_row()
    {
        var region = Choice(FirmField.Region, [Row(1, Library.Awards, "2024-01-01")]);
        Assert.Equal("420100", region.Chosen!.Text);
        Assert.Null(region.Chosen.Fact);
    }

    [Fact]
    public void What_the_profile_shows_is_the_first_by_the_rule_whatever_the_rows_and_their_order()
    {
        Library[] libraries = [Library.Registry, Library.Awards, Library.HighTechFirms, Library.TechSmes, Library.Renames];
        var row =
            from id in Gen.Choose(1, 1000)
            from library in Gen.Elements(libraries)
            from day in Gen.Choose(0, 800)
            from capital in Gen.Choose(0, 3)
            from field in Gen.Choose(0, 2)
            from region in Gen.Choose(0, 3)
            from code in Gen.Elements<Uscc?>(null, Own, Other)
            select Row(
                id, library, $"{new DateOnly(2023, 1, 1).AddDays(day):yyyy-MM-dd}", capital == 0 ? null : capital * 1_000_000m,
                capital == 0 ? null : new DateOnly(2000 + capital, 1, 1), code, field == 0 ? null : (TechnologyField)field, region == 0 ? null : new RegionCode(420000 + (region * 100)));
        var rows = row.ListOf().Select(list => list.DistinctBy(one => one.Fact.Id).ToArray()).ToArbitrary();

        Prop.ForAll(rows, mentions =>
        {
            var profile = ProfileFolding.Fold(Firm, mentions, Today);
            var turned = ProfileFolding.Fold(Firm, [.. mentions.Reverse()], Today);
            var choices = FieldSurvivorship.Current.Choices(profile, mentions);
            var known = ProfileFolding.Known(mentions, Today);
            return choices.Where(choice => choice.Field is not (FirmField.Name or FirmField.Uscc)).All(choice =>
                    choice.Chosen?.Fact?.Id == FieldSurvivorship.Current.Best(choice.Field, Own, known, Today)?.Fact.Id)
                && (profile.CapitalCny, profile.RegisteredOn, profile.Region, profile.Field) == (turned.CapitalCny, turned.RegisteredOn, turned.Region, turned.Field);
        }).QuickCheckThrowOnFailure();
    }

    private static FieldChoice Choice(FirmField field, FirmMention[] rows) =>
        FieldSurvivorship.Current.Choices(ProfileFolding.Fold(Firm, rows, Today), rows).Single(choice => choice.Field == field);

    private static FirmMention Row(
        long id, Library library, string published, decimal? capital = null, DateOnly? on = null, Uscc? uscc = null, TechnologyField? field = null, RegionCode? region = null) =>
        new(
            new FirmFact
            {
                Id = id,
                FirmId = Firm.Id,
                Library = library,
                State = PublicityState.Announced,
                Role = UnitRole.Subject,
                UnitRank = 1,
                PublishedOn = DateOnly.ParseExact(published, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                Source = new FactSource(id, Guid.Empty, "名单.csv", "", 1),
                AmountCny = capital,
                EventOn = on,
                Field = field,
                ListRegion = region,
            },
            "甲禾科技有限公司",
            "甲禾科技有限公司",
            null,
            null,
            region,
            uscc);
}
