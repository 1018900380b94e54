using Matching.Domain.Libraries;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Storage.Tests.Jobs;

public abstract class ImportJobsContract(FreshDatabase database) : StorageContract(database)
{
    private static readonly Guid DeliveryId = Guid.Parse("0199c0de-0000-7000-8000-000000000001");

    private ImportJobs Jobs => Database.Get<ImportJobs>();

    [Fact]
    public async Task Steps_follow_each_other_to_the_end_each_with_its_message()
    {
        var jobId = await CreateAsync();
        foreach (var step in Enum.GetValues<JobStep>())
        {
            await using var run = await Jobs.TryStartAsync(jobId, step, NoToken);
            Assert.NotNull(run);
            Assert.Equal(DeliveryId, run.DeliveryId);
            Assert.True(await run.FinishAsync(NoToken));
        }

        var job = await FindAsync(jobId);
        Assert.Equal(JobState.Done, job.State);
        Assert.NotNull(job.FinishedAt);
        await using var db = Database.Open();
        Assert.Equal(
            [nameof(DeliveryReceived), nameof(DeliveryRead), nameof(DeliveryLinked), nameof(FirmsScored)],
            (await db.Outbox.OrderBy(message => message.Id).ToListAsync()).Select(message => message.Type.Split('.')[^1]));
    }

