using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Ingest.Linking.Judging;
using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Reviews;

/// <summary>Judgements as pages and programs give, confirm and take them back, with their audit entries.</summary>
public sealed class JudgeLink(MatchingDbContext db, GiveJudgement give, TakeBackJudgement takeBack, ConfirmJudgement confirm, AuditTrail audit)
{
    public async Task<JudgeResult> GiveAsync(GiveJudgement.Request request, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(user);
        var result = await give.HandleAsync(request with { By = user.UserName }, cancellationToken);
        if (result is JudgeResult.Given given)
        {
            await audit.NoteAsync(
                user,
                "link-judged",
                $"{request.Left}",
                new { judgement = request.Judgement.ToString(), with = string.Join(' ', request.Right), entries = given.Entries, given.NeedsSecond, request.IsCodeChange },
                cancellationToken);
        }

        return result;
    }

    public async Task<JudgeResult> ConfirmAsync(long entry, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var result = await confirm.HandleAsync(new(entry, user.UserName), cancellationToken);
        if (result is JudgeResult.Given)
        {
            await audit.NoteAsync(user, "judgement-confirmed", $"{entry}", new { }, cancellationToken);
        }

        return result;
    }

    public async Task<JudgeResult> TakeBackAsync(IReadOnlyList<long> entries, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var result = await takeBack.HandleAsync(new(entries, user.UserName), cancellationToken);
        if (result is JudgeResult.Given)
        {
            await audit.NoteAsync(user, "judgement-taken-back", string.Join(',', entries), new { }, cancellationToken);
        }

        return result;
    }

    /// <summary>Takes back what the user judged last, with all lines given together.</summary>
    /// <returns>The result, and the question that is open again; null when there is nothing to take back.</returns>
    public async Task<(JudgeResult Result, long? ReviewItem)?> UndoAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var state = await db.JudgementsAsync(null, cancellationToken);
        var mine = state.Standing.Concat(state.Waiting).Where(judgement => judgement.By == user.UserName).ToList();
        if (mine.MaxBy(judgement => judgement.Number) is not { } last)
        {
            return null;
        }

        var together = mine.Where(judgement => judgement.At == last.At && judgement.Left == last.Left && judgement.Judgement == last.Judgement).Select(judgement => judgement.Number).Order().ToList();
        var item = await db.LinkJournal.Where(line => line.Id == last.Number).Select(line => line.ReviewItemId).SingleAsync(cancellationToken);
        return (await TakeBackAsync(together, user, cancellationToken), item);
    }

    /// <summary>How many the user judged today, and in the last ten minutes.</summary>
    public async Task<(int Today, int LastTenMinutes)> PaceAsync(CurrentUser user, DateTimeOffset now, DateTimeOffset midnight, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var mine = db.LinkJournal.AsNoTracking().Where(line => line.Kind == JournalKind.Judged && line.By == user.UserName);
        var tenAgo = now.AddMinutes(-10);
        return (await mine.CountAsync(line => line.At >= midnight, cancellationToken), await mine.CountAsync(line => line.At >= tenAgo, cancellationToken));
    }
}
