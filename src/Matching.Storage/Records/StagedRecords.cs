using Matching.Domain.Libraries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Records;

/// <summary>Moves of whole deliveries between staged, in force and rolled back; each is set-based and runs in the caller's transaction.</summary>
/// <remarks>Staged means <c>RetractedAt = RecordedAt</c> and no successor: written, but not yet believed by anybody.</remarks>
public static class StagedRecords
{
    /// <summary>Records of the delivery being read that will come into force.</summary>
    public static IQueryable<StoredRecord> Staged(this MatchingDbContext db, Guid deliveryId) =>
        db.Records.Where(record => record.DeliveryId == deliveryId && record.RetractedAt == record.RecordedAt && record.SupersededBy == null);

    /// <summary>Records in force, or staged by this delivery, that are known under the given key hashes.</summary>
    /// <param name="withOthers">True to look at the other keys of records too.</param>
    public static async Task<KnownRecords> KnownAsync(
        this MatchingDbContext db, Guid deliveryId, IReadOnlyCollection<long> keyHashes, bool withOthers, CancellationToken cancellationToken)
    {
        var believed = db.Records.AsNoTracking().Where(record => record.RetractedAt == null
            || (record.DeliveryId == deliveryId && record.RetractedAt == record.RecordedAt && record.SupersededBy == null));
        var found = await TakeAsync(believed.Where(record => keyHashes.Contains(record.KeyHash)));
        if (withOthers)
        {
            // One query an index: with OR over three columns neither database would use any.
            var second = await TakeAsync(believed.Where(record => record.SecondKeyHash != null && keyHashes.Contains(record.SecondKeyHash.Value)));
            var third = await TakeAsync(believed.Where(record => record.ThirdKeyHash != null && keyHashes.Contains(record.ThirdKeyHash.Value)));
            var further = second.Concat(third).Select(one => one.KeyHash).Except(keyHashes).ToList();
            found.AddRange(further.Count == 0 ? [] : await TakeAsync(believed.Where(record => further.Contains(record.KeyHash))));
        }

        return new KnownRecords(found);

        Task<List<KnownRecords.KnownUnderKey>> TakeAsync(IQueryable<StoredRecord> records) => records
            .Select(record => new KnownRecords.KnownUnderKey(
                record.KeyHash,
                record.SecondKeyHash,
                record.ThirdKeyHash,
                new KnownRecord(record.Id, record.State, record.PublishedOn, record.ContentHash, record.DeliveryId == deliveryId, record.Number)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Deletes what an earlier, unfinished reading of the delivery left behind.</summary>
    public static async Task ClearAsync(this MatchingDbContext db, Guid deliveryId, CancellationToken cancellationToken)
    {
        var records = db.Records.Where(record => record.DeliveryId == deliveryId).Select(record => record.Id);
        await db.Units.Where(unit => records.Contains(unit.RecordId)).ExecuteDeleteAsync(cancellationToken);
        await db.Records.Where(record => record.DeliveryId == deliveryId).ExecuteDeleteAsync(cancellationToken);
        await db.Rows.Where(row => row.DeliveryId == deliveryId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Puts the staged records in force: those they replace are retracted, those they withdraw are marked.</summary>
    public static async Task PutInForceAsync(this MatchingDbContext db, Guid deliveryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = db.Staged(deliveryId).Where(record => record.State != PublicityState.Withdrawn);
        await db.Records
            .Where(old => old.RetractedAt == null && old.State != PublicityState.Withdrawn
                && facts.Select(record => record.KeyHash).Contains(old.KeyHash))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(old => old.RetractedAt, now)
                    .SetProperty(old => old.SupersededBy, old => facts.Where(record => record.KeyHash == old.KeyHash).Min(record => (long?)record.Id)),
                cancellationToken);

        // Before the staged facts come in force: a withdrawal also reaches facts of its own list.
        var withdrawals = db.Staged(deliveryId).Where(record => record.State == PublicityState.Withdrawn);
        await db.Records
            .Where(record => record.State != PublicityState.Withdrawn && record.WithdrawnOn == null
                && (record.RetractedAt == null || (record.DeliveryId == deliveryId && record.SupersededBy == null))
                && withdrawals.Any(withdrawal => withdrawal.KeyHash == record.KeyHash && withdrawal.PublishedOn >= record.PublishedOn)
                && withdrawals.Select(withdrawal => withdrawal.KeyHash).Contains(record.KeyHash))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(record => record.WithdrawnOn, record => withdrawals.Where(withdrawal => withdrawal.KeyHash == record.KeyHash).Min(withdrawal => (DateOnly?)withdrawal.PublishedOn))
                    .SetProperty(record => record.WithdrawnBy, record => withdrawals.Where(withdrawal => withdrawal.KeyHash == record.KeyHash).Min(withdrawal => (long?)withdrawal.Id)),
                cancellationToken);

        await db.Staged(deliveryId).ExecuteUpdateAsync(
            set => set.SetProperty(record => record.RetractedAt, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>Takes a delivery back, as if it had never come: its records are retracted, what they replaced or kept out returns, what they withdrew stands again,
    /// and rows of other lists that had only repeated them take the facts over.</summary>
    /// <returns>Number of records handed over to other deliveries.</returns>
    public static async Task<int> TakeBackAsync(this MatchingDbContext db, Guid deliveryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var own = db.Records.Where(record => record.DeliveryId == deliveryId);
        var ownInForce = own.Where(record => record.RetractedAt == null).Select(record => record.Id);
        var heirs = await HandOverAsync(db, deliveryId, now, cancellationToken);

        // A record replaced by one of ours: back in force if ours was the last word, else replaced by what replaced ours.
        await db.Records
            .Where(record => record.SupersededBy != null && own.Select(mine => mine.Id).Contains(record.SupersededBy.Value)
                && record.DeliveryId != deliveryId)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(record => record.RetractedAt, record => ownInForce.Contains(record.SupersededBy!.Value) ? null : record.RetractedAt)
                    // One that was superseded from its first moment is believed only from now on.
                    .SetProperty(record => record.RecordedAt, record => ownInForce.Contains(record.SupersededBy!.Value) && record.RetractedAt == record.RecordedAt ? now : record.RecordedAt)
                    .SetProperty(record => record.SupersededBy, record => own.Where(mine => mine.Id == record.SupersededBy).Select(mine => mine.SupersededBy).First()),
                cancellationToken);
        foreach (var (mine, heir) in heirs)
        {
            // The heir says what ours said, so it replaces whatever ours replaced.
            await db.Records
                .Where(record => record.KeyHash == heir.KeyHash && record.Id != heir.Id && record.RetractedAt == null
                    && record.Id != mine && record.State != PublicityState.Withdrawn && heir.State != PublicityState.Withdrawn)
                .ExecuteUpdateAsync(set => set.SetProperty(record => record.RetractedAt, now).SetProperty(record => record.SupersededBy, heir.Id), cancellationToken);
        }

        await own.Where(record => record.RetractedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(record => record.RetractedAt, now), cancellationToken);
        await SettleReturnedAsync(db, deliveryId, now, cancellationToken);
        await WithdrawAnewAsync(db, deliveryId, cancellationToken);
        return heirs.Count;
    }

    /// <summary>Several records may have come back under one key, when lists of earlier days were loaded after ours: they are weighed again in the order they came.
    /// A row that had been read as superseded and whose record came back counts as accepted.</summary>
    private static async Task SettleReturnedAsync(MatchingDbContext db, Guid deliveryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = db.Records.Where(record => record.DeliveryId == deliveryId).Select(record => record.KeyHash);
        var inForce = db.Records.Where(record => record.RetractedAt == null && record.State != PublicityState.Withdrawn && keys.Contains(record.KeyHash));
        var doubled = inForce.GroupBy(record => record.KeyHash).Where(group => group.Count() > 1).Select(group => group.Key);
        var rivals = await inForce.Where(record => doubled.Contains(record.KeyHash))
            .Select(record => new { record.Id, record.KeyHash, record.State, record.PublishedOn, record.ContentHash, record.DeliveryId })
            .ToListAsync(cancellationToken);
        foreach (var group in rivals.GroupBy(record => record.KeyHash))
        {
            var inOrder = group.OrderBy(record => record.Id).ToList();
            var last = inOrder[0];
            foreach (var next in inOrder.Skip(1))
            {
                KnownRecord[] before = [new(last.Id, last.State, last.PublishedOn, last.ContentHash, last.DeliveryId == next.DeliveryId)];
                last = RecordPrecedence.Decide(next.State, next.PublishedOn, next.ContentHash, before) is RecordVerdict.Accept ? next : last;
            }

            var (first, others) = (last.Id, inOrder.Where(record => record.Id != last.Id).Select(record => record.Id).ToList());
            await db.Records.Where(record => others.Contains(record.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(record => record.RetractedAt, now).SetProperty(record => record.SupersededBy, first), cancellationToken);
        }

        var returned = await db.Rows
            .Where(row => row.Outcome == RowOutcome.Superseded && inForce.Any(record => record.Id == row.Id))
            .ToListAsync(cancellationToken);
        foreach (var row in returned)
        {
            row.Outcome = RowOutcome.Accepted;
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var list in returned.CountBy(row => row.DeliveryId))
        {
            await db.Deliveries.Where(delivery => delivery.Id == list.Key).ExecuteUpdateAsync(
                set => set
                    .SetProperty(delivery => delivery.RowsAccepted, delivery => delivery.RowsAccepted + list.Value)
                    .SetProperty(delivery => delivery.RowsSuperseded, delivery => delivery.RowsSuperseded - list.Value),
                cancellationToken);
        }
    }

    /// <summary>What the delivery withdrew stands again unless another list withdraws it too; what came back may have been withdrawn meanwhile.</summary>
    private static async Task WithdrawAnewAsync(MatchingDbContext db, Guid deliveryId, CancellationToken cancellationToken)
    {
        var keys = db.Records.Where(record => record.DeliveryId == deliveryId).Select(record => record.KeyHash);
        var standing = db.Records.Where(record => record.State == PublicityState.Withdrawn && record.RetractedAt == null);
        await db.Records
            .Where(record => record.RetractedAt == null && record.State != PublicityState.Withdrawn && keys.Contains(record.KeyHash))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(record => record.WithdrawnOn, record => standing
                        .Where(withdrawal => withdrawal.KeyHash == record.KeyHash && withdrawal.PublishedOn >= record.PublishedOn)
                        .Min(withdrawal => (DateOnly?)withdrawal.PublishedOn))
                    .SetProperty(record => record.WithdrawnBy, record => standing
                        .Where(withdrawal => withdrawal.KeyHash == record.KeyHash && withdrawal.PublishedOn >= record.PublishedOn)
                        .OrderBy(withdrawal => withdrawal.PublishedOn)
                        .ThenBy(withdrawal => withdrawal.Id)
                        .Select(withdrawal => (long?)withdrawal.Id)
                        .FirstOrDefault()),
                cancellationToken);
    }

    private static async Task<List<(long Mine, StoredRecord Heir)>> HandOverAsync(
        MatchingDbContext db, Guid deliveryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var repeated = await db.Rows
            .Where(row => row.SameAs != null && row.DeliveryId != deliveryId
                && db.Records.Any(record => record.Id == row.SameAs && record.DeliveryId == deliveryId && record.RetractedAt == null))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var heirs = new List<(long, StoredRecord)>();
        foreach (var rows in repeated.GroupBy(row => row.SameAs!.Value))
        {
            var heirRow = rows.First();
            var mine = await db.Records.AsNoTracking().SingleAsync(record => record.Id == rows.Key, cancellationToken);
            var units = await db.Units.AsNoTracking().Where(unit => unit.RecordId == mine.Id).ToListAsync(cancellationToken);
            var publishedOn = await db.Deliveries.Where(delivery => delivery.Id == heirRow.DeliveryId).Select(delivery => delivery.PublishedOn).SingleAsync(cancellationToken);
            var heir = mine.TakenOverBy(heirRow, publishedOn, now);
            db.Records.Add(heir);
            db.Units.AddRange(units.Select(unit => unit.TakenOverBy(heirRow.Id)));
            heirRow.Outcome = RowOutcome.Accepted;
            heirRow.SameAs = null;
            foreach (var other in rows.Skip(1))
            {
                await db.Rows.Where(row => row.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SameAs, heirRow.Id), cancellationToken);
            }

            await CorrectLedgerAsync(db, heirRow.DeliveryId, cancellationToken);
            heirs.Add((mine.Id, heir));
        }

        await db.SaveChangesAsync(cancellationToken);
        return heirs;
    }

    /// <summary>One row of that delivery turned from unchanged into accepted.</summary>
    private static Task<int> CorrectLedgerAsync(MatchingDbContext db, Guid deliveryId, CancellationToken cancellationToken) =>
        db.Deliveries.Where(delivery => delivery.Id == deliveryId).ExecuteUpdateAsync(
            set => set
                .SetProperty(delivery => delivery.RowsAccepted, delivery => delivery.RowsAccepted + 1)
                .SetProperty(delivery => delivery.RowsUnchanged, delivery => delivery.RowsUnchanged - 1),
            cancellationToken);
}
