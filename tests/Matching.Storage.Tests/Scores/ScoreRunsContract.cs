using Matching.Domain.Firms;
using Matching.Storage.Firms;
using Matching.Storage.Jobs;
using Matching.Storage.Scores;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Storage.Tests.Scores;

public abstract class ScoreRunsContract(FreshDatabase database) : StorageContract(database)
{
    private static readonly DateOnly Today = new(2026, 3, 5);
    private static readonly ScoreRunOutcome Outcome = new("card-x", 10, 3, 1, 2, [1, 2, 3, 4, 0, 0, 0, 0, 0, 0]);

    private ScoreRuns Runs => Database.Get<ScoreRuns>();

    [Fact]
    public async Task A_run_is_asked_for_held_and_ended_with_its_numbers()
    {
        var (asked, isNew) = await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        Assert.True(isNew);
        await using (var held = await Runs.TakeAsync(NoToken))
        {
            Assert.Equal((asked.Id, Today), (held!.Id, held.AsOf));
            Assert.Null(await Runs.TakeAsync(NoToken));
            Assert.True(await held.FinishAsync(Outcome, NoToken));
        }

        var run = (await Runs.FindAsync(asked.Id, NoToken))!;
        Assert.Equal((JobState.Done, "card-x", 10, 3), (run.State, run.Card, run.Scored, run.Changed));
        Assert.Equal("1,2,3,4,0,0,0,0,0,0", run.GradeCounts);
        Assert.NotNull(run.FinishedAt);
        Assert.Null(run.Worker);
        Assert.Null(await Runs.TakeAsync(NoToken));
    }

    [Fact]
    public async Task One_request_waits_for_all_who_ask_and_a_running_one_is_followed_by_another()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken))));
        Assert.Single(answers, answer => answer.IsNew);
        Assert.Single(answers.Select(answer => answer.Run.Id).Distinct());

        await using var held = await Runs.TakeAsync(NoToken);
        Assert.True((await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken)).IsNew);
    }

    [Fact]
    public async Task Only_one_of_many_takes_a_run()
    {
        await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        var held = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Runs.TakeAsync(NoToken, $"elsewhere/{number}/1"))));
        await using var one = Assert.Single(held, run => run is not null);
    }

    [Fact]
    public async Task A_run_let_go_without_an_end_waits_again_and_is_given_up_after_three_times()
    {
        var (asked, _) = await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        for (var attempt = 0; attempt < ScoreRuns.MostAttempts; attempt++)
        {
            await using var held = await Runs.TakeAsync(NoToken);
            Assert.NotNull(held);
        }

        Assert.Null(await Runs.TakeAsync(NoToken));
        var run = (await Runs.FindAsync(asked.Id, NoToken))!;
        Assert.Equal(JobState.Failed, run.State);
        Assert.Contains("重新计算", run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_run_of_a_silent_worker_is_taken_over_and_the_old_one_cannot_end_it()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(clock));
        var runs = process.GetRequiredService<ScoreRuns>();
        await runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);

        // a worker of another machine, whose process cannot be looked at from here; it is too busy to renew
        var silent = await runs.TakeAsync(NoToken, "elsewhere/1/1");
        Assert.Null(await runs.TakeAsync(NoToken));
        clock.Advance(TimeSpan.FromSeconds(61));
        await using var held = await runs.TakeAsync(NoToken);

        Assert.Equal(silent!.Id, held!.Id);
        Assert.False(await silent.FinishAsync(Outcome, NoToken));
        await silent.DisposeAsync();
        Assert.True(await held.FinishAsync(Outcome, NoToken));
    }

    [Fact]
    public async Task A_run_taken_while_a_clock_ran_a_day_ahead_is_not_waited_for()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(clock));
        var runs = process.GetRequiredService<ScoreRuns>();
        await runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        clock.Advance(TimeSpan.FromHours(25));
        var ahead = await runs.TakeAsync(NoToken, "elsewhere/1/1");
        clock.Advance(TimeSpan.FromHours(-25));

        await using var held = await runs.TakeAsync(NoToken);
        Assert.Equal(ahead!.Id, held!.Id);
        await ahead.DisposeAsync();
        Assert.True(await held.FinishAsync(Outcome, NoToken));
    }

    [Fact]
    public async Task The_run_of_a_dead_process_on_this_machine_is_taken_at_once()
    {
        await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        await using var dead = await Runs.TakeAsync(NoToken, $"{Environment.MachineName}/{Environment.ProcessId}/1");
        await using var held = await Runs.TakeAsync(NoToken);
        Assert.Equal(dead!.Id, held!.Id);
    }

    [Fact]
    public async Task A_failed_run_keeps_its_sentence()
    {
        var (asked, _) = await Runs.RequestAsync(ScoreRunCause.Request, "analyst", Today, NoToken);
        await using (var held = await Runs.TakeAsync(NoToken))
        {
            Assert.True(await held!.FailAsync("没有算完。", NoToken));
        }

        var run = (await Runs.FindAsync(asked.Id, NoToken))!;
        Assert.Equal((JobState.Failed, "没有算完。"), (run.State, run.Message));
        Assert.Null(await Runs.TakeAsync(NoToken));
    }

    [Fact]
    public async Task A_new_day_is_asked_for_once_and_only_when_older_scores_stand()
    {
        Assert.False(await Runs.RequestForNewDayAsync(Today, NoToken));
        await AddScoreAsync(Today);
        Assert.False(await Runs.RequestForNewDayAsync(Today, NoToken));

        var tomorrow = Today.AddDays(1);
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Runs.RequestForNewDayAsync(tomorrow, NoToken))));
        Assert.Single(asked, isNew => isNew);
        var run = Assert.Single(await Runs.NewestAsync(10, NoToken));
        Assert.Equal((ScoreRunCause.NewDay, "system", tomorrow), (run.Cause, run.RequestedBy, run.AsOf));
        Assert.False(await Runs.RequestForNewDayAsync(tomorrow, NoToken));
        Assert.True(await Runs.RequestForNewDayAsync(tomorrow.AddDays(1), NoToken));
    }

    [Fact]
    public async Task What_was_scored_on_the_command_line_is_kept_too()
    {
        await Runs.RecordAsync("命令行", Today, new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero), Outcome, NoToken);
        var run = Assert.Single(await Runs.NewestAsync(10, NoToken));
        Assert.Equal((JobState.Done, ScoreRunCause.CommandLine, 10), (run.State, run.Cause, run.Scored));
        Assert.Null(await Runs.TakeAsync(NoToken));
    }

    private async Task AddScoreAsync(DateOnly asOf)
    {
        await using var db = Database.Open();
        var now = new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero);
        db.Firms.Add(new Firm { Id = 1, Kind = UnitKind.Firm, Name = "武汉市甲光电科技有限公司", CreatedAt = now });
        await db.SaveChangesAsync();
        db.Scores.Add(new StoredScore
        {
            FirmId = 1,
            Scorer = "card-x",
            AsOf = asOf,
            Stage = "成长期",
            Baseline = 0,
            Points = 10,
            Grade = 9,
            PeerGroup = "全部企业",
            Contributions = "[]",
            ScoredAt = now,
        });
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteScoreRunsTests() : ScoreRunsContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresScoreRunsTests() : ScoreRunsContract(new FreshPostgres());