    [Fact]
    public async Task A_step_that_is_held_or_done_or_not_yet_due_is_not_given_out()
    {
        var jobId = await CreateAsync();
        Assert.Null(await Jobs.TryStartAsync(jobId, JobStep.Linking, NoToken));
        await using var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        Assert.Null(await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken));
        await run!.FinishAsync(NoToken);
        Assert.Null(await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken));
        Assert.Null(await Jobs.TryStartAsync(Guid.NewGuid(), JobStep.Reading, NoToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lists_of_a_library_are_read_in_the_order_they_came_and_the_next_is_called_when_one_ends(bool ends)
    {
        var first = await HandOverAsync(Library.Awards, 1);
        var other = await HandOverAsync(Library.Ventures, 2);
        var second = await HandOverAsync(Library.Awards, 3);

        Assert.Null(await Jobs.TryStartAsync(second, JobStep.Reading, NoToken));
        await using (var beside = await Jobs.TryStartAsync(other, JobStep.Reading, NoToken))
        {
            Assert.NotNull(beside);
        }

        await using (var run = await Jobs.TryStartAsync(first, JobStep.Reading, NoToken))
        {
            Assert.Null(await Jobs.TryStartAsync(second, JobStep.Reading, NoToken));
            Assert.True(ends ? await run!.FinishAsync(NoToken) : await run!.FailAsync("文件不是名单。", NoToken));
        }

        await using var db = Database.Open();
        var called = await db.Outbox.OrderBy(message => message.Id).LastAsync();
        Assert.Contains(second.ToString(), called.Body, StringComparison.Ordinal);
        await using var next = await Jobs.TryStartAsync(second, JobStep.Reading, NoToken);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Only_one_of_many_takes_the_step()
    {
        var jobId = await CreateAsync();
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken))));
        await using var run = Assert.Single(runs, run => run is not null);
    }

    [Fact]
    public async Task A_run_left_without_an_end_gives_the_step_back()
    {
        var jobId = await CreateAsync();
        await using (await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken))
        {
        }

        Assert.Equal(JobState.Waiting, (await FindAsync(jobId)).State);
        await using var again = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task The_step_of_a_silent_worker_is_taken_over_when_its_lease_has_run_out()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(clock));
        var jobs = process.GetRequiredService<ImportJobs>();
        var jobId = await CreateAsync();
        await HoldAsync(jobId, "elsewhere/1/1", clock.GetUtcNow().AddSeconds(60));

        Assert.Null(await jobs.TryStartAsync(jobId, JobStep.Reading, NoToken));
        Assert.Equal(0, await jobs.ResumeAsync(alsoWaiting: true, NoToken));

        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await jobs.ResumeAsync(alsoWaiting: false, NoToken));
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        Assert.NotNull(run);
    }

    [Fact]
    public async Task A_clock_that_jumps_past_the_lease_does_not_start_a_step_twice_in_one_process()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(clock));
        var jobs = process.GetRequiredService<ImportJobs>();
        var jobId = await CreateAsync();
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);

        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await jobs.ResumeAsync(alsoWaiting: false, NoToken));
        Assert.Null(await jobs.TryStartAsync(jobId, JobStep.Reading, NoToken));
        Assert.True(await run!.FinishAsync(NoToken));
        await using var next = await jobs.TryStartAsync(jobId, JobStep.Linking, NoToken);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_lease_taken_while_a_clock_ran_a_day_ahead_is_not_waited_for()
    {
        var clock = new HandClock(new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(clock));
        var jobs = process.GetRequiredService<ImportJobs>();
        var jobId = await CreateAsync();
        await HoldAsync(jobId, "elsewhere/1/1", clock.GetUtcNow().AddHours(25));

        Assert.Equal(1, await jobs.ResumeAsync(alsoWaiting: false, NoToken));
        await using var run = await jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        Assert.NotNull(run);
    }

    [Fact]
    public async Task The_job_of_a_dead_process_on_this_machine_is_resumed_at_once()
    {
        var jobId = await CreateAsync();
        await HoldAsync(jobId, $"{Environment.MachineName}/{Environment.ProcessId}/1", TimeProvider.System.GetUtcNow().AddHours(1));

        Assert.Equal(1, await Jobs.ResumeAsync(alsoWaiting: true, NoToken));
        await using var db = Database.Open();
        Assert.Equal(2, await db.Outbox.CountAsync());
        await using var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        Assert.NotNull(run);
    }

    [Fact]
    public async Task A_running_step_sees_that_it_is_cancelled()
    {
        var jobId = await CreateAsync();
        await using var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);

        Assert.True(await Jobs.CancelAsync(jobId, "publisher", NoToken));
        Assert.True(run!.Token.IsCancellationRequested);
        Assert.False(await run.FinishAsync(NoToken));
        var job = await FindAsync(jobId);
        Assert.Equal((JobState.Cancelled, "已由 publisher 取消"), (job.State, job.Message));
        Assert.False(await Jobs.CancelAsync(jobId, "publisher", NoToken));
    }

    [Fact]
    public async Task A_step_cancelled_from_another_process_is_stopped()
    {
        var jobId = await CreateAsync();
        await using var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        await using var other = Database.Build(_ => { });
        await other.GetRequiredService<ImportJobs>().CancelAsync(jobId, "publisher", NoToken);

        run!.Report(new JobProgress(1, 2));
        var stopped = new TaskCompletionSource();
        await using var registration = run.Token.Register(stopped.SetResult);
        await stopped.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(JobState.Cancelled, (await FindAsync(jobId)).State);
    }

    [Fact]
    public async Task Progress_is_seen_at_once_here_and_soon_elsewhere()
    {
        var jobId = await CreateAsync();
        await using var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken);
        run!.Report(new JobProgress(10, 40));
        Assert.Equal(10, (await FindAsync(jobId)).RowsDone);

        await using var db = Database.Open();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await db.Jobs.Where(job => job.Id == jobId).Select(job => job.RowsDone).SingleAsync(patience.Token) != 10)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_failed_job_keeps_its_sentence_and_is_not_started_again()
    {
        var jobId = await CreateAsync();
        await using (var run = await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken))
        {
            Assert.True(await run!.FailAsync("文件不是名单。", NoToken));
        }

        var job = await FindAsync(jobId);
        Assert.Equal((JobState.Failed, "文件不是名单。"), (job.State, job.Message));
        Assert.Null(await Jobs.TryStartAsync(jobId, JobStep.Reading, NoToken));
        Assert.Equal(0, await Jobs.ResumeAsync(alsoWaiting: true, NoToken));
    }

    private async Task<Guid> CreateAsync()
    {
        await using var db = Database.Open();
        var job = Jobs.Create(db, DeliveryId);
        await db.SaveChangesAsync();
        return job.Id;
    }

    private async Task<Guid> HandOverAsync(Library library, int number)
    {
        var at = new DateTimeOffset(2026, 3, 5, 8, 0, number, TimeSpan.Zero);
        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(at),
            Library = library,
            FileName = $"{number}.csv",
            ContentHash = $"{number:D64}",
            SizeBytes = 1,
            ReceivedAt = at,
            ReceivedBy = "tester",
        };
        await using var process = Database.Build(services => services.AddSingleton<TimeProvider>(new HandClock(at)));
        await using var db = Database.Open();
        db.Deliveries.Add(delivery);
        var job = process.GetRequiredService<ImportJobs>().Create(db, delivery.Id);
        await db.SaveChangesAsync();
        return job.Id;
    }

    private async Task<ImportJob> FindAsync(Guid jobId) => (await Jobs.FindAsync(jobId, NoToken))!;

    private async Task HoldAsync(Guid jobId, string worker, DateTimeOffset until)
    {
        await using var db = Database.Open();
        var job = await db.Jobs.SingleAsync(job => job.Id == jobId);
        (job.State, job.Worker, job.LeaseUntil) = (JobState.Running, worker, until);
        await db.SaveChangesAsync();
    }
}

public sealed class SqliteImportJobsTests() : ImportJobsContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresImportJobsTests() : ImportJobsContract(new FreshPostgres());
