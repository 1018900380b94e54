using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Reading;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Deliveries;
using Matching.Storage.Records;
using Matching.Storage.Sequences;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>What came of reading a delivery.</summary>
public abstract record ReadResult
{
    public sealed record Read(RowLedger Ledger) : ReadResult;

    /// <summary>The file turned out to be no usable list; nothing of it is kept but the bytes.</summary>
    public sealed record Refused(string Code, string Message) : ReadResult;
}

/// <summary>The first step of a load: rows of a kept delivery become records. Stages them in chunks and puts them in force at once.</summary>
/// <remarks>Can be run again from the start at any time: what an earlier attempt staged is deleted first.</remarks>
public sealed class ReadDelivery(
    IDbContextFactory<MatchingDbContext> contexts,
    IBulkWriter bulk,
    DeliveryStore store,
    TimeProvider clock)
{
    private const int ChunkRows = 8192;

    public async Task<ReadResult> RunAsync(Guid deliveryId, IProgress<RowLedger> progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var delivery = await db.Deliveries.SingleAsync(one => one.Id == deliveryId, cancellationToken);
        if (delivery.State is DeliveryState.Loaded or DeliveryState.RolledBack)
        {
            // The step died after its last transaction, or only the later steps are asked for.
            return new ReadResult.Read(delivery.Ledger);
        }

        await using (var clearing = await db.BeginWriteAsync(cancellationToken))
        {
            // The number first: whoever still reads for an earlier attempt has committed by then, or will find the number changed.
            await db.Deliveries.Where(one => one.Id == deliveryId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Attempt, one => one.Attempt + 1), cancellationToken);
            await db.Entry(delivery).ReloadAsync(cancellationToken);
            if (delivery.State is DeliveryState.Loaded or DeliveryState.RolledBack)
            {
                return new ReadResult.Read(delivery.Ledger);
            }

            await db.ClearAsync(deliveryId, cancellationToken);
            delivery.State = DeliveryState.Loading;
            await db.SaveChangesAsync(cancellationToken);
            await clearing.CommitAsync(cancellationToken);
        }

        try
        {
            switch (await ListFile.OpenAsync(store.OpenRead(delivery.ContentHash), delivery.FileName, null, cancellationToken))
            {
                case ListFileResult.Refused refused:
                    return await RefuseAsync(db, delivery, refused.Refusal.Code, refused.Refusal.Message, cancellationToken);
                case ListFileResult.Opened opened:
                    await using (opened.File)
                    {
                        return await ListNormalizer.PlanAsync(opened.File, delivery.Library, ListShapeJson.Read(delivery.ShapeJson), cancellationToken) switch
                        {
                            ListPlanResult.Refused unfit => await RefuseAsync(db, delivery, unfit.Refusal.Code, unfit.Refusal.Message, cancellationToken),
                            ListPlanResult.Ready ready => await ReadAsync(db, delivery, ready.Plan, progress, cancellationToken),
                            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
                        };
                    }

                case var other:
                    throw new System.Diagnostics.UnreachableException(other.ToString());
            }
        }
        catch (ListFileException broken)
        {
            return await RefuseAsync(db, delivery, broken.Refusal.Code, broken.Refusal.Message, cancellationToken);
        }
    }

    private async Task<ReadResult> ReadAsync(
        MatchingDbContext db,
        Delivery delivery,
        ListPlan plan,
        IProgress<RowLedger> progress,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ledger = RowLedger.Empty;
        await foreach (var rows in RowsAhead.InChunksAsync(plan, ChunkRows, cancellationToken))
        {
            ledger = ledger.Plus(await StageAsync(db, delivery, rows, now, cancellationToken));
            progress.Report(ledger);
        }

        await using var last = await db.BeginWriteAsync(cancellationToken);
        await HoldAsync(db, delivery, cancellationToken);
        await db.PutInForceAsync(delivery.Id, now, cancellationToken);
        delivery.Ledger = ledger;
        delivery.Format = plan.File.Description + plan.File.Notes.HiddenText();
        delivery.State = DeliveryState.Loaded;
        await db.SaveChangesAsync(cancellationToken);
        await last.CommitAsync(cancellationToken);
        return new ReadResult.Read(ledger);
    }

    /// <summary>Writes some rows that nobody believes yet, in one transaction.</summary>
    private async Task<RowLedger> StageAsync(
        MatchingDbContext db, Delivery delivery, IReadOnlyList<PreparedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await Numbers.TakeAsync(db, NumberSeries.Records, rows.Count, cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Staging, cancellationToken);
        await HoldAsync(db, delivery, cancellationToken);
        var records = rows.Where(row => row.Row.Reading is RowReading.Understood).ToList();
        var keys = records.SelectMany(row => row.OtherKeys.Prepend(row.KeyHash)).Distinct().ToList();
        var hasOthers = records.Exists(row => row.OtherKeys.Count > 0) || delivery.Library is Library.Projects or Library.HighTechFirms or Library.TechSmes;
        var chunk = new DeliveryChunk(delivery, await db.KnownAsync(delivery.Id, keys, hasOthers, cancellationToken), now);
        for (var index = 0; index < rows.Count; index++)
        {
            chunk.Add(rows[index], ids[index]);
        }

        await bulk.InsertAsync(db, chunk.Rows, cancellationToken);
        await bulk.InsertAsync(db, chunk.Records, cancellationToken);
        await bulk.InsertAsync(db, chunk.Units, cancellationToken);
        foreach (var (old, by) in chunk.ReplacedEarlier)
        {
            await db.Records.Where(record => record.Id == old)
                .ExecuteUpdateAsync(set => set.SetProperty(record => record.SupersededBy, by), cancellationToken);
            await db.Rows.Where(row => row.Id == old)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Outcome, RowOutcome.Superseded), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return chunk.Ledger;
    }

    /// <summary>Locks the delivery to the end of the transaction, if this attempt is still the one that reads it.</summary>
    private static async Task HoldAsync(MatchingDbContext db, Delivery delivery, CancellationToken cancellationToken)
    {
        var held = await db.Deliveries.Where(one => one.Id == delivery.Id && one.Attempt == delivery.Attempt)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Attempt, delivery.Attempt), cancellationToken);
        if (held == 0)
        {
            throw new ReadingTakenOverException(delivery.Id, delivery.Attempt);
        }
    }

    private static async Task<ReadResult> RefuseAsync(
        MatchingDbContext db,
        Delivery delivery,
        string code,
        string message,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        await HoldAsync(db, delivery, cancellationToken);
        await db.ClearAsync(delivery.Id, cancellationToken);
        delivery.State = DeliveryState.Refused;
        delivery.Message = message;
        delivery.Ledger = RowLedger.Empty;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReadResult.Refused(code, message);
    }
}
