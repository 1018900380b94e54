using Matching.Storage;
using Matching.Storage.Sequences;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Indexing;

/// <summary>A counter in the database by which anybody (a command line, a page) asks every process to fill its index afresh.</summary>
public sealed class RebuildRequests(IDbContextFactory<MatchingDbContext> contexts)
{
    private const string Series = "index-rebuilds";

    /// <summary>Number of the newest request; 0 before the first.</summary>
    public async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.NumberSeries.Where(series => series.Name == Series).Select(series => series.Last).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<long> AskAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await Numbers.TakeAsync(db, Series, 1, cancellationToken)).Last;
    }
}
