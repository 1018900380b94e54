using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Storage.Messaging;

namespace Matching.Api.Features.Status;

/// <summary>Sends a dead letter again, or sets it aside.</summary>
public sealed class CloseDeadLetter(DeadLetters letters, AuditTrail audit)
{
    public async Task<DeadLetterResult> HandleAsync(long id, bool replay, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var result = replay
            ? await letters.ReplayAsync(id, by.UserName, cancellationToken)
            : await letters.DiscardAsync(id, by.UserName, cancellationToken);
        if (result is DeadLetterResult.Replayed or DeadLetterResult.Discarded)
        {
            await audit.NoteAsync(by, replay ? "dead-letter-replayed" : "dead-letter-discarded", $"{id}", new { }, cancellationToken);
        }

        return result;
    }

    /// <summary>Why nothing was done, for people; empty when it was.</summary>
    public static string ProblemOf(DeadLetterResult result) => result switch
    {
        DeadLetterResult.Replayed or DeadLetterResult.Discarded => "",
        DeadLetterResult.AlreadyClosed closed => $"这条消息已由 {closed.By} 于 {Shown.Moment(closed.At)} 处理。",
        DeadLetterResult.NotOurs => "这条消息不是本系统的，不能重发，只能作废。",
        _ => "没有这条消息，请刷新后查看。",
    };
}
