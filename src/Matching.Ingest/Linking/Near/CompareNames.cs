using Matching.Ingest.Indexing;
using Matching.Storage;
using Matching.Storage.Jobs;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Near;

/// <summary>Compares all names with each other when links have changed since it was done last: near names of one firm are joined, doubtful ones put to a person.</summary>
/// <remarks>One comparison serves all lists linked before it, so it waits while lists are being read or linked.
/// A process that dies in between leaves links from which the next comparison ends in the same groups.</remarks>
public sealed class CompareNames(IDbContextFactory<MatchingDbContext> databases, RecordLinker linker, Outbox outbox, IndexSignal index, TimeProvider clock)
{
    /// <summary>A list that has not moved for so long is not waited for.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(2);

    /// <summary>Newest change of firms at which nothing was due. Whatever changes a link changes a firm, so until the next one there is no need to count links.</summary>
    private long restsAt = -1;

    /// <summary>Compares unless nothing changed since, or lists are under way.</summary>
    /// <returns>Null when there was nothing to do yet.</returns>
    public async Task<LinkReport?> IfDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await db.Firms.MaxAsync(firm => (long?)firm.ChangeNumber, cancellationToken) ?? 0;
        if (newest == Interlocked.Read(ref restsAt))
        {
            return null;
        }

        if (!await IsDueAsync(db, cancellationToken))
        {
            Interlocked.Exchange(ref restsAt, newest);
            return null;
        }

        return await AreListsUnderWayAsync(db, cancellationToken) ? null : await RunAsync(db, null, cancellationToken);
    }

    /// <summary>Compares, and links everything again with it, whether anything changed or not.</summary>
    public async Task<LinkReport> RunAsync(IProgress<LinkProgress>? progress, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await RunAsync(db, progress, cancellationToken);
    }

    private static async Task<bool> IsDueAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var reach = await LinkageReach.OfAsync(db, cancellationToken);
        return reach.InForce > 0 && reach != await LinkageReach.ComparedAsync(db, cancellationToken);
    }

    private async Task<bool> AreListsUnderWayAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var movedSince = clock.GetUtcNow() - MostWait;
        return await db.Jobs.AnyAsync(
            job => job.Step <= JobStep.Linking && (job.State == JobState.Waiting || job.State == JobState.Running) && job.UpdatedAt > movedSince, cancellationToken);
    }

    private async Task<LinkReport> RunAsync(MatchingDbContext db, IProgress<LinkProgress>? progress, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var (report, near) = await linker.LinkAllAsync(progress, cancellationToken);
        db.NameComparisons.Add(new NameComparison
        {
            At = clock.GetUtcNow(),
            NewestLinkage = near.Reach.Newest,
            LinkagesInForce = near.Reach.InForce,
            Units = report.Units,
            Linked = near.Linked,
            Asked = near.Asked,
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
        });

        // Also when this run changed nothing: one that died before it got here may have.
        outbox.Add(db, new FirmsRelinked(null));
        await db.SaveChangesAsync(cancellationToken);
        index.Raise();
        return report;
    }
}
