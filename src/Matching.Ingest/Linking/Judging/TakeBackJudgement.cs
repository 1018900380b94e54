using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Judging;

/// <summary>Takes a judgement back: the line stays in the journal, another says it no longer counts, its question opens again, and its rows are linked as if it had never been given.</summary>
public sealed class TakeBackJudgement(IDbContextFactory<MatchingDbContext> databases, Outbox outbox, TimeProvider clock)
{
    /// <param name="Entries">Lines of judgements; given together, they are taken back together.</param>
    public sealed record Request(IReadOnlyList<long> Entries, string By, string Reason = "");

    public async Task<JudgeResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var state = await db.JudgementsAsync(null, cancellationToken);
        var lines = new List<StoredJournalEntry>();
        foreach (var entry in request.Entries.Distinct())
        {
            if (state.Find(entry) is null)
            {
                return new JudgeResult.NotFound($"第 {entry} 号判定");
            }

            lines.Add(new StoredJournalEntry
            {
                At = clock.GetUtcNow(),
                By = request.By,
                Kind = JournalKind.Retracted,
                Reason = request.Reason,
                EntryId = entry,
            });
            outbox.Add(db, new LinksJudged(entry));
            if (await db.LinkJournal.Where(line => line.Id == entry).Select(line => line.ReviewItemId).SingleAsync(cancellationToken) is { } asked)
            {
                await db.ReviewItems.Where(item => item.Id == asked).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(item => item.ClosedAt, (DateTimeOffset?)null)
                        .SetProperty(item => item.ClosedBy, (string?)null)
                        .SetProperty(item => item.UnsureAt, (DateTimeOffset?)null),
                    cancellationToken);
            }
        }

        db.LinkJournal.AddRange(lines);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new JudgeResult.Given(lines.ConvertAll(line => line.Id), NeedsSecond: false, IsOpen: true);
    }
}
