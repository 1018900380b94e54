using Matching.Domain.Linkage.Judgements;
using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Reviews;

/// <summary>Judgements of persons: those that wait for a second one, and the latest of all.</summary>
public sealed class ListJudgements(MatchingDbContext db)
{
    public const int Latest = 200;

    /// <param name="Left">Name on the row judged.</param>
    /// <param name="Right">Name on the other row; empty when the row was judged to stand as it is.</param>
    /// <param name="State">Whether it binds, waits or was taken back.</param>
    public sealed record Item(
        long Number, DateTimeOffset At, string By, string Reason, Judgement Judgement, bool IsCodeChange, string Left, long? LeftFirm, string Right, long? RightFirm, string State, bool IsOpen);

    public async Task<IReadOnlyList<Item>> WaitingAsync(CancellationToken cancellationToken)
    {
        var state = await db.JudgementsAsync(null, cancellationToken);
        var numbers = state.Waiting.Select(judgement => judgement.Number).ToList();
        return numbers.Count == 0 ? [] : await ReadAsync(db.LinkJournal.Where(line => numbers.Contains(line.Id)).OrderBy(line => line.Id), state, cancellationToken);
    }

    public async Task<IReadOnlyList<Item>> LatestAsync(CancellationToken cancellationToken)
    {
        var state = await db.JudgementsAsync(null, cancellationToken);
        return await ReadAsync(
            db.LinkJournal.Where(line => line.Kind == JournalKind.Judged).OrderByDescending(line => line.Id).Take(Latest), state, cancellationToken);
    }

    private static async Task<IReadOnlyList<Item>> ReadAsync(IQueryable<StoredJournalEntry> lines, JournalState state, CancellationToken cancellationToken)
    {
        var standing = state.Standing.Select(judgement => judgement.Number).ToHashSet();
        var waiting = state.Waiting.Select(judgement => judgement.Number).ToHashSet();
        return
        [
            .. (await lines.AsNoTracking().ToListAsync(cancellationToken)).Select(line => new Item(
                line.Id,
                line.At,
                line.By,
                line.Reason,
                line.Judgement,
                line.IsCodeChange,
                line.LeftName ?? "",
                line.FirmId,
                line.RightName ?? "",
                line.OtherFirmId,
                standing.Contains(line.Id) ? "有效" : waiting.Contains(line.Id) ? "待复核" : "已撤销",
                standing.Contains(line.Id) || waiting.Contains(line.Id))),
        ];
    }
}
