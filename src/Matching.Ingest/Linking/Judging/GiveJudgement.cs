using System.Text.Json;
using Matching.Domain.Linkage.Judgements;
using Matching.Storage;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Judging;

/// <summary>Writes a person's judgement to the journal, closes the question it answers, and has the rows linked again. All in one transaction, or nothing.</summary>
public sealed class GiveJudgement(IDbContextFactory<MatchingDbContext> databases, Outbox outbox, TimeProvider clock)
{
    /// <summary>Characters of the longest reason kept.</summary>
    public const int LongestReason = 500;

    /// <param name="Right">Several for "none of them": one judgement each. Empty for a row that stands as it is.</param>
    /// <param name="ReviewItemId">Question of the queue this answers; null for a judgement given elsewhere.</param>
    public sealed record Request(
        JudgedTarget Left,
        IReadOnlyList<JudgedTarget> Right,
        Judgement Judgement,
        JudgedScope Scope,
        string By,
        string Reason = "",
        bool IsCodeChange = false,
        long? ReviewItemId = null);

    public async Task<JudgeResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);

        // Judgements are given one after the other: the check below sees all earlier ones.
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var rows = new JudgedRows(db);
        if (await rows.FindAsync(request.Left, cancellationToken) is not { } left)
        {
            return new JudgeResult.NotFound(NameOf(request.Left));
        }

        var item = request.ReviewItemId is { } asked ? await db.ReviewItems.SingleOrDefaultAsync(one => one.Id == asked, cancellationToken) : null;
        if (request.ReviewItemId is not null && item is not { ClosedAt: null })
        {
            return new JudgeResult.NotFound("这项待核关联");
        }

        var state = await db.JudgementsAsync(null, cancellationToken);
        var placed = await rows.PlacedAsync(state.Standing, cancellationToken);
        var lines = new List<StoredJournalEntry>();
        var now = clock.GetUtcNow();
        foreach (var target in request.Right)
        {
            if (await rows.FindAsync(target, cancellationToken) is not { } right)
            {
                return new JudgeResult.NotFound(NameOf(target));
            }

            switch (JudgementCheck.Of(left.Side, right.Side, request.Judgement, request.Scope, request.IsCodeChange, request.Reason, placed))
            {
                case JudgementVerdict.Allowed allowed:
                    lines.Add(Line(request, left, right, allowed.NeedsSecond, now));
                    break;
                case JudgementVerdict.SaidAlready when request.Right.Count > 1:
                    break;
                case var refused:
                    return new JudgeResult.Refused(refused);
            }
        }

        if (request.Right.Count == 0)
        {
            lines.Add(Line(request, left, null, needsSecond: false, now));
        }

        db.LinkJournal.AddRange(lines);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var line in lines.Where(line => !line.NeedsSecond && line.Judgement is Judgement.Match or Judgement.NonMatch))
        {
            outbox.Add(db, new LinksJudged(line.Id));
        }

        var isOpen = item is not null && await AnswerAsync(db, item, request, [.. state.Standing], lines, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new JudgeResult.Given(lines.ConvertAll(line => line.Id), lines.Exists(line => line.NeedsSecond), isOpen);
    }

    /// <returns>True when the question stays open.</returns>
    private async Task<bool> AnswerAsync(
        MatchingDbContext db, ReviewItem item, Request request, List<StandingJudgement> standing, List<StoredJournalEntry> lines, CancellationToken cancellationToken)
    {
        switch (request.Judgement)
        {
            case Judgement.Unsure:
                item.UnsureAt = clock.GetUtcNow();
                return true;
            case Judgement.NonMatch when request.Right.Count > 0:
                var numbers = standing.Where(one => one.Judgement == Judgement.NonMatch).Select(one => one.Number).ToHashSet();
                var kept = await db.LinkJournal.AsNoTracking()
                    .Where(line => line.ReviewItemId == item.Id && line.Judgement == Judgement.NonMatch)
                    .Select(line => new { line.Id, line.OtherFirmId })
                    .ToListAsync(cancellationToken);
                var answered = kept.Where(line => numbers.Contains(line.Id)).Select(line => line.OtherFirmId)
                    .Concat(lines.Select(line => line.OtherFirmId))
                    .ToHashSet();
                var candidates = JsonSerializer.Deserialize<long[]>(item.Candidates) ?? [];
                if (!candidates.All(candidate => answered.Contains(candidate)))
                {
                    return true;
                }

                break;
        }

        (item.ClosedAt, item.ClosedBy) = (clock.GetUtcNow(), request.By);
        return false;
    }

    /// <param name="at">One moment for all lines of a request: they are taken back together.</param>
    private static StoredJournalEntry Line(Request request, JudgedRows.Row left, JudgedRows.Row? right, bool needsSecond, DateTimeOffset at) => new()
    {
        At = at,
        By = request.By,
        Kind = JournalKind.Judged,
        Reason = request.Reason.Trim() is { Length: > LongestReason } longer ? longer[..LongestReason] : request.Reason.Trim(),
        Judgement = request.Judgement,
        Scope = request.Scope,
        IsCodeChange = request.IsCodeChange,
        NeedsSecond = needsSecond,
        LeftRecordId = left.Mark.Seen.RecordId,
        LeftPosition = left.Mark.Seen.Position,
        LeftKeyHash = left.Mark.KeyHash,
        LeftName = left.Mark.FoldedName,
        FirmId = left.Side.Firm.Value,
        RightRecordId = right?.Mark.Seen.RecordId,
        RightPosition = right?.Mark.Seen.Position,
        RightKeyHash = right?.Mark.KeyHash,
        RightName = right?.Mark.FoldedName,
        OtherFirmId = right?.Side.Firm.Value,
        ReviewItemId = request.ReviewItemId,
    };

    private static string NameOf(JudgedTarget target) => target switch
    {
        JudgedTarget.Row => "这一行",
        JudgedTarget.Firm firm => $"企业 {firm.Id}",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "not a target"),
    };
}
