using System.Data.Common;
using System.Diagnostics;
using Matching.Domain.Finding;
using Matching.Storage.Preparing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Finding;

/// <summary>Keeps the finder of this process current: fills it at start, then follows the same change numbers the index follows.</summary>
public sealed class FirmFinderFollower(FindableFirms firms, ResidentFinder resident, TimeProvider clock, ILogger<FirmFinderFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>One look: fills the finder when there is none or the one there is worn, else applies all changes not yet applied.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (resident.Current is null or { Finder.IsWorn: true })
        {
            await FillAsync(cancellationToken);
        }

        while (resident.Current is { } current && await firms.NewestChangeAsync(cancellationToken) > current.AppliedChange)
        {
            var changed = await firms.ChangedAfterAsync(current.AppliedChange, cancellationToken);
            foreach (var firm in changed.Firms)
            {
                current.Finder.Put(firm);
            }

            foreach (var id in changed.Gone)
            {
                current.Finder.Remove(id);
            }

            if (changed.Firms.Count + changed.Gone.Count > current.Finder.Firms / 20)
            {
                // Chance among many new firms is another than it was.
                current.Finder.MeasureChance();
            }

            resident.Reached(current.Finder, changed.UpTo);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
                await Task.Delay(Look, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
            catch (DatabaseUnavailableException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
        }
    }

    private async Task RestAfterAsync(Exception failure, CancellationToken stoppingToken)
    {
        FindingLog.FollowingFailed(logger, failure, AfterFailure.TotalSeconds);
        await Task.Delay(AfterFailure, clock, stoppingToken);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();

        // Taken before reading: a change that comes in meanwhile is applied once more afterwards, never missed.
        var (upTo, count) = await firms.ReachAsync(cancellationToken);
        var finder = await Task.Run(() => FirmFinder.Of(firms.AllAsync(cancellationToken).ToBlockingEnumerable(cancellationToken), count), cancellationToken);
        resident.Reached(finder, upTo);
        FindingLog.Filled(logger, finder.Firms, finder.Names, finder.Bytes >> 20, upTo, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
