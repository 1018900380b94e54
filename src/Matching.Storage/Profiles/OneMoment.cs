using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Profiles;

/// <summary>Two queries read side by side that see the database at one and the same moment.</summary>
/// <remarks>SQLite lets one connection have two open readers. PostgreSQL needs two connections; the second takes over the snapshot of the first.</remarks>
internal sealed class OneMoment : IAsyncDisposable
{
    private OneMoment(MatchingDbContext first, MatchingDbContext? second)
    {
        First = first;
        Second = second ?? first;
    }

    public MatchingDbContext First { get; }

    public MatchingDbContext Second { get; }

    public static async Task<OneMoment> OpenAsync(IDbContextFactory<MatchingDbContext> databases, CancellationToken cancellationToken)
    {
        var first = await databases.CreateDbContextAsync(cancellationToken);
        var moment = new OneMoment(first, first.Database.IsNpgsql() ? await databases.CreateDbContextAsync(cancellationToken) : null);
        try
        {
            await moment.BeginAsync(cancellationToken);
            return moment;
        }
        catch
        {
            await moment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nothing was written: the transactions end with their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Second != First)
        {
            await Second.DisposeAsync();
        }

        await First.DisposeAsync();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (Second == First)
        {
            await First.Database.OpenConnectionAsync(cancellationToken);
            return;
        }

        await First.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var snapshot = await First.Database.SqlQuery<string>($"""SELECT pg_export_snapshot() AS "Value" """).SingleAsync(cancellationToken);
        await Second.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

        // A snapshot's name cannot be a parameter; it comes from the server and has only digits, letters and hyphens.
        var take = "SET TRANSACTION SNAPSHOT '" + snapshot + "'";
        await Second.Database.ExecuteSqlRawAsync(take, cancellationToken);
    }
}
