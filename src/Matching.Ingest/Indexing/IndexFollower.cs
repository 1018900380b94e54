using System.Data.Common;
using System.Diagnostics;
using Matching.Domain.Calendar;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matching.Ingest.Indexing;

/// <summary>Keeps the index of this process current: fills it at start and on each new day, then follows the change numbers.</summary>
public sealed class IndexFollower(
    IFirmIndex index,
    FirmDocuments documents,
    DocumentCache cache,
    RebuildRequests requests,
    IndexSignal signal,
    IndexMetrics metrics,
    IDbContextFactory<MatchingDbContext> contexts,
    IOptions<SearchOptions> options,
    TimeProvider clock,
    ILogger<IndexFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private long rebuiltFor = -1;

    /// <summary>One look: rebuilds when needed, else applies all changes not yet applied.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var today = BeijingTime.Today(clock);
        var requested = await requests.NewestAsync(cancellationToken);
        var current = await index.CurrentAsync(cancellationToken) ?? await FillFromCacheAsync(cancellationToken);
        if (rebuiltFor < 0 && current is not null)
        {
            // Requests older than this process were meant for others.
            rebuiltFor = requested;
        }

        if (current is null || current.AsOf != today || rebuiltFor != requested)
        {
            current = await RebuildAsync(today, cancellationToken);
            rebuiltFor = requested;
        }

        metrics.Reached(current.AppliedChange);
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var changed = await documents.ChangedAfterAsync(current.AppliedChange, current.AsOf, cancellationToken);
            if (changed.IsEmpty)
            {
                return;
            }

            await index.ApplyAsync(changed.Documents, changed.Removed, changed.UpTo, cancellationToken);
            IndexLog.Applied(logger, changed.Documents.Count, changed.Removed.Count, changed.UpTo);
            current = current with { AppliedChange = changed.UpTo };
            metrics.Reached(changed.UpTo);
            metrics.Applied(changed.Documents.Count + changed.Removed.Count, Stopwatch.GetElapsedTime(started));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Lost when the database goes away; then it has to be taken again, perhaps after another process.
                await using var alone = options.Value.Index == SearchIndexKind.Elasticsearch
                    ? await WorkTurn.TakeAsync(contexts, WorkTurn.Work.Indexing, stoppingToken)
                    : null;
                while (true)
                {
                    await FollowAsync(stoppingToken);
                    await signal.WaitAsync(Look, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
            catch (SearchIndexUnavailableException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
            catch (IOException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
        }
    }

    private async Task RestAfterAsync(Exception failure, CancellationToken stoppingToken)
    {
        IndexLog.FollowingFailed(logger, failure, AfterFailure.TotalSeconds);
        await Task.Delay(AfterFailure, clock, stoppingToken);
    }

    /// <summary>Fills the index with what the last process had read, if a usable file is there; a file of an earlier day serves until today's is ready.</summary>
    private async Task<IndexVersion?> FillFromCacheAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (await cache.FindAsync(cancellationToken) is not { } cached || cached.AppliedChange > await documents.NewestChangeAsync(cancellationToken))
        {
            // No file, or one of another database (restored, started afresh).
            return null;
        }

        var version = await index.RebuildAsync(cache.ReadAsync(cancellationToken), cached.AsOf, cached.AppliedChange, cancellationToken);
        IndexLog.FilledFromCache(logger, version.Name, version.Documents, cached.AsOf, cached.AppliedChange, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return version;
    }

    private async Task<IndexVersion> RebuildAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();

        // Taken before reading: a change that comes in meanwhile is applied once more afterwards, never missed.
        var upTo = await documents.NewestChangeAsync(cancellationToken);
        var version = await index.RebuildAsync(
            cache.WriteWhileReadingAsync(documents.AllAsync(asOf, cancellationToken), asOf, upTo, cancellationToken), asOf, upTo, cancellationToken);
        IndexLog.Filled(logger, version.Name, version.Documents, asOf, upTo, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return version;
    }
}
