using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Judging;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking.Judging;

public sealed class JudgedLinkingTests
{
    private const string Jia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";
    private const string Bing = "武汉丙火新材料有限公司";
    private const int Wuhan = 420100;

    [Fact]
    public async Task A_question_answered_goes_to_the_firm_named_and_comes_back_when_the_answer_is_taken_back()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan), new ListRow(Yi, Code(2), Wuhan));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Yi, Code(1), Wuhan));
        var before = await stage.ProjectionAsync();
        var item = await stage.ReadAsync(db => db.ReviewItems.SingleAsync());
        Assert.Equal((ReviewReason.CodeNameConflict, "[1,2]"), (item.Reason, item.Candidates));

        var given = await stage.JudgeAsync(Answer(item, Judgement.Match, 2));
        Assert.True(Assert.IsType<JudgeResult.Given>(given).NeedsSecond);
        Assert.Equal(before, await stage.ProjectionAsync());
        Assert.IsType<JudgeResult.SamePerson>(await stage.ConfirmAsync(given, "甲"));
        Assert.IsType<JudgeResult.Given>(await stage.ConfirmAsync(given, "乙"));

        var linkage = await stage.ReadAsync(db => db.Linkages.SingleAsync(linkage => linkage.RecordId == 3 && linkage.EndedAt == null));
        Assert.Equal((2L, LinkageRule.Judged, LinkageBand.Auto, 1.0), (linkage.FirmId, linkage.Rule, linkage.Band, linkage.Score));
        Assert.Contains("judgement", linkage.Evidence, StringComparison.Ordinal);
        Assert.Equal(0, await stage.ReadAsync(db => db.ReviewItems.CountAsync(one => one.ClosedAt == null)));

        await stage.TakeBackAsync(given);
        Assert.Equal(before, await stage.ProjectionAsync());
        Assert.Null((await stage.ReadAsync(db => db.ReviewItems.SingleAsync())).ClosedAt);
    }

    [Fact]
    public async Task None_of_the_firms_answers_the_question_for_good()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan), new ListRow(Yi, Code(2), Wuhan));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Yi, Code(1), Wuhan));
        var item = await stage.ReadAsync(db => db.ReviewItems.SingleAsync());

        Assert.True(Assert.IsType<JudgeResult.Given>(await stage.JudgeAsync(Answer(item, Judgement.NonMatch, 1))).IsOpen);
        var open = await stage.ReadAsync(db => db.ReviewItems.SingleAsync(one => one.ClosedAt == null));
        Assert.False(Assert.IsType<JudgeResult.Given>(await stage.JudgeAsync(Answer(open, Judgement.NonMatch, 2))).IsOpen);

        await stage.Linker.LinkAllAsync(null, CancellationToken.None);
        Assert.Equal(0, await stage.ReadAsync(db => db.ReviewItems.CountAsync(one => one.ClosedAt == null)));
        Assert.Equal(3, (await stage.ReadAsync(db => db.Linkages.SingleAsync(linkage => linkage.RecordId == 3 && linkage.EndedAt == null))).FirmId);
    }

    [Fact]
    public async Task Unsure_keeps_the_question_open_and_binds_nobody()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Yi, Code(1), Wuhan));
        var before = await stage.ProjectionAsync();
        var item = await stage.ReadAsync(db => db.ReviewItems.SingleAsync());

        Assert.True(Assert.IsType<JudgeResult.Given>(await stage.JudgeAsync(Answer(item, Judgement.Unsure, 1))).IsOpen);

        Assert.Equal(before, await stage.ProjectionAsync());
        Assert.NotNull((await stage.ReadAsync(db => db.ReviewItems.SingleAsync(one => one.ClosedAt == null))).UnsureAt);
    }

    [Fact]
    public async Task Firms_merged_by_a_person_stay_merged_through_full_runs_and_a_list_sent_again()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2024-01-01", new ListRow(Jia, Region: Wuhan, Key: "A1"));
        await stage.LoadAndLinkAsync(Library.Projects, "2024-02-01", new ListRow(Bing, Region: Wuhan, Key: "P1"));
        await stage.MergeAsync(1, 2);

        await stage.LoadAndLinkAsync(Library.Projects, "2024-03-01", new ListRow(Bing, Region: 420500, Key: "P1"));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-04-01", new ListRow(Bing, Region: 420500, Key: "A2"));
        await stage.Linker.LinkAllAsync(null, CancellationToken.None);

        var firms = await stage.ReadAsync(db => db.Linkages.Where(linkage => linkage.EndedAt == null).Select(linkage => linkage.FirmId).Distinct().ToListAsync());
        Assert.Equal([1L], firms);
        Assert.Equal(1L, (await stage.ReadAsync(db => db.Firms.SingleAsync(firm => firm.Id == 2))).MergedInto);
    }

    [Fact]
    public async Task Merging_and_taking_it_back_gives_both_firms_their_ids_again_and_the_journal_tells_it()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2024-01-01", new ListRow(Jia, Region: Wuhan));
        await stage.LoadAndLinkAsync(Library.Projects, "2024-02-01", new ListRow(Bing, Region: Wuhan, Key: "1"), new ListRow(Bing, Region: Wuhan, Key: "2"));
        var before = await stage.ProjectionAsync();

        var merged = await stage.MergeAsync(2, 1);
        Assert.NotEqual(before, await stage.ProjectionAsync());
        await stage.TakeBackAsync(merged);

        Assert.Equal(before, await stage.ProjectionAsync());
        var lines = await stage.ReadAsync(db => db.LinkJournal.OrderBy(line => line.Id).Select(line => line.Kind).ToListAsync());
        Assert.Equal([JournalKind.Judged, JournalKind.FirmMerged, JournalKind.Retracted, JournalKind.FirmSplit], lines);
        Assert.Empty((await stage.ReadAsync(db => db.StateAsync(CancellationToken.None))).Redirects);
    }

    [Fact]
    public async Task Merges_in_a_chain_come_apart_into_the_firms_they_were()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2024-01-01", new ListRow(Jia, Region: Wuhan), new ListRow(Yi, Region: Wuhan), new ListRow(Bing, Region: Wuhan));
        var before = await stage.ProjectionAsync();

        var first = await stage.MergeAsync(2, 3);
        var second = await stage.MergeAsync(1, 2);
        await stage.TakeBackAsync(first);
        await stage.TakeBackAsync(second);

        Assert.Equal(before, await stage.ProjectionAsync());
    }

    [Fact]
    public async Task Merge_and_unmerge_leave_every_byte_of_generated_lists_as_it_was()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            await using var stage = await LinkingStage.OpenAsync();
            var random = new Random(seed);
            await LoadRandomAsync(stage, random);
            var before = await stage.ProjectionAsync();
            var firms = await stage.ReadAsync(db => db.Firms.Where(firm => firm.MergedInto == null && firm.RetiredAt == null).Select(firm => firm.Id).ToListAsync());
            var given = new List<JudgeResult>();
            for (var i = 0; i < 6; i++)
            {
                var result = await stage.MergeAsync(firms[random.Next(firms.Count)], firms[random.Next(firms.Count)], codeChange: i % 2 == 0, reason: "换照");
                if (result is JudgeResult.Given one)
                {
                    given.Add(result);
                    if (one.NeedsSecond)
                    {
                        await stage.ConfirmAsync(result, "乙");
                    }
                }
            }

            Assert.NotEmpty(given);
            foreach (var result in given.OrderBy(_ => random.Next()))
            {
                await stage.TakeBackAsync(result);
            }

            Assert.True(before == await stage.ProjectionAsync(), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Judgements_are_obeyed_in_any_order_of_loading_and_by_full_and_incremental_runs_alike()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var outcomes = new List<string>();
            for (var order = 0; order < 3; order++)
            {
                await using var stage = await LinkingStage.OpenAsync();
                var lists = Lists(new Random(seed));
                await stage.LoadAndLinkAsync(lists[0].Library, lists[0].Published, lists[0].Rows);
                await JudgeAsync(stage);
                foreach (var list in order == 1 ? lists.Skip(1).Reverse() : lists.Skip(1))
                {
                    await stage.LoadAndLinkAsync(list.Library, list.Published, list.Rows);
                }

                if (order == 2)
                {
                    await stage.Linker.LinkAllAsync(null, CancellationToken.None);
                }

                var state = await stage.ReadAsync(db => db.JudgementsAsync(null, CancellationToken.None));
                Assert.NotEmpty(state.Standing);
                await AssertApartAsync(stage, state);
                outcomes.Add(await stage.GroupsAsync());
            }

            Assert.Equal(outcomes[0], outcomes[1]);
            Assert.Equal(outcomes[0], outcomes[2]);
        }

        // The first list holds one row a name; what was judged of it binds the rows that follow.
        static async Task JudgeAsync(LinkingStage stage)
        {
            await stage.JudgeAsync(new(Row(1), [Row(2)], Judgement.NonMatch, JudgedScope.Row, "甲"));
            await stage.JudgeAsync(new(Row(3), [Row(4)], Judgement.Match, JudgedScope.Row, "甲"));
            await stage.JudgeAsync(new(Row(5), [Row(1)], Judgement.NonMatch, JudgedScope.Row, "甲"));
        }
    }

    [Fact]
    public async Task Two_firms_with_codes_and_contradicting_judgements_are_refused_with_a_reason()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2024-01-01", new ListRow(Jia, Code(1), Wuhan), new ListRow(Yi, Code(2), Wuhan));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-02-01", new ListRow(Bing, Region: Wuhan));

        var codes = Assert.IsType<JudgeResult.Refused>(await stage.MergeAsync(1, 2));
        Assert.IsType<JudgementVerdict.CodesDiffer>(codes.Verdict);
        Assert.Contains("代码变更", JudgeText.Of(codes), StringComparison.Ordinal);

        await stage.JudgeAsync(new(new JudgedTarget.Firm(new(3)), [new JudgedTarget.Firm(new(1))], Judgement.NonMatch, JudgedScope.Firm, "甲"));
        Assert.IsType<JudgementVerdict.Contradicts>(Assert.IsType<JudgeResult.Refused>(await stage.MergeAsync(3, 1)).Verdict);
        Assert.IsType<JudgeResult.NotFound>(await stage.MergeAsync(3, 99));
    }

    private static async Task AssertApartAsync(LinkingStage stage, JournalState state)
    {
        var firmOf = (await stage.ReadAsync(db => db.Linkages.Where(linkage => linkage.EndedAt == null).ToListAsync()))
            .ToDictionary(linkage => new UnitKey(linkage.RecordId, linkage.Position), linkage => linkage.FirmId);
        foreach (var judgement in state.Standing.Where(one => one.Judgement == Judgement.NonMatch))
        {
            Assert.NotEqual(firmOf[judgement.Left.Seen], firmOf[judgement.Right!.Seen]);
        }
    }

    private static JudgedTarget.Row Row(long record) => new(new UnitKey(record, 1));

    private static GiveJudgement.Request Answer(ReviewItem item, Judgement judgement, long firm) => new(
        new JudgedTarget.Row(new UnitKey(item.RecordId, item.Position)),
        [new JudgedTarget.Firm(new FirmId(firm))],
        judgement,
        JudgedScope.Row,
        "甲",
        ReviewItemId: item.Id);

    private static async Task LoadRandomAsync(LinkingStage stage, Random random)
    {
        foreach (var list in Lists(random))
        {
            await stage.LoadAndLinkAsync(list.Library, list.Published, list.Rows);
        }
    }

    private static List<(Library Library, string Published, ListRow[] Rows)> Lists(Random random)
    {
        string[] names = [Jia, Yi, Bing, "武汉丁土生物有限公司", "武汉戊金机械有限公司", "宜昌甲禾科技有限公司"];
        var lists = new List<(Library, string, ListRow[])>
        {
            (Library.Awards, "2020-01-01", [.. names.Select((name, i) => new ListRow(name, Region: Wuhan, Key: $"R{i}"))]),
        };
        foreach (var (library, day) in new[] { (Library.Registry, "2021-01-01"), (Library.TechSmes, "2022-01-01"), (Library.Projects, "2023-01-01") })
        {
            lists.Add((library, day, [.. Enumerable.Range(0, 8).Select(i => new ListRow(
                names[library == Library.Registry ? i % names.Length : random.Next(names.Length)],
                library == Library.Registry ? Code(i % names.Length) : random.Next(3) == 0 ? Code(random.Next(names.Length)) : null,
                random.Next(2) == 0 ? Wuhan : null,
                Key: $"{library}{i}"))]));
        }

        return lists;
    }

    private static string Code(int number) =>
        Uscc.FromParts("91", new RegionCode(Wuhan), OrganizationCode.FromBody($"MA{number:D6}")).ToString();
}
