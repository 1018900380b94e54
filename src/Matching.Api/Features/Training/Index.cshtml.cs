using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Ml.Registry;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Training;

/// <summary>The analyst's desk: freeze a set, start a fit, see models, who was live when, and take the last step back.</summary>
[Authorize(Policies.Department)]
public sealed class IndexModel(
    FreezeTrainingSet freeze, TrainingSetStore sets, TrainingRuns runs, ModelRegistry registry, Engines engines, StepModel steps, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int ShownRuns = 15;

    [BindProperty(SupportsGet = true)]
    public DateOnly? LiveOn { get; set; }

    public IReadOnlyList<TrainingSetNote> Sets { get; private set; } = [];

    public IReadOnlyList<TrainingRun> Runs { get; private set; } = [];

    public IReadOnlyList<ModelLine> Models { get; private set; } = [];

    public IReadOnlyList<ModelStep> History { get; private set; } = [];

    public Engines Engines => engines;

    public ModelLine? Live { get; private set; }

    /// <summary>Model live at the end of <see cref="LiveOn"/>; null = the card alone.</summary>
    public ModelLine? LiveThen { get; private set; }

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public bool CanTrain => TrainingAccess.CanTrain(CurrentUser.From(User));

    public DateOnly Today => BeijingTime.Today(clock);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostFreezeAsync(string label, string groupBy, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!TrainingAccess.CanTrain(user))
        {
            return Forbid();
        }

        var definition = LabelDefinition.Find(label ?? "", groupBy == "field-year" ? GroupKind.FieldYear : GroupKind.BankYear);
        switch (definition is null ? new FreezeResult.Refused(["请选择要学习的结果。"]) : await freeze.BuildAsync(definition, Today, cancellationToken))
        {
            case FreezeResult.Frozen frozen:
                var (id, isNew) = await sets.KeepAsync(frozen.Set, user.UserName, cancellationToken);
                await audit.NoteAsync(user, "training-set-frozen", id, new { rows = frozen.Set.Rows.Count, isNew }, cancellationToken);
                TempData["Notice"] = isNew
                    ? $"训练集 {TrainingText.Abbreviated(id)} 已建立：{frozen.Set.Rows.Count} 行，{frozen.Set.Firms} 家企业。"
                    : $"数据没有变化，与已有训练集 {TrainingText.Abbreviated(id)} 相同。";
                return Redirect("/training");
            case FreezeResult.Refused refused:
                Problems = refused.Reasons;
                await LoadAsync(cancellationToken);
                return Page();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostTrainAsync(
        string set, string engine, ModelForm form, Objective objective, ulong seed, DateOnly? holdOutFrom, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!TrainingAccess.CanTrain(user))
        {
            return Forbid();
        }

        if (!ModelState.IsValid || engines.Find(engine ?? "") is not { } trainer || string.IsNullOrEmpty(set))
        {
            Problems = [ModelState.IsValid ? "请选择训练集和引擎。" : "请检查填写的内容：种子应是 0 以上的整数，检验起始日应写成 2026-01-31。"];
            await LoadAsync(cancellationToken);
            return Page();
        }

        var run = await runs.RequestAsync(set, new ModelRequest(trainer.Engine, form, objective, seed, holdOutFrom).ToJson(), user.UserName, cancellationToken);
        await audit.NoteAsync(user, "training-requested", run.Id.ToString(), new { set = TrainingText.Abbreviated(set), engine = trainer.Engine, form = form.ToString() }, cancellationToken);
        return Redirect($"/training/runs/{run.Id}");
    }

    public async Task<IActionResult> OnPostRollBackAsync(string reason, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!TrainingAccess.CanTrain(user))
        {
            return Forbid();
        }

        var result = await steps.RollBackAsync(user, reason ?? "", cancellationToken);
        if (result is ModelStepResult.Done)
        {
            TempData["Notice"] = "已回退一步，全部企业正在重新评分。";
            return Redirect("/training");
        }

        Problems = [ModelStepText.Of(result)];
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Sets = await sets.AllAsync(cancellationToken);
        Runs = await runs.NewestAsync(ShownRuns, cancellationToken);
        Models = await registry.AllAsync(cancellationToken);
        History = await registry.HistoryAsync(cancellationToken);
        var live = await registry.LiveIdAsync(null, cancellationToken);
        Live = Models.FirstOrDefault(model => model.Id == live);
        if (LiveOn is { } day)
        {
            var then = await registry.LiveIdAsync(BeijingTime.EndOf(day), cancellationToken);
            LiveThen = Models.FirstOrDefault(model => model.Id == then);
        }
    }
}
