using System.Text.Json;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Ml.Registry;
using Matching.Ml.Runs;
using Matching.Storage.Jobs;
using Matching.Storage.Ranking;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Training;

/// <summary>One fitting while it runs and after: the curve, the stop button, what it ended in.</summary>
[Authorize(Policies.Department)]
public sealed class RunModel(TrainingRuns runs, AuditTrail audit) : PageModel
{
    public TrainingRun Run { get; private set; } = null!;

    public ModelRequest Asked { get; private set; } = null!;

    public IReadOnlyList<CurvePoint> Curve { get; private set; } = [];

    public bool IsUnderWay => Run.State is JobState.Waiting or JobState.Running;

    public bool CanStop => IsUnderWay && Run.StoppedBy is null && TrainingAccess.CanTrain(CurrentUser.From(User));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return NotFound();
        }

        (Run, Asked) = (run, ModelRequest.FromJson(run.Request));
        Curve = JsonSerializer.Deserialize<List<CurvePoint>>(run.Curve, RegistryJson.Options)!;
        return ApiRequests.IsFragment(HttpContext) ? Partial("_Progress", this) : Page();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!TrainingAccess.CanTrain(user))
        {
            return Forbid();
        }

        var isStopped = await runs.StopAsync(id, user.UserName, cancellationToken);
        await audit.NoteAsync(user, "training-stopped", id.ToString(), new { isStopped }, cancellationToken);
        TempData["Notice"] = isStopped ? "正在停止，不会留下模型。" : "训练已经结束，不需停止。";
        return Redirect($"/training/runs/{id}");
    }
}
