using Matching.Storage.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matching.Storage.Preparing;

/// <summary>Makes the database ready when a server process starts, and waits for it, without holding the process up, when it is not there yet.</summary>
public sealed class DatabaseStart(
    MatchingDatabase database, AccountDirectory accounts, TimeProvider clock, ILogger<DatabaseStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True once the database could be used; it may be away again later.</summary>
    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    /// <summary>Ends when the database is ready.</summary>
    public Task Ready => ready.Task;

    /// <summary>Prepares the database now if it answers; otherwise says so and goes on trying in the background.</summary>
    /// <exception cref="DatabaseUnusableException">Waiting would not help.</exception>
    /// <exception cref="DatabaseTooNewException">Waiting would not help.</exception>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.PrepareAsync(cancellationToken);
            await accounts.SeedDemoAsync(cancellationToken);
        }
        catch (DatabaseUnavailableException away)
        {
            PreparingLog.Waiting(logger, away.Server, away.InnerException?.Message ?? "", Pause.TotalSeconds);
            return false;
        }

        if (ready.TrySetResult())
        {
            PreparingLog.Ready(logger);
        }

        return true;
    }

    /// <remarks>What waiting cannot heal ends the process, with the reason as its last words.</remarks>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (!IsReady && await timer.WaitForNextTickAsync(stoppingToken) && !await TryAsync(stoppingToken))
            {
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
