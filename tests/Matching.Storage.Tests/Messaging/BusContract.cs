using System.Threading.Channels;
using MassTransit;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Matching.Storage.Tests.Postgres;
using Matching.Storage.Tests.Sqlite;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Matching.Storage.Tests.Messaging;

/// <summary>The real bus between outbox and consumers.</summary>
public abstract class BusContract(FreshDatabase database) : StorageContract(database)
{
    [Fact]
    public async Task A_job_created_starts_its_first_step()
    {
        await using var process = await StartAsync(failures: 0);
        var job = await CreateJobAsync(process);
        var step = await process.GetRequiredService<Steps>().NextAsync();
        Assert.Equal((job.Id, JobStep.Reading), step);
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking && found.State == JobState.Waiting);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_step_that_fails_a_few_times_is_tried_again_and_succeeds()
    {
        await using var process = await StartAsync(failures: 2);
        var job = await CreateJobAsync(process);
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        Assert.Equal(3, process.GetRequiredService<Steps>().Seen);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_step_that_fails_every_time_fails_its_job_with_a_sentence()
    {
        await using var process = await StartAsync(failures: int.MaxValue);
        var job = await CreateJobAsync(process);
        var failed = await StateAsync(process, job.Id, found => found.State == JobState.Failed);
        Assert.Equal($"读取时程序出错，多次重试未成功。请稍后重新提交；若再次失败，请将任务编号 {job.Id} 告知管理员。", failed.Message);
        await StopAsync(process);
    }

    [Fact]
    public async Task A_job_left_by_a_dead_process_goes_on_in_the_next()
    {
        Guid jobId;
        await using (var db = Database.Open())
        {
            var job = Database.Get<ImportJobs>().Create(db, Guid.NewGuid());
            (job.State, job.Worker) = (JobState.Running, $"{Environment.MachineName}/{Environment.ProcessId}/1");
            job.LeaseUntil = TimeProvider.System.GetUtcNow().AddHours(1);
            await db.SaveChangesAsync();
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, DateTimeOffset.UnixEpoch.AddYears(100)));
            jobId = job.Id;
        }

        await using var process = await StartAsync(failures: 0);
        await StateAsync(process, jobId, found => found.Step == JobStep.Linking);
        await StopAsync(process);
    }

    [Fact]
    public async Task What_failed_every_time_is_kept_and_goes_on_when_replayed()
    {
        await using var process = await StartAsync(failures: 5);
        var job = await CreateJobAsync(process);
        await StateAsync(process, job.Id, found => found.State == JobState.Failed);
        var letters = process.GetRequiredService<DeadLetters>();
        var letter = await LetterAsync(letters);
        Assert.Equal("Matching.Storage.Jobs.DeliveryReceived", letter.Type);
        Assert.Contains($"{job.Id}", letter.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("InvalidOperationException: A fault made for this test.", letter.Error);

        Assert.IsType<DeadLetterResult.Replayed>(await letters.ReplayAsync(letter.Id, "admin", CancellationToken.None));
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        Assert.IsType<DeadLetterResult.AlreadyClosed>(await letters.DiscardAsync(letter.Id, "admin", CancellationToken.None));
        Assert.Equal(0, await letters.CountOpenAsync(CancellationToken.None));
        await StopAsync(process);
    }

    [Fact]
    public async Task The_same_message_twice_does_the_work_once()
    {
        await using var process = await StartAsync(failures: 0);
        var job = await CreateJobAsync(process);
        await StateAsync(process, job.Id, found => found.Step == JobStep.Linking);
        await process.GetRequiredService<IBus>().Publish(new DeliveryReceived(job.Id, job.DeliveryId));
        var other = await CreateJobAsync(process);
        await StateAsync(process, other.Id, found => found.Step == JobStep.Linking);
        Assert.Equal(2, process.GetRequiredService<Steps>().Seen);
        await StopAsync(process);
    }

    /// <summary>Settings that lead to the broker.</summary>
    protected virtual Task<IReadOnlyDictionary<string, string?>> BrokerAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>());

    protected static async Task<DeadLetter> LetterAsync(DeadLetters letters)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            if (await letters.ListAsync(alsoClosed: false, 10, patience.Token) is [var letter])
            {
                return letter;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    protected static async Task<ImportJob> CreateJobAsync(ServiceProvider process)
    {
        await using var db = await process.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var job = process.GetRequiredService<ImportJobs>().Create(db, Guid.NewGuid());
        await db.SaveChangesAsync();
        return job;
    }

    protected static async Task<ImportJob> StateAsync(ServiceProvider process, Guid jobId, Func<ImportJob, bool> isReached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            var job = await process.GetRequiredService<ImportJobs>().FindAsync(jobId, patience.Token);
            if (isReached(job!))
            {
                return job!;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    protected static async Task StopAsync(ServiceProvider process)
    {
        foreach (var service in process.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    protected async Task<ServiceProvider> StartAsync(int failures, IReadOnlyDictionary<string, string?>? broker = null)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(broker ?? await BrokerAsync())
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Matching:Messaging:RetryDelayMilliseconds"] = "1" })
            .Build();
        var process = Database.Build(services => services
            .AddSingleton(new Steps(failures))
            .AddMatchingMessaging(settings, consumers => consumers.AddConsumer<ReadingStep>()));
        foreach (var service in process.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return process;
    }

    protected sealed class Steps(int failures)
    {
        private readonly Channel<(Guid JobId, JobStep Step)> done = Channel.CreateUnbounded<(Guid, JobStep)>();
        private int seen;

        public int Seen => seen;

        public async Task<(Guid JobId, JobStep Step)> NextAsync() =>
            await done.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5));

        public void Take(JobRun run)
        {
            if (Interlocked.Increment(ref seen) <= failures)
            {
                throw new InvalidOperationException("A fault made for this test.");
            }

            done.Writer.TryWrite((run.JobId, run.Step));
        }
    }

    private sealed class ReadingStep(ImportJobs jobs, Steps steps) : IConsumer<DeliveryReceived>
    {
        public async Task Consume(ConsumeContext<DeliveryReceived> context)
        {
            await using var run = await jobs.TryStartAsync(context.Message.JobId, JobStep.Reading, context.CancellationToken);
            if (run is null)
            {
                return;
            }

            steps.Take(run);
            await run.FinishAsync(context.CancellationToken);
        }
    }
}

public sealed class SqliteBusTests() : BusContract(new FreshSqlite());

[NeedsPostgres]
public sealed class PostgresBusTests() : BusContract(new FreshPostgres());
