using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Storage.Scores;

namespace Matching.Api.Features.Models;

/// <summary>Asks for all firms to be scored anew by the card in force, as of today in Beijing.</summary>
public sealed class RequestScoring(ScoreRuns runs, AuditTrail audit, TimeProvider clock)
{
    /// <returns>The run, and whether it is new: one that waits already serves for this request too.</returns>
    public async Task<(ScoreRun Run, bool IsNew)> HandleAsync(CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (run, isNew) = await runs.RequestAsync(ScoreRunCause.Request, by.UserName, BeijingTime.Today(clock), cancellationToken);
        await audit.NoteAsync(by, "scoring-requested", run.Id.ToString(), new { asOf = Shown.Day(run.AsOf), isNew }, cancellationToken);
        return (run, isNew);
    }
}
