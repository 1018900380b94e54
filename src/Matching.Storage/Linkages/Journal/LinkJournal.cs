using System.Diagnostics;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Linkages.Journal;

/// <summary>Reads the journal of links; the state is a fold of what is read and is kept nowhere.</summary>
public static class LinkJournal
{
    private static readonly JournalKind[] OfPersons = [JournalKind.Judged, JournalKind.Confirmed, JournalKind.Retracted];

    /// <summary>What persons have said and not taken back. Lines of the linker are left out: they bind nobody.</summary>
    /// <param name="knownAt">Moment whose knowledge is asked for; null for now.</param>
    public static async Task<JournalState> JudgementsAsync(
        this MatchingDbContext db, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var lines = db.LinkJournal.AsNoTracking().Where(entry => OfPersons.Contains(entry.Kind));
        return await FoldAsync(knownAt is { } moment ? lines.Where(entry => entry.At <= moment) : lines, cancellationToken);
    }

    /// <summary>The whole journal, with what became of firms.</summary>
    public static Task<JournalState> StateAsync(this MatchingDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return FoldAsync(db.LinkJournal.AsNoTracking(), cancellationToken);
    }

    public static JournalEntry ToEntry(this StoredJournalEntry stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return new(stored.Id, stored.At, stored.By, stored.Reason, Fact(stored));
    }

    private static async Task<JournalState> FoldAsync(IQueryable<StoredJournalEntry> lines, CancellationToken cancellationToken) =>
        JournalState.Of((await lines.OrderBy(entry => entry.Id).ToListAsync(cancellationToken)).Select(ToEntry));

    private static JournalFact Fact(StoredJournalEntry stored) => stored.Kind switch
    {
        JournalKind.Judged => new JournalFact.Judged(
            new(new UnitKey(stored.LeftRecordId!.Value, stored.LeftPosition!.Value), stored.LeftKeyHash!.Value, stored.LeftName!),
            stored.RightRecordId is { } right ? new(new UnitKey(right, stored.RightPosition!.Value), stored.RightKeyHash!.Value, stored.RightName!) : null,
            stored.Judgement,
            stored.Scope,
            stored.IsCodeChange,
            stored.NeedsSecond),
        JournalKind.Confirmed => new JournalFact.Confirmed(stored.EntryId!.Value),
        JournalKind.Retracted => new JournalFact.Retracted(stored.EntryId!.Value),
        JournalKind.FirmMerged => new JournalFact.FirmMerged(new FirmId(stored.FirmId!.Value), new FirmId(stored.OtherFirmId!.Value)),
        JournalKind.FirmSplit => new JournalFact.FirmSplit(new FirmId(stored.FirmId!.Value), new FirmId(stored.OtherFirmId!.Value)),
        JournalKind.FirmRetired => new JournalFact.FirmRetired(new FirmId(stored.FirmId!.Value)),
        _ => throw new UnreachableException(stored.Kind.ToString()),
    };
}
