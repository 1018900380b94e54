using System.Globalization;
using System.Text.Json.Nodes;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Ingest.Indexing;
using Matching.Ingest.Samples;
using Matching.Integration.Tests.Storage;
using Matching.Ml.Runs;
using Matching.Ml.Scoring;
using Matching.Storage;
using Matching.Storage.Jobs;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Scoring;

/// <summary>Scoring of all firms over loaded sample lists: what a second run, a new day and another card leave behind.</summary>
#pragma warning disable CA1001 // disposed by xunit through IAsyncLifetime
public sealed class RescoringTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const int Firms = 300;

    private readonly DirectoryInfo lists = Directory.CreateTempSubdirectory("matching-lists-");
    private readonly LoadedStore store = new(null);

    private DateOnly Today => BeijingTime.Today(store.Clock);

    public async Task InitializeAsync()
    {
        await SampleLists.WriteAsync(lists.FullName, Firms, seed: 23);
        await store.PrepareAsync();
        foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(lists.FullName, "lists.csv"))).Skip(1))
        {
            var cells = line.Split(',');
            Assert.True(LibraryCatalog.TryFind(cells[1], out var info), line);
            await store.LoadAsync(
                Path.Combine(lists.FullName, cells[0]), info.Library, DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        lists.Delete(recursive: true);
    }

    [Fact]
    public async Task Scored_as_loaded_or_all_at_once_is_the_same_but_for_the_peers_met_meanwhile()
    {
        var asLoaded = await InForceAsync();
        var report = await ScoreAsync(ScoreScope.All);
        var allAtOnce = await InForceAsync();

        Assert.Equal(asLoaded.Keys.Order(), allAtOnce.Keys.Order());
        Assert.Equal(report.Scored, allAtOnce.Count);
        Assert.All(allAtOnce, pair => Assert.Equal((asLoaded[pair.Key].Points, asLoaded[pair.Key].Contributions), (pair.Value.Points, pair.Value.Contributions)));
        Assert.Equal(report.Scored, report.Grades.Sum());
        Assert.True(report.Grades.Count(count => count > 0) >= 5, string.Join(' ', report.Grades));
        Assert.True(report.Passed > 0);
    }

    [Fact]
    public async Task A_second_run_leaves_no_trace()
    {
        await ScoreAsync(ScoreScope.All);
        var before = await CountsAsync();
        var again = await ScoreAsync(ScoreScope.All);
        Assert.Equal((0, 0), (again.Changed, again.Ended));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal(0, (await ScoreAsync(ScoreScope.NeedingScore)).Scored);
    }

    [Fact]
    public async Task Scorings_at_the_same_time_leave_one_score_a_firm()
    {
        for (var year = 0; year < 4; year++)
        {
            store.Clock.Advance(TimeSpan.FromDays(365));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ScoreAsync(ScoreScope.All))));
            await using var db = await store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
            Assert.Equal(0, await db.Scores.Where(score => score.EndedAt == null).GroupBy(score => score.FirmId).CountAsync(scores => scores.Count() > 1));
        }
    }

    [Fact]
    public async Task Two_scores_an_earlier_version_left_standing_stop_no_index_and_are_put_right_by_the_next_scoring()
    {
        await ScoreAsync(ScoreScope.All);
        await using var db = await store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var old = await db.Scores.AsNoTracking().FirstAsync(score => score.EndedAt == null);
        var shown = old.Points + 1;
        db.Scores.Add(new StoredScore
        {
            FirmId = old.FirmId,
            Scorer = old.Scorer,
            AsOf = old.AsOf,
            Stage = old.Stage,
            Baseline = old.Baseline,
            Points = shown,
            Grade = old.Grade,
            PeerKey = old.PeerKey,
            PeerGroup = old.PeerGroup,
            PeerPercentile = old.PeerPercentile,
            Contributions = old.Contributions,
            ScoredAt = old.ScoredAt,
        });
        await db.SaveChangesAsync();

        Assert.Equal(shown, await PointsInIndexAsync(old.FirmId));
        await ScoreAsync(ScoreScope.All);
        Assert.Equal(old.Points, await PointsInIndexAsync(old.FirmId));
        Assert.Equal(1, await db.Scores.CountAsync(score => score.FirmId == old.FirmId && score.EndedAt == null));
    }

    [Fact]
    public async Task The_reasons_of_every_score_add_up_to_its_points()
    {
        foreach (var score in (await InForceAsync()).Values)
        {
            var reasons = JsonNode.Parse(score.Contributions)!.AsArray();
            Assert.Equal(score.Points, score.Baseline + reasons.Sum(reason => (decimal)reason!["Points"]!));
        }
    }

    [Fact]
    public async Task Years_later_certificates_have_run_out_and_what_was_shown_before_can_be_shown_again()
    {
        await ScoreAsync(ScoreScope.All);
        var shownAt = store.Clock.GetUtcNow();
        var before = await InForceAsync();
        store.Clock.Advance(TimeSpan.FromDays(4 * 365));
        var runs = store.Get<ScoreRuns>();
        Assert.True(await runs.RequestForNewDayAsync(Today, CancellationToken.None));
        Assert.True(await store.Get<RecomputeScores>().NextAsync(CancellationToken.None));

        var after = await InForceAsync();
        Assert.True(after.Values.Sum(score => score.Points) < before.Values.Sum(score => score.Points));
        var fell = before.First(pair => pair.Value.Points > after[pair.Key].Points).Value;
        var reader = store.Get<ScoreReader>();
        Assert.Equal(fell.Points, (await reader.ReadAsync(new FirmId(fell.FirmId), shownAt, CancellationToken.None))!.Score.Points);
        Assert.Equal(after[fell.FirmId].Points, (await reader.ReadAsync(new FirmId(fell.FirmId), null, CancellationToken.None))!.Score.Points);
        var run = Assert.Single(await runs.NewestAsync(5, CancellationToken.None));
        Assert.Equal((JobState.Done, ScoreRunCause.NewDay, Today, after.Count), (run.State, run.Cause, run.AsOf, run.Scored));
        Assert.False(await store.Get<RecomputeScores>().NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Another_card_scores_from_the_next_run_on_and_the_index_follows()
    {
        var cards = store.Get<PointCards>();
        await cards.InForceAsync(CancellationToken.None);
        var json = JsonNode.Parse(PointCards.ShippedJson())!;
        json["version"] = "card-harsh";
        json["gradeCuts"] = new JsonArray(99, 98, 97, 96, 95, 94, 93, 92, 91);
        Assert.IsType<PointCardResult.Added>(await cards.AddAsync(json.ToJsonString(), "analyst", CancellationToken.None));
        Assert.IsType<PointCardResult.VersionTaken>(await cards.AddAsync(json.ToJsonString(), "analyst", CancellationToken.None));
        Assert.IsType<PointCardResult.NotFound>(await cards.ActivateAsync("card-none", "reviewer", "更合实际", CancellationToken.None));
        Assert.IsType<PointCardResult.SamePerson>(await cards.ActivateAsync("card-harsh", "analyst", "更合实际", CancellationToken.None));
        Assert.IsType<PointCardResult.Activated>(await cards.ActivateAsync("card-harsh", "reviewer", "更合实际", CancellationToken.None));
        Assert.IsType<PointCardResult.AlreadyInForce>(await cards.ActivateAsync("card-harsh", "reviewer", "更合实际", CancellationToken.None));
        var newest = await NewestChangeAsync();

        var report = await ScoreAsync(ScoreScope.All);

        Assert.Equal((report.Scored, report.Scored, "card-harsh"), (report.Changed, report.Grades[9], report.Card));
        Assert.True(await NewestChangeAsync() > newest);
        Assert.All((await InForceAsync()).Values, score => Assert.Equal(("card-harsh", 10), (score.Scorer, score.Grade)));
        Assert.Equal(2, (await cards.AllAsync(CancellationToken.None)).Count);
    }

    private async Task<ScoreReport> ScoreAsync(ScoreScope scope)
    {
        store.Clock.Step();
        return await store.Get<ScoreFirms>().RunAsync(Today, scope, null, CancellationToken.None);
    }

    private async Task<decimal?> PointsInIndexAsync(long firm)
    {
        await foreach (var document in store.Get<FirmDocuments>().AllAsync(Today, CancellationToken.None))
        {
            if (document.Id.Value == firm)
            {
                return document.Points;
            }
        }

        return null;
    }

    private async Task<Dictionary<long, StoredScore>> InForceAsync()
    {
        await using var db = await OpenAsync();
        return await db.Scores.AsNoTracking().Where(score => score.EndedAt == null).ToDictionaryAsync(score => score.FirmId);
    }

    private async Task<(int Scores, long Change)> CountsAsync()
    {
        await using var db = await OpenAsync();
        return (await db.Scores.CountAsync(), await db.Firms.MaxAsync(firm => firm.ChangeNumber));
    }

    private async Task<long> NewestChangeAsync() => (await CountsAsync()).Change;

    private Task<MatchingDbContext> OpenAsync() => store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
}
