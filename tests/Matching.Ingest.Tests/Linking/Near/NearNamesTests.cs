using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Judging;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking.Near;

/// <summary>Near names among stored lists: found when everything is compared, remembered between comparisons, and never against a person's word.</summary>
public sealed class NearNamesTests
{
    private const string Registered = "武汉衡拓光电科技有限公司";
    private const string Printed = "衡拓光电科技有限公司";

    [Fact]
    public async Task Rows_near_a_name_of_the_register_find_their_firm_once_names_are_compared()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync();
        await using var opened = stage;
        Assert.Equal((LinkageRule.Provisional, null), await PlaceAsync(stage, Printed));

        var (report, near) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        Assert.Equal((LinkageRule.RegisterName, SpeltWorld.Code(1)), await PlaceAsync(stage, Printed));
        Assert.True(near.Linked > 2 * SpeltWorld.Register.Length, $"{near.Linked} rows linked by near names");
        Assert.True(report.FirmsMerged > SpeltWorld.Register.Length, $"{report.FirmsMerged} firms merged");

        // Who is registered nowhere stays a firm of its own; whoever is linked is linked to the firm meant.
        var links = await stage.ReadAsync(db => (
            from linkage in db.Linkages
            where linkage.EndedAt == null && linkage.Rule == LinkageRule.RegisterName
            join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
            join firm in db.Firms on linkage.FirmId equals firm.Id
            select new { unit.PrintedName, unit.Region, firm.Uscc }).ToListAsync());
        Assert.All(links, link => Assert.Contains(SpeltWorld.Firms, firm => firm.Code == link.Uscc && firm.IsRegistered && link.PrintedName.Contains(firm.Core[..4], StringComparison.Ordinal)));
        Assert.Equal(new FirmId(1), Assert.Single(await stage.Profiles.ReadAsync([new FirmId(1)], new DateOnly(2024, 6, 1), null, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Between_comparisons_every_delivery_linked_again_writes_nothing()
    {
        var (stage, deliveries) = await SpeltWorld.LinkedAsync(Twins);
        await using var opened = stage;
        await stage.LoadAndLinkAsync(Library.Awards, "2024-06-01", new ListRow("衡拓机床有限公司"));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var before = await stage.ProjectionAsync();
        var questions = await QuestionsAsync(stage);
        Assert.NotEmpty(questions);

        foreach (var delivery in deliveries)
        {
            var report = await stage.Linker.LinkDeliveryAsync(delivery, null, CancellationToken.None);
            Assert.Equal((0, 0, 0, 0, 0), (report.LinkagesChanged, report.LinkagesEnded, report.FirmsChanged, report.ReviewsOpened, report.ReviewsClosed));
        }

        var (again, _) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        Assert.Equal((0, 0, 0), (again.LinkagesChanged, again.ReviewsOpened, again.ReviewsClosed));
        Assert.Equal(before, await stage.ProjectionAsync());
        Assert.Equal(questions, await QuestionsAsync(stage));
    }

    [Fact]
    public async Task A_new_row_of_a_name_linked_before_follows_it_without_a_new_comparison()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync();
        await using var opened = stage;
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        var report = await stage.LoadAndLinkAsync(Library.Awards, "2024-07-01", new ListRow(Printed, Region: SpeltWorld.Wuhan, Key: "new"));

        Assert.Equal((1, 0, 0), (report.LinkagesChanged, report.LinkagesEnded, report.FirmsCreated));
        Assert.Equal(
            [1L, 1L],
            await stage.ReadAsync(db => db.Linkages.Where(linkage => linkage.EndedAt == null && linkage.Rule == LinkageRule.RegisterName
                && db.Units.Any(unit => unit.RecordId == linkage.RecordId && unit.PrintedName == Printed)).Select(linkage => linkage.FirmId).ToListAsync()));
        var (all, _) = await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        Assert.Equal((0, 0), (all.FirmsCreated, all.FirmsMerged));
    }

    [Fact]
    public async Task A_list_sent_anew_keeps_the_links_of_its_rows()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync();
        await using var opened = stage;
        await stage.LoadAndLinkAsync(Library.Projects, "2024-06-01", new ListRow(Printed, Region: SpeltWorld.Wuhan, Key: "P1"));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var firms = await stage.ReadAsync(db => db.Firms.CountAsync());

        await stage.LoadAndLinkAsync(Library.Projects, "2024-08-01", new ListRow(Printed, Region: SpeltWorld.Wuhan, Key: "P1", EventOn: "2024-07-30"));

        Assert.Equal(firms, await stage.ReadAsync(db => db.Firms.CountAsync()));
        Assert.Equal((LinkageRule.RegisterName, SpeltWorld.Code(1)), await PlaceAsync(stage, Printed));
    }

    [Fact]
    public async Task A_surer_rung_has_its_way_at_once()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync();
        await using var opened = stage;
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        await stage.LoadAndLinkAsync(Library.Registry, "2024-07-01", new ListRow(Printed, SpeltWorld.Code(800_000), SpeltWorld.Wuhan));

        Assert.Equal((LinkageRule.NameAndRegion, SpeltWorld.Code(800_000)), await PlaceAsync(stage, Printed, Library.Awards));
        Assert.Equal((LinkageRule.RegisterName, SpeltWorld.Code(1)), await PlaceAsync(stage, "武汉衡拓光电科技", Library.Projects));
    }

