using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Linkages;

/// <summary>Ends linkages in force; a linkage that has ended keeps its end.</summary>
public static class LinkageEnding
{
    private const int ChunkSize = 20_000;

    /// <returns>Number of linkages ended.</returns>
    public static async Task<int> EndLinkagesAsync(
        this MatchingDbContext db, IEnumerable<long> linkageIds, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var ended = 0;
        foreach (var chunk in linkageIds.Chunk(ChunkSize))
        {
            ended += await db.Linkages
                .Where(linkage => EF.Parameter(chunk).Contains(linkage.Id) && linkage.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(linkage => linkage.EndedAt, endedAt), cancellationToken);
        }

        return ended;
    }
}
