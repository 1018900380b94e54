using System.Diagnostics;
using Matching.Domain.Calendar;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>Answer to a list handed over.</summary>
public abstract record ReceiveResult
{
    /// <summary>The bytes are kept and a job reads them.</summary>
    public sealed record Accepted(Guid DeliveryId, Guid JobId, Library Library) : ReceiveResult;

    /// <summary>The same bytes are in this library already; nothing changes.</summary>
    public sealed record AlreadyKnown(Guid DeliveryId, DateTimeOffset ReceivedAt) : ReceiveResult;

    /// <summary>The file is no list this library can take. Nothing of it is kept.</summary>
    /// <param name="Message">Chinese sentence: what was found and what to do.</param>
    public sealed record Refused(string Code, string Message) : ReceiveResult;
}

/// <summary>Takes a list in: keeps its bytes, looks at its head, refuses what is no list, and starts the job that reads it.</summary>
public sealed class ReceiveDelivery(
    IDbContextFactory<MatchingDbContext> contexts,
    DeliveryStore store,
    ImportJobs jobs,
    RememberedShapes remembered,
    TimeProvider clock)
{
    /// <param name="Library">Library the list is for; null = told from its content.</param>
    /// <param name="PublishedOn">Day the list was public; null = as stated in the list, else today in Beijing.</param>
    /// <param name="By">Account, or <c>cli</c>.</param>
    /// <param name="Shape">What a person says the headers mean; null = as said of the same headers before, if ever.</param>
    public sealed record Request(Stream Content, string FileName, Library? Library, DateOnly? PublishedOn, string By, ListShape? Shape = null);

    public async Task<ReceiveResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        StoredBytes bytes;
        try
        {
            bytes = await store.SaveAsync(request.Content, cancellationToken);
        }
        catch (DeliveryTooLargeException tooLarge)
        {
            return new ReceiveResult.Refused("file-too-large", tooLarge.Message);
        }
        catch (StoreFullException full)
        {
            return new ReceiveResult.Refused("store-full", full.Message);
        }

        var fileName = NameOf(request.FileName);
        switch (await ListFile.OpenAsync(store.OpenRead(bytes.ContentHash), fileName, null, cancellationToken))
        {
            case ListFileResult.Refused refused:
                return await RefuseAsync(bytes, refused.Refusal.Code, refused.Refusal.Message, cancellationToken);
            case ListFileResult.Opened opened:
                await using (opened.File)
                {
                    return await ReceiveAsync(request, bytes, opened.File, cancellationToken);
                }

            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private async Task<ReceiveResult> ReceiveAsync(Request request, StoredBytes bytes, ListFile file, CancellationToken cancellationToken)
    {
        try
        {
            var before = request.Shape is null ? await remembered.FindAsync(file, request.Library, cancellationToken) : null;
            var shape = request.Shape ?? before?.Shape ?? ListShape.Empty;
            var library = request.Library ?? before?.Library ?? await RecogniseAsync(file, cancellationToken);
            if (library is null)
            {
                return await RefuseAsync(
                    bytes, "library-unclear", UnclearLibrary(file.Name), cancellationToken);
            }

            return await ListNormalizer.PlanAsync(file, library.Value, shape, cancellationToken) switch
            {
                ListPlanResult.Refused refused => await RefuseAsync(bytes, refused.Refusal.Code, refused.Refusal.Message, cancellationToken),
                ListPlanResult.Ready ready => await StartAsync(request, bytes, ready.Plan, shape, cancellationToken),
                var other => throw new UnreachableException(other.ToString()),
            };
        }
        catch (ListFileException broken)
        {
            return await RefuseAsync(bytes, broken.Refusal.Code, broken.Refusal.Message, cancellationToken);
        }
    }

    internal static string UnclearLibrary(string fileName) =>
        $"“{fileName}”的表头和标题看不出属于哪个库。请先确认文件是带表头的名单（至少有“企业名称”一列），再选择所属的库后上传。";

    /// <summary>The library the head of the file speaks for; null when none does clearly.</summary>
    internal static async Task<Library?> RecogniseAsync(ListFile file, CancellationToken cancellationToken)
    {
        var guesses = await ListNormalizer.GuessAsync(file, cancellationToken);
        return guesses is [{ HasNeeded: true, Score: >= 2 } best, ..] ? best.Library : null;
    }

    private async Task<ReceiveResult> StartAsync(
        Request request, StoredBytes bytes, ListPlan plan, ListShape shape, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var known = await db.Deliveries.AsNoTracking()
            .Where(delivery => delivery.ContentHash == bytes.ContentHash && delivery.Library == plan.Library
                && delivery.State != DeliveryState.Refused && delivery.State != DeliveryState.RolledBack)
            .Select(delivery => new { delivery.Id, delivery.ReceivedAt })
            .FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return new ReceiveResult.AlreadyKnown(known.Id, known.ReceivedAt);
        }

        var now = clock.GetUtcNow();
        var delivery = new Delivery
        {
            Id = Guid.CreateVersion7(now),
            Library = plan.Library,
            FileName = plan.File.Name,
            ContentHash = bytes.ContentHash,
            SizeBytes = bytes.SizeBytes,
            ReceivedAt = now,
            ReceivedBy = request.By,
            State = DeliveryState.Received,
            PublishedOn = request.PublishedOn ?? plan.Context.PublishedOn ?? BeijingTime.Today(clock),
            Title = plan.Context.Title ?? "",
            Format = plan.File.Description,
            ShapeJson = ListShapeJson.Write(shape),
        };
        db.Deliveries.Add(delivery);
        var job = jobs.Create(db, delivery.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReceiveResult.Accepted(delivery.Id, job.Id, plan.Library);
    }

    /// <summary>Bytes that are no list are not kept, unless another delivery holds the same.</summary>
    private async Task<ReceiveResult> RefuseAsync(StoredBytes bytes, string code, string message, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Deliveries.AnyAsync(delivery => delivery.ContentHash == bytes.ContentHash, cancellationToken))
        {
            store.Remove(bytes.ContentHash);
        }

        return new ReceiveResult.Refused(code, message);
    }

    /// <summary>File name without any path, cut to what a report can show.</summary>
    private static string NameOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var clean = string.Concat(name.Where(c => !char.IsControl(c)));
        return clean.Length switch { 0 => "未命名", > 200 => clean[..200], _ => clean };
    }
}
