using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>All units that can influence the linking of a delivery: those that share a key with it, directly or through others, and those linked beside them until now.</summary>
internal sealed class ClosedSet
{
    /// <summary>From this share of all units on, reading everything in one pass is cheaper than looking keys up.</summary>
    private const int FullReadShare = 4;

    private const int KeysPerQuery = 5_000;

    private readonly Dictionary<UnitKey, LinkedUnit> units = [];
    private readonly HashSet<LinkKey> seenKeys = [];
    private readonly HashSet<FirmId> seenFirms = [];
    private readonly Queue<LinkKey> newKeys = [];
    private readonly Queue<FirmId> newFirms = [];

    private ClosedSet()
    {
    }

    public IReadOnlyCollection<LinkedUnit> Units => units.Values;

    public static async Task<ClosedSet> OfAllAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var set = new ClosedSet();
        await foreach (var unit in new UnitQueries(db).AllAsync(cancellationToken))
        {
            set.units.Add(unit.Unit.Key, unit);
        }

        return set;
    }

    public static async Task<ClosedSet> OfDeliveryAsync(MatchingDbContext db, Guid deliveryId, CancellationToken cancellationToken)
    {
        // From the delivery's records to their units, so that the count costs what the delivery holds and not what the table holds.
        var own = await db.Records
            .Where(record => record.DeliveryId == deliveryId)
            .Join(db.Units, record => record.Id, unit => unit.RecordId, (record, unit) => unit.Position)
            .LongCountAsync(cancellationToken);
        if (own * FullReadShare >= await db.Units.LongCountAsync(cancellationToken))
        {
            return await OfAllAsync(db, cancellationToken);
        }

        var set = new ClosedSet();
        var queries = new UnitQueries(db);
        await set.AddAsync(queries.OfDeliveryAsync(deliveryId, cancellationToken));
        while (set.newKeys.Count + set.newFirms.Count > 0)
        {
            await set.FollowAsync(queries, cancellationToken);
        }

        return set;
    }

    private async Task FollowAsync(UnitQueries queries, CancellationToken cancellationToken)
    {
        foreach (var kind in Take(newKeys).GroupBy(key => key.Kind, key => key.Value))
        {
            await AddAsync(queries.ByKeyAsync(kind.Key, kind, cancellationToken));
        }

        if (Take(newFirms) is { Count: > 0 } firms)
        {
            await AddAsync(queries.OfFirmsAsync(firms, cancellationToken));
        }
    }

    private async Task AddAsync(IAsyncEnumerable<LinkedUnit> found)
    {
        await foreach (var unit in found)
        {
            if (!units.TryAdd(unit.Unit.Key, unit))
            {
                continue;
            }

            foreach (var key in LinkKey.Of(unit.Unit))
            {
                if (seenKeys.Add(key))
                {
                    newKeys.Enqueue(key);
                }
            }

            if (unit.Current is { } linkage && seenFirms.Add(linkage.FirmId))
            {
                newFirms.Enqueue(linkage.FirmId);
            }
        }
    }

    private static List<T> Take<T>(Queue<T> queue)
    {
        var taken = new List<T>(Math.Min(queue.Count, KeysPerQuery));
        while (taken.Count < KeysPerQuery && queue.TryDequeue(out var item))
        {
            taken.Add(item);
        }

        return taken;
    }
}
