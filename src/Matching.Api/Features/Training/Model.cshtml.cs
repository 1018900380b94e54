using Matching.Api.Features.SignIn;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Training;

/// <summary>One model: its record, what the gate found, its figures with their conventions, its shapes; proposing and confirming.</summary>
[Authorize(Policies.Department)]
public sealed class ModelModel(ModelRegistry registry, TrainingSetStore sets, StepModel steps) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Factor { get; set; }

    public RegisteredModel Opened { get; private set; } = null!;

    public TrainingSet? Set { get; private set; }

    public IReadOnlyList<ModelStep> History { get; private set; } = [];

    /// <summary>Factors with a shape, by how far they move points.</summary>
    public IReadOnlyList<(string Name, string Title, decimal Span)> Factors { get; private set; } = [];

    public FactorShape? Shape { get; private set; }

    public string Problem { get; private set; } = "";

    public CurrentUser Me => CurrentUser.From(User);

    public bool CanPropose => TrainingAccess.CanTrain(Me) && Opened.Record.State is Storage.Ranking.ModelState.Challenger or Storage.Ranking.ModelState.Retired && Opened.Gate.All(check => check.Passed);

    public bool CanConfirm => Opened.Record.State == Storage.Ranking.ModelState.Proposed && TrainingAccess.CanConfirm(Me)
        && Me.UserName != Opened.Record.ProposedBy && Me.UserName != Opened.Record.TrainedBy;

    public bool CanDecline => Opened.Record.State == Storage.Ranking.ModelState.Proposed && TrainingAccess.CanConfirm(Me);

    // A blank in the address is bound as nothing.
    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostProposeAsync(string? id, string reason, CancellationToken cancellationToken) => StepAsync(
        id, TrainingAccess.CanTrain(Me), known => steps.ProposeAsync(Me, known, reason ?? "", cancellationToken), "已申请启用，请另一位同事确认。", cancellationToken);

    public Task<IActionResult> OnPostConfirmAsync(string? id, CancellationToken cancellationToken) => StepAsync(
        id, TrainingAccess.CanConfirm(Me), known => steps.ConfirmAsync(Me, known, cancellationToken), "模型已启用，全部企业正在重新评分，检索照常可用。", cancellationToken);

    public Task<IActionResult> OnPostDeclineAsync(string? id, string reason, CancellationToken cancellationToken) => StepAsync(
        id, TrainingAccess.CanConfirm(Me), known => steps.DeclineAsync(Me, known, reason ?? "", cancellationToken), "申请已退回。", cancellationToken);

    private async Task<IActionResult> StepAsync(string? id, bool isAllowed, Func<string, Task<ModelStepResult>> step, string done, CancellationToken cancellationToken)
    {
        if (!isAllowed)
        {
            return Forbid();
        }

        if (id is null)
        {
            return NotFound();
        }

        var result = await step(id);
        if (result is ModelStepResult.Done)
        {
            TempData["Notice"] = done;
            return Redirect($"/training/models/{id}");
        }

        Problem = ModelStepText.Of(result);
        return await LoadAsync(id, cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null || await registry.OpenAsync(id, cancellationToken) is not { } opened)
        {
            return false;
        }

        Opened = opened;
        Set = await sets.FindAsync(opened.Record.TrainingSetId, cancellationToken);
        History = [.. (await registry.HistoryAsync(cancellationToken)).Where(step => step.ModelId == opened.Record.Id)];
        if (opened.Ranker is TableModel)
        {
            Factors =
            [
                .. ModelFeatures.V1.All
                    .Select(feature => FactorShape.Of(opened, feature.Name))
                    .OfType<FactorShape>()
                    .Select(shape => (shape.Factor, shape.Title, Span: shape.Bins.Where(bin => bin.Rows > 0).Select(bin => bin.Points).DefaultIfEmpty().Max() - shape.Bins.Where(bin => bin.Rows > 0).Select(bin => bin.Points).DefaultIfEmpty().Min()))
                    .OrderByDescending(factor => factor.Span),
            ];
            Factor ??= Factors.Count > 0 ? Factors[0].Name : null;
            Shape = Factor is null ? null : FactorShape.Of(opened, Factor);
        }

        return true;
    }
}
