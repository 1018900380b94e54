using System.Data.Common;
using Matching.Storage.Preparing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Linking.Near;

/// <summary>Has names compared once lists have come to rest. It looks at what is stored and not at messages, so nothing that was linked is missed.</summary>
public sealed class NameComparisonFollower(CompareNames compare, TimeProvider clock, ILogger<NameComparisonFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Look, clock, stoppingToken);
                await compare.IfDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception)
            {
                await RestAfterAsync(exception, stoppingToken);
            }
            catch (DbUpdateException exception)
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
        LinkingLog.ComparisonFailed(logger, failure, AfterFailure.TotalSeconds);
        await Task.Delay(AfterFailure, clock, stoppingToken);
    }
}
