using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking;

public sealed class RecordLinkerTests
{
    private const string Jia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";
    private const int Wuhan = 420100;

    [Fact]
    public async Task A_later_list_joins_the_firm_the_register_founded()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan), new ListRow(Yi, Code(2), Wuhan));

        var report = await stage.LoadAndLinkAsync(Library.Awards, "2024-05-01", new ListRow(Jia, Region: Wuhan));

        Assert.Equal((1, 0, 1), (report.LinkagesChanged, report.FirmsCreated, report.FirmsChanged));
        var firms = await stage.ReadAsync(db => db.Firms.OrderBy(firm => firm.Id).ToListAsync());
        Assert.Equal([Jia, Yi], firms.Select(firm => firm.Name));
        Assert.All(firms, firm => Assert.True(firm.NeedsScoring && !firm.IsProvisional));
        Assert.True(firms[0].ChangeNumber > firms[1].ChangeNumber);
    }

    [Fact]
    public async Task Linking_twice_writes_nothing_the_second_time()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1)), new ListRow(Yi, Code(2)));
        var delivery = await stage.LoadAsync(Library.Awards, "2024-05-01", new ListRow(Jia), new ListRow(Yi, Code(1)));
        await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None);

        var again = await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None);
        var (all, _) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        foreach (var report in new[] { again, all })
        {
            Assert.Equal((0, 0, 0, 0, 0), (report.LinkagesChanged, report.LinkagesEnded, report.FirmsChanged, report.ReviewsOpened, report.ReviewsClosed));
        }

        Assert.Equal(1, await stage.ReadAsync(db => db.ReviewItems.CountAsync()));
    }

    [Fact]
    public async Task A_provisional_firm_gets_its_code_and_keeps_its_id()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2023-01-01", new ListRow(Jia, Region: Wuhan));

        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan));

        var firm = await stage.ReadAsync(db => db.Firms.SingleAsync());
        Assert.Equal((1L, Code(1), false), (firm.Id, firm.Uscc, firm.IsProvisional));
    }

    [Fact]
    public async Task Two_provisional_firms_that_turn_out_one_leave_a_redirect()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2020-01-01", new ListRow(Jia, Region: Wuhan));
        await stage.LoadAndLinkAsync(Library.Projects, "2024-01-01", new ListRow(Yi, Region: Wuhan));

        await stage.LoadAndLinkAsync(Library.Renames, "2021-01-01", new ListRow(Yi, Region: Wuhan, Former: Jia));

        var firms = await stage.ReadAsync(db => db.Firms.OrderBy(firm => firm.Id).ToListAsync());
        Assert.Equal((null, 1L), (firms[0].MergedInto, firms[1].MergedInto!.Value));
        Assert.Equal(Yi, firms[0].Name);
        var profile = Assert.Single(await stage.Profiles.ReadAsync([new FirmId(2)], new DateOnly(2024, 6, 1), null, CancellationToken.None));
        Assert.Equal(new FirmId(1), profile.Id);
        Assert.Equal([Yi, Jia], profile.Names.Select(name => name.Name));
        Assert.Equal(new DateOnly(2021, 1, 1), profile.Names[1].Until);
    }

    [Fact]
    public async Task Taking_a_delivery_back_undoes_its_links_and_reloading_revives_the_firm()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2023-01-01", new ListRow(Yi, Region: Wuhan));
        var delivery = await stage.LoadAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1)), new ListRow(Yi, Code(2), Wuhan));
        await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None);

        await stage.TakeBackAsync(delivery);
        var report = await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None);

        // Two rows are gone; the third is provisional again instead of linked by name.
        Assert.Equal((3, 1), (report.LinkagesEnded, report.FirmsRetired));
        var firms = await stage.ReadAsync(db => db.Firms.OrderBy(firm => firm.Id).ToListAsync());
        Assert.Equal((true, (string?)null, true), (firms[0].IsProvisional, firms[0].Uscc, firms[0].NeedsScoring));
        Assert.NotNull(firms[1].RetiredAt);

        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1)));
        Assert.Null((await stage.ReadAsync(db => db.Firms.SingleAsync(firm => firm.Id == 2))).RetiredAt);
    }

    [Fact]
    public async Task A_replaced_record_hands_its_linkage_on()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Projects, "2023-01-01", new ListRow(Jia, Key: "P1", State: PublicityState.Proposed));

        await stage.LoadAndLinkAsync(Library.Projects, "2023-06-01", new ListRow(Jia, Key: "P1"));

        var linkages = await stage.ReadAsync(db => db.Linkages.OrderBy(linkage => linkage.Id).ToListAsync());
        Assert.Equal([1L, 1L], linkages.Select(linkage => linkage.FirmId));
        Assert.Equal([true, false], linkages.Select(linkage => linkage.EndedAt is not null));
        var profile = Assert.Single(await stage.Profiles.ReadAsync([new FirmId(1)], new DateOnly(2024, 1, 1), null, CancellationToken.None));
        Assert.Equal(PublicityState.Announced, Assert.Single(profile.Facts).State);
    }

    [Fact]
    public async Task A_withdrawal_sends_the_firm_to_scoring_again()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.HighTechFirms, "2023-01-01", new ListRow(Jia, Key: "C1"));
        await stage.ReadAsync(db => db.Firms.ExecuteUpdateAsync(set => set.SetProperty(firm => firm.NeedsScoring, false)));

        await stage.LoadAndLinkAsync(Library.HighTechFirms, "2024-01-01", new ListRow(Jia, Key: "C1", State: PublicityState.Withdrawn));

        Assert.True((await stage.ReadAsync(db => db.Firms.SingleAsync())).NeedsScoring);
        var profile = Assert.Single(await stage.Profiles.ReadAsync([new FirmId(1)], new DateOnly(2024, 6, 1), null, CancellationToken.None));
        Assert.Empty(profile.Libraries);
        Assert.Contains(profile.Facts, fact => fact.WithdrawnOn == new DateOnly(2024, 1, 1));
    }

    [Fact]
    public async Task A_question_is_closed_once_the_rules_can_answer_it()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan));
        await stage.LoadAndLinkAsync(Library.Awards, "2019-01-01", new ListRow(Yi, Code(1), Wuhan));
        var asked = await stage.ReadAsync(db => db.ReviewItems.SingleAsync());
        Assert.Equal((ReviewReason.CodeNameConflict, "[1]", null), (asked.Reason, asked.Candidates, asked.ClosedAt));

        var report = await stage.LoadAndLinkAsync(Library.Renames, "2020-01-01", new ListRow(Jia, Code(1), Wuhan, Former: Yi));

        Assert.Equal(1, report.ReviewsClosed);
        Assert.Equal(0, report.Bands.GetValueOrDefault(LinkageBand.Review));
        Assert.Equal(1, await stage.ReadAsync(db => db.Firms.CountAsync(firm => firm.MergedInto == null)));
    }

    [Fact]
    public async Task A_person_s_answer_is_not_asked_for_again()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1)));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Yi, Code(1)));
        await stage.ReadAsync(db => db.ReviewItems.ExecuteUpdateAsync(set => set
            .SetProperty(item => item.ClosedAt, DateTimeOffset.UnixEpoch).SetProperty(item => item.ClosedBy, "reviewer")));

        var (report, _) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        Assert.Equal(0, report.ReviewsOpened);
    }

    private static string Code(int number) =>
        Uscc.FromParts("91", new RegionCode(Wuhan), OrganizationCode.FromBody($"MA{number:D6}")).ToString();
}
