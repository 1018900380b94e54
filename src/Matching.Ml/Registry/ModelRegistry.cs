using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Matching.Ml.Evaluation;
using Matching.Ml.Training.Fitted;
using Matching.Storage;
using Matching.Storage.Ranking;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Registry;

/// <summary>A model of the registry, ready to score.</summary>
public sealed record RegisteredModel(StoredModel Record, IRanker Ranker, ModelScale Scale, EvaluationReport Report, IReadOnlyList<GateCheck> Gate);

/// <summary>A model of the registry as lists show it.</summary>
/// <param name="ReportJson">Figures by split and slice, as kept.</param>
public sealed record ModelLine(
    string Id, string Name, ModelState State, string Form, string Engine, string TrainedBy, DateTimeOffset FinishedAt, string ReportJson)
{
    public EvaluationReport Report => ModelRegistry.ReportOf(ReportJson);
}

/// <summary>What came of a step with a model.</summary>
public abstract record ModelStepResult
{
    public sealed record Done(string ModelId, string? LiveAfter) : ModelStepResult;

    public sealed record NotFound(string ModelId) : ModelStepResult;

    /// <param name="State">Where the model stands instead.</param>
    public sealed record WrongState(ModelState State) : ModelStepResult;

    public sealed record ReasonMissing : ModelStepResult;

    /// <summary>The one who trained or proposed may not be the one who confirms.</summary>
    public sealed record SamePerson(string User) : ModelStepResult;

    /// <param name="Found">The check that bars it, in words.</param>
    public sealed record CannotGoLive(string Found) : ModelStepResult;

    /// <summary>It was compared with another model than the one live now; it must be fitted and compared again.</summary>
    public sealed record ComparedWithAnother(string? Then, string? Now) : ModelStepResult;

    public sealed record NothingLive : ModelStepResult;
}

