using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>All units that can influence the linking of a delivery: those that share a key with it, directly or through others, those a person joined them to,
/// and those linked beside them until now.</summary>
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
    private readonly HashSet<long> seenRecords = [];
    private readonly Queue<long> newRecords = [];
    private readonly ILookup<long, long> joined;

    private ClosedSet(IEnumerable<StandingJudgement> judgements) => joined = judgements
        .Where(judgement => judgement is { Judgement: Judgement.Match, Right: not null })
        .SelectMany(judgement => ((long, long)[])[(judgement.Left.KeyHash, judgement.Right!.KeyHash), (judgement.Right.KeyHash, judgement.Left.KeyHash)])
        .ToLookup(pair => pair.Item1, pair => pair.Item2);

    public IReadOnlyCollection<LinkedUnit> Units => units.Values;

    public static async Task<ClosedSet> OfAllAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var set = new ClosedSet([]);
        await foreach (var unit in new UnitQueries(db).AllAsync(cancellationToken))
        {
            set.units.Add(unit.Unit.Key, unit);
        }

        return set;
    }

    /// <summary>The rows of the records that speak of the given things, and all that belongs with them.</summary>
    public static async Task<ClosedSet> AroundAsync(
        MatchingDbContext db, IReadOnlyCollection<long> keyHashes, IReadOnlyCollection<StandingJudgement> judgements, CancellationToken cancellationToken)
    {
        var set = new ClosedSet(judgements);
        var queries = new UnitQueries(db);
        await set.AddAsync(queries.ByRecordKeyAsync(keyHashes, cancellationToken));
        await set.CloseAsync(queries, cancellationToken);
        return set;
    }

    public static async Task<ClosedSet> OfDeliveryAsync(
        MatchingDbContext db, Guid deliveryId, IReadOnlyCollection<StandingJudgement> judgements, CancellationToken cancellationToken)
    {
        // From the delivery's records to their units, so that the count costs what the delivery holds and not what the table holds.
        var own = await db.Records
            .Where(record => record.DeliveryId == deliveryId)
            .Join(db.Units, record => record.Id, unit => unit.RecordId, (record, unit) => unit.Position)
            .LongCountAsync(cancellationToken);
        if (!await HoldsMoreThanAsync(db, own * FullReadShare, cancellationToken))
        {
            return await OfAllAsync(db, cancellationToken);
        }

        var set = new ClosedSet(judgements);
        var queries = new UnitQueries(db);
        await set.AddAsync(queries.OfDeliveryAsync(deliveryId, cancellationToken));
        await set.CloseAsync(queries, cancellationToken);
        return set;
    }

    /// <summary>Whether there are more units than so many: walks past so many and no further.</summary>
    private static Task<bool> HoldsMoreThanAsync(MatchingDbContext db, long count, CancellationToken cancellationToken) => db.Units
        .OrderBy(unit => unit.RecordId).ThenBy(unit => unit.Position)
        .Skip((int)Math.Min(count, int.MaxValue))
        .AnyAsync(cancellationToken);

    private async Task CloseAsync(UnitQueries queries, CancellationToken cancellationToken)
    {
        while (newKeys.Count + newFirms.Count + newRecords.Count > 0)
        {
            await FollowAsync(queries, cancellationToken);
        }
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

        if (Take(newRecords) is { Count: > 0 } records)
        {
            await AddAsync(queries.ByRecordKeyAsync(records, cancellationToken));
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

            foreach (var partner in joined[unit.KeyHash].Where(seenRecords.Add))
            {
                newRecords.Enqueue(partner);
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
