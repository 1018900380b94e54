using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Comparing;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Near;
using Matching.Ingest.Linking.Near;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Firms;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Sequences;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Matching.Ingest.Linking;

/// <summary>Keeps stored linkages equal to what the rungs say of all records in force.</summary>
/// <remarks>Linking a delivery reads only the units that share keys with it and ends in the same groups as linking everything again.
/// Near names are compared over everything, in a run of their own; until the next one its word stands where the sure rungs have nothing surer.
/// Running any of them twice writes nothing the second time; a run that died is finished by the next. One run at a time.
/// What persons judged binds every run.</remarks>
public sealed class RecordLinker(
    IDbContextFactory<MatchingDbContext> databases, IBulkWriter bulk, TimeProvider clock, ILogger<RecordLinker> logger) : IDisposable
{
    private const int FirmsPerQuery = 10_000;

    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Units written at once. Tests make it small, so that a run has many places to die at.</summary>
    internal int UnitsPerTransaction { get; set; } = 20_000;

    /// <summary>Links the units of a delivery that has come into force or was taken back, and all units this has consequences for.</summary>
    public async Task<LinkReport> LinkDeliveryAsync(Guid deliveryId, IProgress<LinkProgress>? progress, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var alone = await WorkTurn.TakeAsync(databases, WorkTurn.Work.Linking, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var judgements = (await db.JudgementsAsync(null, cancellationToken)).Standing;
            var set = await ClosedSet.OfDeliveryAsync(db, deliveryId, judgements, cancellationToken);
            var (report, _) = await LinkAsync(db, set, judgements, deliveryId, comparesNames: false, progress, cancellationToken);
            LinkingLog.DeliveryLinked(logger, report.LinkagesChanged, report.Units, deliveryId, report.ReviewsOpened);
            return report;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Links the rows of some records again, and all units this has consequences for; after a judgement on them.</summary>
    /// <param name="keyHashes">Record keys of the rows judged.</param>
    public async Task<LinkReport> RelinkAroundAsync(IReadOnlyCollection<long> keyHashes, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var alone = await WorkTurn.TakeAsync(databases, WorkTurn.Work.Linking, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var judgements = (await db.JudgementsAsync(null, cancellationToken)).Standing;
            var set = await ClosedSet.AroundAsync(db, keyHashes, judgements, cancellationToken);
            return (await LinkAsync(db, set, judgements, null, comparesNames: false, null, cancellationToken)).Report;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Links everything again by all rungs, those for near names included.</summary>
    public async Task<(LinkReport Report, NearLinks Near)> LinkAllAsync(IProgress<LinkProgress>? progress, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var alone = await WorkTurn.TakeAsync(databases, WorkTurn.Work.Linking, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var set = await ClosedSet.OfAllAsync(db, cancellationToken);
            var judgements = (await db.JudgementsAsync(null, cancellationToken)).Standing;
            var (report, result) = await LinkAsync(db, set, judgements, null, comparesNames: true, progress, cancellationToken);
            var near = new NearLinks(
                result.Groups.Sum(group => group.Members.Count(member => NearRungs.Made(member.Rule))),
                result.Reviews.Count(review => review.Doubt == LinkDoubt.NearName),
                await LinkageReach.OfAsync(db, cancellationToken));
            LinkingLog.AllLinked(logger, report.LinkagesChanged, report.Units, near.Linked, report.ReviewsOpened);
            return (report, near);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What linking everything again would change; nothing is written.</summary>
    public async Task<LinkDiff> WouldChangeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var set = await ClosedSet.OfAllAsync(db, cancellationToken);
        var judgements = (await db.JudgementsAsync(null, cancellationToken)).Standing;
        var firms = await FirmsAsync(db, set, cancellationToken);
        var result = LinkPlan.Ladder(set.Units, judgements, LinkageLadder.MostUnitsPerName, (settled, apart) => NearRungs.Apply(settled, apart));
        var claims = LinkPlan.Of(set.Units, firms, result, FirmHomes.None).Claims;
        var after = result.Groups.SelectMany((group, place) => group.Members.Select(member => (
            member.Unit.Key, Firm: claims.FirmOf[place]?.ToString() ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"new-{place + 1}"))));
        return LinkDiff.Of(
            set.Units.Where(unit => unit.IsInForce && unit.Current is not null).ToDictionary(unit => unit.Unit.Key, unit => unit.Current!.FirmId.ToString()),
            after.ToDictionary(pair => pair.Key, pair => pair.Firm));
    }

    public void Dispose() => turn.Dispose();

    private async Task<(LinkReport Report, LadderResult Result)> LinkAsync(
        MatchingDbContext db,
        ClosedSet set,
        IReadOnlyCollection<StandingJudgement> judgements,
        Guid? deliveryId,
        bool comparesNames,
        IProgress<LinkProgress>? progress,
        CancellationToken cancellationToken)
    {
        progress?.Report(new(0, set.Units.Count));
        var firms = await FirmsAsync(db, set, cancellationToken);
        var notes = comparesNames ? null : await NearNotes.ReadAsync(db, set.Units, cancellationToken);
        var result = LinkPlan.Ladder(
            set.Units,
            judgements,
            LinkageLadder.MostUnitsPerName,
            (settled, apart) => notes is null ? NearRungs.Apply(settled, apart) : NearMemory.Carry(settled, LinkPlan.Earlier(set.Units), notes, apart));
        var plan = LinkPlan.Of(set.Units, firms, result, FirmHomes.None);
        if (plan.Parting.Count > 0 && await FirmHomes.ReadAsync(db, plan.Parting, firms, cancellationToken) is { Count: > 0 } homes)
        {
            plan = LinkPlan.Of(set.Units, firms, result, homes);
        }

        var firmOf = await FirmIdsAsync(db, plan, firms, cancellationToken);
        var writer = new LinkageWriter(db, bulk, plan, firms, firmOf, clock.GetUtcNow());
        var done = 0L;
        foreach (var piece in plan.Pieces(UnitsPerTransaction))
        {
            await writer.WriteAsync(piece, cancellationToken);
            done += piece.Sum(place => plan.Result.Groups[place].Members.Count);
            progress?.Report(new(done, set.Units.Count));
        }

        var (opened, closed) = await new ReviewWriter(db, plan, firmOf, clock.GetUtcNow(), comparesNames).WriteAsync(cancellationToken);
        var withdrawn = deliveryId is { } id ? await WithdrawnAsync(db, id, cancellationToken) : [];
        await writer.FinishAsync(withdrawn, cancellationToken);
        progress?.Report(new(set.Units.Count, set.Units.Count));
        var report = new LinkReport(
            plan.Units.Count,
            writer.Linked,
            writer.Ended,
            writer.Created,
            writer.Changed,
            writer.Merged,
            plan.Retired.Count,
            opened,
            closed,
            plan.Result.Groups.SelectMany(group => group.Members).CountBy(member => member.Band).ToDictionary(),
            plan.Result.CrowdedNames);
        return (report, plan.Result);
    }

    private static async Task<Dictionary<FirmId, Firm>> FirmsAsync(MatchingDbContext db, ClosedSet set, CancellationToken cancellationToken)
    {
        var firms = new Dictionary<FirmId, Firm>();
        var ids = set.Units.Select(unit => unit.Current?.FirmId.Value).OfType<long>().Distinct();
        foreach (var chunk in ids.Chunk(FirmsPerQuery))
        {
            var found = db.Firms.AsNoTracking().Where(firm => EF.Parameter(chunk).Contains(firm.Id)).AsAsyncEnumerable();
            await foreach (var firm in found.WithCancellation(cancellationToken))
            {
                firms.Add(new FirmId(firm.Id), firm);
            }
        }

        return firms;
    }

    /// <summary>Ids of all groups. A code whose firm was retired gets that firm back; others without one get the next numbers.</summary>
    private static async Task<FirmId[]> FirmIdsAsync(
        MatchingDbContext db, LinkPlan plan, Dictionary<FirmId, Firm> firms, CancellationToken cancellationToken)
    {
        var byCode = await RetiredAsync(db, plan, cancellationToken);
        var firmOf = new FirmId[plan.Result.Groups.Count];
        var block = plan.NewFirms > 0 ? await Numbers.TakeAsync(db, NumberSeries.Firms, plan.NewFirms, cancellationToken) : default;
        var next = 0;
        for (var place = 0; place < firmOf.Length; place++)
        {
            if (plan.Claims.FirmOf[place] is { } known)
            {
                firmOf[place] = known;
            }
            else if (plan.Result.Groups[place].Uscc is { } code && byCode.Remove(code.ToString(), out var revived))
            {
                firmOf[place] = new FirmId(revived.Id);
                firms.TryAdd(firmOf[place], revived);
            }
            else
            {
                firmOf[place] = new FirmId(block[next++]);
            }
        }

        return firmOf;
    }

    /// <summary>Retired firms by the codes that look for a firm; the oldest where a code had several.</summary>
    private static async Task<Dictionary<string, Firm>> RetiredAsync(MatchingDbContext db, LinkPlan plan, CancellationToken cancellationToken)
    {
        var wanted = plan.Result.Groups.Where((group, place) => plan.Claims.FirmOf[place] is null && group.Uscc is not null).Select(group => group.Uscc!.Value.ToString()).ToList();
        var retired = db.Firms.AsNoTracking().Where(firm => firm.RetiredAt != null && firm.Uscc != null && firm.MergedInto == null);

        // A few codes are looked up; for a whole list of them one pass over the firms is less.
        var found = wanted.Count == 0 ? []
            : wanted.Count <= FirmsPerQuery ? await retired.Where(firm => EF.Parameter(wanted).Contains(firm.Uscc!)).ToListAsync(cancellationToken)
            : await retired.ToListAsync(cancellationToken);
        return found.GroupBy(firm => firm.Uscc!).ToDictionary(group => group.Key, group => group.MinBy(firm => firm.Id)!);
    }

    /// <summary>Firms whose facts the delivery withdraws, or withdrew before it was taken back.</summary>
    private static Task<List<long>> WithdrawnAsync(MatchingDbContext db, Guid deliveryId, CancellationToken cancellationToken)
    {
        // From the delivery's withdrawals on, so that it costs what the delivery holds and not what the table of linkages holds.
        var firms =
            from withdrawal in db.Records
            where withdrawal.DeliveryId == deliveryId && withdrawal.State == PublicityState.Withdrawn
            join record in db.Records on withdrawal.KeyHash equals record.KeyHash
            join linkage in db.Linkages on record.Id equals linkage.RecordId
            where linkage.EndedAt == null
            select linkage.FirmId;
        return firms.Distinct().OrderBy(id => id)
            .ToListAsync(cancellationToken);
    }
}