/// <summary>Models and their history: kept for good, put live by two people, taken back in one step.</summary>
public sealed class ModelRegistry(IDbContextFactory<MatchingDbContext> contexts, Engines engines, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (IRanker Ranker, ModelScale Scale)> open = new();

    /// <summary>Keeps a fitted model, refused ones too, so that nobody can say it was never tried.</summary>
    /// <returns>False when the same model is there already.</returns>
    public async Task<bool> AddAsync(StoredModel model, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        if (await db.Models.AnyAsync(known => known.Id == model.Id, cancellationToken))
        {
            return false;
        }

        db.Models.Add(model);
        var live = await LiveIdAsync(db, null, cancellationToken);
        Note(db, model.State == ModelState.Refused ? ModelAct.Refused : ModelAct.Trained, model.Id, live, model.TrainedBy, reason);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>First of two people: asks for a model to go live, with a reason.</summary>
    public Task<ModelStepResult> ProposeAsync(string id, string by, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(id, (db, model, live) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return new ModelStepResult.ReasonMissing();
            }

            if (model.State is not (ModelState.Challenger or ModelState.Retired))
            {
                return new ModelStepResult.WrongState(model.State);
            }

            if (ChecksOf(model).FirstOrDefault(check => !check.Passed) is { } failed)
            {
                return new ModelStepResult.CannotGoLive($"{failed.Title}：{failed.Found}");
            }

            (model.State, model.ProposedBy, model.ProposedReason) = (ModelState.Proposed, by, reason.Trim());
            Note(db, ModelAct.Proposed, id, live, by, reason.Trim());
            return new ModelStepResult.Done(id, live);
        }, cancellationToken);

    /// <summary>Second of two people: puts a proposed model live. All firms must be scored anew after it.</summary>
    public Task<ModelStepResult> ConfirmAsync(string id, string by, CancellationToken cancellationToken) =>
        ChangeAsync(id, (db, model, live) =>
        {
            if (model.State != ModelState.Proposed)
            {
                return new ModelStepResult.WrongState(model.State);
            }

            if (by == model.ProposedBy || by == model.TrainedBy)
            {
                return new ModelStepResult.SamePerson(by);
            }

            var comparedWith = ReportOf(model).ComparedWith;
            if (comparedWith != live && live is not null)
            {
                return new ModelStepResult.ComparedWithAnother(comparedWith, live);
            }

            if (live is not null && db.Models.Local.FirstOrDefault(known => known.Id == live) is { } before)
            {
                before.State = ModelState.Retired;
            }

            model.State = ModelState.Champion;
            Note(db, ModelAct.Activated, id, id, by, model.ProposedReason ?? "");
            return new ModelStepResult.Done(id, id);
        }, cancellationToken);

    /// <summary>Turns a proposal down, or draws it back: the model is a challenger again.</summary>
    public Task<ModelStepResult> DeclineAsync(string id, string by, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(id, (db, model, live) =>
        {
            if (model.State != ModelState.Proposed)
            {
                return new ModelStepResult.WrongState(model.State);
            }

            (model.State, model.ProposedBy, model.ProposedReason) = (ModelState.Challenger, null, null);
            Note(db, ModelAct.Declined, id, live, by, reason);
            return new ModelStepResult.Done(id, live);
        }, cancellationToken);

    /// <summary>One step back, by one person with a reason: the model live before is live again, or none. For when something is wrong.</summary>
    public async Task<ModelStepResult> RollBackAsync(string by, string reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new ModelStepResult.ReasonMissing();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var steps = await LiveSteps(db).OrderBy(step => step.Id).ToListAsync(cancellationToken);
        if (steps is not [.., { LiveAfter: { } live }])
        {
            return new ModelStepResult.NothingLive();
        }

        var back = Before(steps);
        (await db.Models.SingleAsync(model => model.Id == live, cancellationToken)).State = ModelState.Retired;
        if (back is not null)
        {
            (await db.Models.SingleAsync(model => model.Id == back, cancellationToken)).State = ModelState.Champion;
        }

        Note(db, ModelAct.RolledBack, live, back, by, reason.Trim());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ModelStepResult.Done(live, back);
    }

    /// <summary>Id of the model live at a moment; null = the point card alone.</summary>
    /// <param name="at">Null for now.</param>
    public async Task<string?> LiveIdAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await LiveIdAsync(db, at, cancellationToken);
    }

    public async Task<RegisteredModel?> LiveAsync(CancellationToken cancellationToken) =>
        await LiveIdAsync(null, cancellationToken) is { } id ? await OpenAsync(id, cancellationToken) : null;

    /// <summary>A model by id, the beginning of its id (8 characters or more), or its name.</summary>
    public async Task<RegisteredModel?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Models.AsNoTracking().Where(model => model.Name == id || (id.Length >= 8 && model.Id.StartsWith(id))).Take(2).ToListAsync(cancellationToken);
        return found is [var stored] ? Open(stored) : null;
    }

    /// <summary>Newest first, without the models themselves, which weigh megabytes.</summary>
    public async Task<IReadOnlyList<ModelLine>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Models.AsNoTracking()
            .OrderByDescending(model => model.FinishedAt)
            .Select(model => new ModelLine(model.Id, model.Name, model.State, model.Form, model.Engine, model.TrainedBy, model.FinishedAt, model.Report))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Models that score firms: the live one first, then those in its shadow, newest first.</summary>
    /// <param name="mostShadows">More than these are not kept up to date.</param>
    public async Task<IReadOnlyList<RegisteredModel>> ScoringAsync(int mostShadows, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await LiveIdAsync(db, null, cancellationToken);
        var models = await db.Models.AsNoTracking()
            .Where(model => model.Id == live || model.State == ModelState.Challenger || model.State == ModelState.Proposed)
            .OrderByDescending(model => model.FinishedAt)
            .ToListAsync(cancellationToken);
        return [.. models.Where(model => model.Id == live).Concat(models.Where(model => model.Id != live).Take(mostShadows)).Select(Open)];
    }

    /// <summary>Everything done with models, newest first.</summary>
    public async Task<IReadOnlyList<ModelStep>> HistoryAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ModelSteps.AsNoTracking().OrderByDescending(step => step.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A name nobody has: day and number of the day.</summary>
    public async Task<string> NextNameAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"model-{today:yyyy-MM-dd}.");
        var taken = await db.Models.CountAsync(model => model.Name.StartsWith(prefix), cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{taken + 1}");
    }

    public static EvaluationReport ReportOf(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ReportOf(model.Report);
    }

    internal static EvaluationReport ReportOf(string json) => JsonSerializer.Deserialize<EvaluationReport>(json, RegistryJson.Options)!;

    public static IReadOnlyList<GateCheck> ChecksOf(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return JsonSerializer.Deserialize<List<GateCheck>>(model.Gate, RegistryJson.Options)!;
    }

    private RegisteredModel Open(StoredModel stored)
    {
        var (ranker, scale) = open.GetOrAdd(stored.Id, _ =>
        {
            var read = engines.Read(stored.Engine, stored.Content);
            return read.Id == stored.Id
                ? (read, ModelScale.FromJson(stored.Scale))
                : throw new ModelFileException($"模型 {stored.Name} 的内容与登记的摘要不符，数据库被改动过");
        });
        return new(stored, ranker, scale, ReportOf(stored), ChecksOf(stored));
    }

    private async Task<ModelStepResult> ChangeAsync(
        string id, Func<MatchingDbContext, StoredModel, string?, ModelStepResult> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Jobs, cancellationToken);
        var live = await LiveIdAsync(db, null, cancellationToken);
        var models = await db.Models.Where(model => model.Id == id || model.Id == live).ToListAsync(cancellationToken);
        if (models.Find(model => model.Id == id) is not { } found)
        {
            return new ModelStepResult.NotFound(id);
        }

        var result = change(db, found, live);
        if (result is ModelStepResult.Done)
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    private void Note(MatchingDbContext db, ModelAct act, string id, string? live, string by, string reason) =>
        db.ModelSteps.Add(new ModelStep { Act = act, ModelId = id, LiveAfter = live, By = by, At = clock.GetUtcNow(), Reason = reason });

    private static IQueryable<ModelStep> LiveSteps(MatchingDbContext db) =>
        db.ModelSteps.AsNoTracking().Where(step => step.Act == ModelAct.Activated || step.Act == ModelAct.RolledBack);

    private static async Task<string?> LiveIdAsync(MatchingDbContext db, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var steps = LiveSteps(db);
        if (at is { } moment)
        {
            steps = steps.Where(step => step.At <= moment);
        }

        return await steps.OrderByDescending(step => step.Id).Select(step => step.LiveAfter).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The model to go back to: what was live below the present one, roll-backs taken as undoing the step they undid.</summary>
    private static string? Before(IReadOnlyList<ModelStep> steps)
    {
        var stack = new Stack<string>();
        foreach (var step in steps)
        {
            if (step.Act == ModelAct.Activated)
            {
                stack.Push(step.ModelId);
            }
            else if (stack.Count > 0)
            {
                stack.Pop();
            }
        }

        if (stack.Count > 0)
        {
            stack.Pop();
        }

        return stack.TryPeek(out var before) ? before : null;
    }
}