    [Fact]
    public async Task A_person_parts_a_near_link_for_good_and_may_change_his_mind()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync();
        await using var opened = stage;
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var row = await UnitAsync(stage, Printed);

        var given = await stage.JudgeAsync(new(new JudgedTarget.Row(row), [new JudgedTarget.Firm(new FirmId(1))], Judgement.NonMatch, JudgedScope.Row, "甲", "看过原件"));
        Assert.Equal((LinkageRule.Provisional, null), await PlaceAsync(stage, Printed));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        Assert.Equal((LinkageRule.Provisional, null), await PlaceAsync(stage, Printed));
        Assert.DoesNotContain(await QuestionsAsync(stage), question => question.StartsWith($"{row.RecordId}/", StringComparison.Ordinal));

        await stage.TakeBackAsync(given);
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        Assert.Equal((LinkageRule.RegisterName, SpeltWorld.Code(1)), await PlaceAsync(stage, Printed));
    }

    [Fact]
    public async Task Two_firms_as_near_are_asked_about_until_a_person_answers()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync(Twins);
        await using var opened = stage;
        await stage.LoadAndLinkAsync(Library.Awards, "2024-06-01", new ListRow("衡拓机床有限公司", Key: "A1"));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var item = await QuestionOfAsync(stage, "衡拓机床有限公司");
        Assert.Equal(LinkageBand.Review, (await LinkageAsync(stage, "衡拓机床有限公司", Library.Awards)).Band);

        // A list that touches the row leaves the question as it is.
        await stage.LoadAndLinkAsync(Library.Awards, "2024-07-01", new ListRow("衡拓机床有限公司", Key: "A2"));
        Assert.Equal(item.Id, (await QuestionOfAsync(stage, "衡拓机床有限公司")).Id);

        var candidates = System.Text.Json.JsonSerializer.Deserialize<long[]>(item.Candidates)!;
        Assert.Equal(2, candidates.Length);
        await stage.JudgeAsync(Answer(item, Judgement.Match, candidates[1]));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var linkage = await stage.ReadAsync(db => db.Linkages.SingleAsync(linkage => linkage.EndedAt == null && linkage.RecordId == item.RecordId));
        Assert.Equal((candidates[1], LinkageRule.Judged), (linkage.FirmId, linkage.Rule));
        Assert.DoesNotContain(await QuestionsAsync(stage), question => question.StartsWith($"{item.RecordId}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task None_of_the_near_firms_is_an_answer_too()
    {
        var (stage, _) = await SpeltWorld.LinkedAsync(Twins);
        await using var opened = stage;
        await stage.LoadAndLinkAsync(Library.Awards, "2024-06-01", new ListRow("衡拓机床有限公司"));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        var item = await QuestionOfAsync(stage, "衡拓机床有限公司");

        foreach (var candidate in System.Text.Json.JsonSerializer.Deserialize<long[]>(item.Candidates)!)
        {
            await stage.JudgeAsync(Answer(item, Judgement.NonMatch, candidate));
            await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        }

        Assert.DoesNotContain(await QuestionsAsync(stage), question => question.StartsWith($"{item.RecordId}/", StringComparison.Ordinal));
        Assert.Equal((LinkageRule.Provisional, null), await PlaceAsync(stage, "衡拓机床有限公司", Library.Awards));
    }

    [Fact]
    public async Task Lists_in_any_order_with_comparisons_in_between_end_in_the_same_groups()
    {
        var lists = new (Library Library, string Published, ListRow[] Rows)[]
        {
            (Library.Registry, "2024-01-01", [.. SpeltWorld.Register, .. Twins]),
            (Library.Awards, "2024-03-01", SpeltWorld.WithoutRegion),
            (Library.Projects, "2024-04-01", SpeltWorld.WithoutForm),
            (Library.Ventures, "2024-05-01", SpeltWorld.CutOff),
            (Library.Awards, "2024-06-01", [new ListRow("衡拓机床有限公司")]),
        };
        var random = new Random(5);
        string? expected = null;
        for (var round = 0; round < 3; round++)
        {
            await using var stage = await LinkingStage.OpenAsync();
            foreach (var (library, published, rows) in lists)
            {
                await stage.LoadAndLinkAsync(library, published, rows);
                if (random.Next(2) == 0)
                {
                    await stage.Linker.LinkAllAsync(null, CancellationToken.None);
                }
            }

            await stage.Linker.LinkAllAsync(null, CancellationToken.None);
            expected ??= await stage.GroupsAsync();
            Assert.Equal(expected, await stage.GroupsAsync());
            random.Shuffle(lists);
        }
    }

    /// <summary>Two firms a name without its region fits alike.</summary>
    private static ListRow[] Twins =>
        [new ListRow("沈阳衡拓机床有限公司", SpeltWorld.Code(900_001), 210100), new ListRow("大连衡拓机床有限公司", SpeltWorld.Code(900_002), 210200)];

    private static GiveJudgement.Request Answer(ReviewItem item, Judgement judgement, long firm) => new(
        new JudgedTarget.Row(new UnitKey(item.RecordId, item.Position)), [new JudgedTarget.Firm(new FirmId(firm))], judgement, JudgedScope.Row, "甲", "", ReviewItemId: item.Id);

    private static async Task<UnitKey> UnitAsync(LinkingStage stage, string name)
    {
        var unit = await stage.ReadAsync(db => db.Units.FirstAsync(unit => unit.PrintedName == name && unit.Uscc == null));
        return new(unit.RecordId, unit.Position);
    }

    private static async Task<(LinkageRule Rule, string? Code)> PlaceAsync(LinkingStage stage, string name, Library? library = null)
    {
        var linkage = await LinkageAsync(stage, name, library);
        return (linkage.Rule, await stage.ReadAsync(db => db.Firms.Where(firm => firm.Id == linkage.FirmId).Select(firm => firm.Uscc).SingleAsync()));
    }

    private static Task<StoredLinkage> LinkageAsync(LinkingStage stage, string name, Library? library) => stage.ReadAsync(db => (
        from linkage in db.Linkages
        where linkage.EndedAt == null
        join record in db.Records on linkage.RecordId equals record.Id
        join unit in db.Units on new { linkage.RecordId, linkage.Position } equals new { unit.RecordId, unit.Position }
        where unit.PrintedName == name && unit.Uscc == null && (library == null || record.Library == library)
        orderby linkage.RecordId
        select linkage).FirstAsync());

    private static Task<ReviewItem> QuestionOfAsync(LinkingStage stage, string name) => stage.ReadAsync(db => db.ReviewItems.SingleAsync(
        item => item.ClosedAt == null && db.Units.Any(unit => unit.RecordId == item.RecordId && unit.PrintedName == name)));

    private static Task<List<string>> QuestionsAsync(LinkingStage stage) => stage.ReadAsync(db => db.ReviewItems
        .Where(item => item.ClosedAt == null)
        .OrderBy(item => item.Id)
        .Select(item => item.RecordId + "/" + item.Reason + "/" + item.Candidates)
        .ToListAsync());
}
