using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>What a person said the headers of an earlier list mean.</summary>
/// <param name="FileName">The list it was said of.</param>
public sealed record RememberedShape(Library Library, ListShape Shape, string By, DateTimeOffset At, string FileName);

/// <summary>Finds the meaning a person gave to the headers of an earlier list when a list with the same headers comes again, in whatever order.</summary>
/// <remarks>Kept with the delivery it was given for, so it has its day and its person, and is forgotten when that delivery is taken back.</remarks>
public sealed class RememberedShapes(IDbContextFactory<MatchingDbContext> contexts)
{
    /// <summary>Deliveries looked at, newest first; sources send the same columns month after month.</summary>
    private const int MostLooked = 500;

    /// <param name="library">Null when the library is still to be told.</param>
    /// <returns>Null when nobody has said anything about such headers.</returns>
    public async Task<RememberedShape?> FindAsync(ListFile file, Library? library, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.ShapeJson != "" && (library == null || delivery.Library == library)
                && delivery.State != DeliveryState.Refused && delivery.State != DeliveryState.RolledBack)
            .OrderByDescending(delivery => delivery.ReceivedAt)
            .Select(delivery => new { delivery.Library, delivery.ShapeJson, delivery.ReceivedBy, delivery.ReceivedAt, delivery.FileName })
            .Take(MostLooked)
            .ToListAsync(cancellationToken);
        foreach (var one in kept.DistinctBy(delivery => (delivery.Library, delivery.ShapeJson)))
        {
            var shape = ListShapeJson.Read(one.ShapeJson);
            if (ListNormalizer.HasHeaders(file, one.Library, shape, cancellationToken))
            {
                return new RememberedShape(one.Library, shape, one.ReceivedBy, one.ReceivedAt, one.FileName);
            }
        }

        return null;
    }
}
