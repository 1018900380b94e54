using System.Data.Common;
using System.Diagnostics.Metrics;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Matching.Storage.Telemetry;

/// <summary>Meter <c>Matching.Queues</c>: what waits in the tables. Looked up now and then, and only where somebody listens.</summary>
/// <remarks>Every process reports the same numbers, for the tables are shared; a dashboard takes the largest, not the sum.</remarks>
internal sealed class QueueMetrics : BackgroundService
{
    private static readonly JobState[] Unfinished = [JobState.Waiting, JobState.Running, JobState.Failed];

    private readonly IDbContextFactory<MatchingDbContext> contexts;
    private readonly IOptions<TelemetryOptions> options;
    private readonly TimeProvider clock;
    private volatile Counts? latest;

    public QueueMetrics(IDbContextFactory<MatchingDbContext> contexts, IOptions<TelemetryOptions> options, IMeterFactory meters, TimeProvider clock)
    {
        (this.contexts, this.options, this.clock) = (contexts, options, clock);
        var meter = meters.Create("Matching.Queues");
        meter.CreateObservableGauge("matching.outbox.waiting", () => Observe(counts => counts.Waiting), "{message}", "Messages not yet taken by the bus.");
        meter.CreateObservableGauge("matching.outbox.oldest", () => Observe(counts => counts.OldestSeconds), "s", "Age of the oldest of them.");
        meter.CreateObservableGauge("matching.dead_letters.open", () => Observe(counts => counts.DeadLetters), "{message}", "Messages set aside that nobody has dealt with.");
        meter.CreateObservableGauge("matching.firms.unscored", () => Observe(counts => counts.Unscored), "{firm}", "Firms whose records changed since they were scored.");
        meter.CreateObservableGauge("matching.firms.change", () => Observe(counts => counts.Newest), "{change}", "Newest change number of the tables; an index is behind by the difference to its own.");
        meter.CreateObservableGauge("matching.jobs", ObserveJobs, "{job}", "Loads that are not done, by step and state.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.OtlpEndpoint is null)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                latest = await CountAsync(stoppingToken);
            }
            catch (DbException)
            {
                // Away: better no number than an old one.
                latest = null;
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.MetricsEverySeconds), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Counts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await db.Outbox.Where(message => message.SentAt == null).MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken);
        var jobs = await db.Jobs
            .Where(job => Unfinished.Contains(job.State))
            .GroupBy(job => new { job.Step, job.State })
            .Select(group => new { group.Key.Step, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return new Counts(
            await db.Outbox.CountAsync(message => message.SentAt == null, cancellationToken),
            oldest is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0,
            await db.DeadLetters.CountAsync(letter => letter.ClosedAt == null, cancellationToken),
            await db.Firms.CountAsync(firm => firm.NeedsScoring && firm.MergedInto == null && firm.RetiredAt == null, cancellationToken),
            await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0,
            jobs.ToDictionary(group => (group.Step, group.State), group => group.Count));
    }

    private IEnumerable<Measurement<double>> Observe(Func<Counts, double> number) =>
        latest is { } counts ? [new Measurement<double>(number(counts))] : [];

    /// <summary>Every step and state, also those nothing is in: a series that is only there now and then looks like one that broke off.</summary>
    private IEnumerable<Measurement<int>> ObserveJobs() =>
        latest is not { } counts ? [] :
            from step in Enum.GetValues<JobStep>()
            from state in Unfinished
            select new Measurement<int>(
                counts.Jobs.GetValueOrDefault((step, state)), new("matching.job.step", step.ToString()), new KeyValuePair<string, object?>("matching.job.state", state.ToString()));

    private sealed record Counts(int Waiting, double OldestSeconds, int DeadLetters, int Unscored, long Newest, IReadOnlyDictionary<(JobStep Step, JobState State), int> Jobs);
}
