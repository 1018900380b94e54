using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Judging;

/// <summary>The second person agrees to a judgement that goes against a code; from then on it binds.</summary>
public sealed class ConfirmJudgement(IDbContextFactory<MatchingDbContext> databases, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(long Entry, string By);

    public async Task<JudgeResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var state = await db.JudgementsAsync(null, cancellationToken);
        if (state.Waiting.FirstOrDefault(waiting => waiting.Number == request.Entry) is not { } asked)
        {
            return new JudgeResult.NotFound($"待复核的第 {request.Entry} 号判定");
        }

        if (asked.By == request.By)
        {
            return new JudgeResult.SamePerson(asked.By);
        }

        var line = new StoredJournalEntry { At = clock.GetUtcNow(), By = request.By, Kind = JournalKind.Confirmed, EntryId = request.Entry };
        db.LinkJournal.Add(line);
        outbox.Add(db, new LinksJudged(request.Entry));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new JudgeResult.Given([line.Id], NeedsSecond: false, IsOpen: false);
    }
}
