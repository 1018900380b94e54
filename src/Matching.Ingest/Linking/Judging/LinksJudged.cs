using MassTransit;
using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Judging;

/// <summary>A judgement came into force or was taken back: link its rows again.</summary>
/// <param name="EntryId">Line of the journal that names the rows.</param>
public sealed record LinksJudged(long EntryId) : IMessage;

/// <summary>Links the rows of a judgement again and asks for the scores that follow. Twice does no more than once.</summary>
public sealed class RelinkJudged(IDbContextFactory<MatchingDbContext> databases, RecordLinker linker, Outbox outbox, Indexing.IndexSignal index) : IConsumer<LinksJudged>
{
    public Task Consume(ConsumeContext<LinksJudged> context) => RunAsync(context.Message.EntryId, context.CancellationToken);

    /// <summary>The work itself, for the consumer and for the command line.</summary>
    public async Task<LinkReport?> RunAsync(long entryId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var judged = await db.LinkJournal.AsNoTracking()
            .Where(entry => entry.Id == entryId && entry.LeftKeyHash != null)
            .Select(entry => new { entry.LeftKeyHash, entry.RightKeyHash })
            .SingleOrDefaultAsync(cancellationToken);
        if (judged is null)
        {
            return null;
        }

        long[] keys = judged.RightKeyHash is { } right ? [judged.LeftKeyHash!.Value, right] : [judged.LeftKeyHash!.Value];
        var report = await linker.RelinkAroundAsync(keys, cancellationToken);
        outbox.Add(db, new FirmsRelinked(entryId));
        await db.SaveChangesAsync(cancellationToken);
        index.Raise();
        return report;
    }
}
