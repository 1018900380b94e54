using Matching.Api.Features.Shared;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Status;

/// <summary>How the work stands: messages waiting, jobs by step, index and how far behind the tables it is.</summary>
public sealed class ReadStatus(MatchingDbContext db, IndexStatus index, DeadLetters letters, TimeProvider clock)
{
    private const int ShownJobs = 20;
    private const int ShownLetters = 50;

    public async Task<StatusView> HandleAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Outbox.CountAsync(message => message.SentAt == null, cancellationToken);
        var oldest = await db.Outbox.Where(message => message.SentAt == null).MinAsync(message => (DateTimeOffset?)message.CreatedAt, cancellationToken);
        var open = await db.Jobs.AsNoTracking()
            .Where(job => job.State == JobState.Waiting || job.State == JobState.Running || job.State == JobState.Failed)
            .Join(db.Deliveries, job => job.DeliveryId, delivery => delivery.Id, (job, delivery) => new { job, delivery.FileName })
            .OrderBy(pair => pair.job.State == JobState.Failed).ThenBy(pair => pair.job.CreatedAt)
            .ToListAsync(cancellationToken);
        var newest = await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
        var unscored = await db.Firms.CountAsync(firm => firm.NeedsScoring && firm.MergedInto == null && firm.RetiredAt == null, cancellationToken);
        var version = await index.CurrentAsync(cancellationToken);
        return new(
            clock.GetUtcNow(),
            new(waiting, oldest is { } since ? (clock.GetUtcNow() - since).TotalSeconds : 0),
            [.. open.GroupBy(pair => (pair.job.Step, pair.job.State)).OrderBy(group => group.Key).Select(group => new JobCount(group.Key.Step, group.Key.State, group.Count()))],
            [.. open.Take(ShownJobs).Select(pair => new OpenJob(pair.job.DeliveryId, pair.FileName, pair.job.Step, pair.job.State, pair.job.RowsDone, pair.job.UpdatedAt, pair.job.Message))],
            new(version, newest, version is null ? newest : Math.Max(0, newest - version.AppliedChange)),
            unscored,
            await letters.CountOpenAsync(cancellationToken),
            await letters.ListAsync(alsoClosed: true, ShownLetters, cancellationToken));
    }
}

/// <param name="Letters">Newest first, closed ones too.</param>
/// <param name="Unscored">Firms whose records changed since they were scored.</param>
public sealed record StatusView(
    DateTimeOffset At, OutboxState Outbox, IReadOnlyList<JobCount> Counts, IReadOnlyList<OpenJob> Jobs, IndexLag Index, int Unscored, int OpenLetters, IReadOnlyList<DeadLetter> Letters);

/// <param name="Waiting">Messages not yet taken by the bus.</param>
/// <param name="OldestSeconds">Age of the oldest of them; 0 when there is none.</param>
public sealed record OutboxState(int Waiting, double OldestSeconds);

public sealed record JobCount(JobStep Step, JobState State, int Jobs);

public sealed record OpenJob(Guid DeliveryId, string FileName, JobStep Step, JobState State, long RowsDone, DateTimeOffset UpdatedAt, string Message);

/// <param name="Version">Null while no index answers.</param>
/// <param name="Newest">Highest change number of the tables.</param>
/// <param name="Behind">Changes the index has still to take.</param>
public sealed record IndexLag(IndexVersion? Version, long Newest, long Behind);
