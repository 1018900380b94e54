using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Ml.Registry;
using Matching.Storage.Scores;

namespace Matching.Api.Features.Training;

/// <summary>Steps with a model, noted in the audit log; after a change of the live model all firms are scored and shown anew.</summary>
public sealed class StepModel(ModelRegistry registry, ScoreRuns scores, AuditTrail audit, TimeProvider clock)
{
    public Task<ModelStepResult> ProposeAsync(CurrentUser by, string id, string reason, CancellationToken cancellationToken) =>
        NoteAsync(by, "model-proposed", id, registry.ProposeAsync(id, Name(by), reason, cancellationToken), cancellationToken);

    public Task<ModelStepResult> ConfirmAsync(CurrentUser by, string id, CancellationToken cancellationToken) =>
        NoteAsync(by, "model-activated", id, registry.ConfirmAsync(id, Name(by), cancellationToken), cancellationToken, changesLive: true);

    public Task<ModelStepResult> DeclineAsync(CurrentUser by, string id, string reason, CancellationToken cancellationToken) =>
        NoteAsync(by, "model-declined", id, registry.DeclineAsync(id, Name(by), reason, cancellationToken), cancellationToken);

    public Task<ModelStepResult> RollBackAsync(CurrentUser by, string reason, CancellationToken cancellationToken) =>
        NoteAsync(by, "model-rolled-back", "", registry.RollBackAsync(Name(by), reason, cancellationToken), cancellationToken, changesLive: true);

    private async Task<ModelStepResult> NoteAsync(
        CurrentUser by, string action, string id, Task<ModelStepResult> step, CancellationToken cancellationToken, bool changesLive = false)
    {
        var result = await step;
        await audit.NoteAsync(by, action, id, new { result = result.GetType().Name, live = (result as ModelStepResult.Done)?.LiveAfter }, cancellationToken);
        if (changesLive && result is ModelStepResult.Done)
        {
            await scores.RequestAsync(ScoreRunCause.NewScorer, Name(by), BeijingTime.Today(clock), cancellationToken);
        }

        return result;
    }

    private static string Name(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.UserName;
    }
}
