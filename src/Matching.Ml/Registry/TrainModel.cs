using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ml.Drift;
using Matching.Ml.Evaluation;
using Matching.Ml.Features;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;
using Matching.Storage.Profiles;
using Matching.Storage.Ranking;

namespace Matching.Ml.Registry;

/// <summary>What came of a fitting.</summary>
public abstract record TrainResult
{
    /// <summary>Fitted, measured, put through the gate and kept; refused ones too.</summary>
    /// <param name="IsNew">False when the same data and options gave a model that is there already.</param>
    public sealed record Kept(StoredModel Model, IReadOnlyList<GateCheck> Gate, EvaluationReport Report, IReadOnlyList<string> Advice, bool IsNew) : TrainResult;

    /// <param name="Reasons">Chinese: what was found and what would be right.</param>
    public sealed record NotFitted(IReadOnlyList<string> Reasons) : TrainResult;
}

/// <summary>Fits a model on the early rows of a frozen set, measures it on the later ones beside the point card and the live model, and asks the gate.</summary>
/// <remarks>The model that was measured is the model that is kept: it is not fitted again on all rows afterwards.</remarks>
public sealed class TrainModel(Engines engines, TrainingSetStore sets, ModelRegistry registry, FirmProfileReader profiles, TimeProvider clock)
{
    private const int Top = 50;

    public async Task<TrainResult> RunAsync(
        string trainingSetId, ModelRequest request, string by, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var startedAt = clock.GetUtcNow();
        if (engines.Find(request.Engine) is not { } trainer)
        {
            return new TrainResult.NotFitted([engines.WithoutMlNet is { } without && request.Engine.StartsWith("mlnet", StringComparison.Ordinal) ? without : $"没有引擎“{request.Engine}”。可用：{string.Join('、', engines.All.Select(engine => engine.Engine))}"]);
        }

        if (!trainer.Forms.Contains(request.Form))
        {
            return new TrainResult.NotFitted([$"引擎 {trainer.Engine} 不能训练 {request.Form}，可用：{string.Join('、', trainer.Forms)}"]);
        }

        if (await sets.FindAsync(trainingSetId, cancellationToken) is not { } set)
        {
            return new TrainResult.NotFitted([$"没有训练集 {trainingSetId}。请先建立训练集"]);
        }

        var split = SplitOf(set, request);
        if (split.Train.Count == 0 || split.Test.Count == 0)
        {
            return new TrainResult.NotFitted([$"{split.Name}没有可用于检验的行，或之前没有可学习的行（共 {set.Rows.Count} 行，推送日 {set.Rows[0].PushedOn:yyyy-MM-dd} 至 {set.Rows[^1].PushedOn:yyyy-MM-dd}）。请改检验起始日"]);
        }

        switch (await Task.Run(() => trainer.Fit(set.Dataset(split.Train, request.Objective), null, request.Options, progress, cancellationToken), cancellationToken))
        {
            case FitResult.Refused refused:
                return new TrainResult.NotFitted(refused.Reasons);
            case FitResult.Fitted fitted:
                var live = await registry.LiveAsync(cancellationToken);
                var report = Report(trainer, set, split, request, fitted.Model, live?.Ranker, live?.Record.Id, cancellationToken);
                var gate = Gate.Check(fitted.Model, set, report, GateLimits.Default);
                var scale = await ScaleAsync(fitted.Model, set, split, cancellationToken);
                var model = Record(fitted.Model, set.Hash(), set, request, report, gate, scale, by, startedAt, await registry.NextNameAsync(BeijingTime.Today(clock), cancellationToken));
                var isNew = await registry.AddAsync(model, string.Join('；', gate.Where(check => !check.Passed).Select(check => $"{check.Title}：{check.Found}")), cancellationToken);
                return new TrainResult.Kept(isNew ? model : (await registry.OpenAsync(model.Id, cancellationToken))!.Record, gate, report, fitted.Advice, isNew);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>From 1 January of the newest year with rows, unless another day is asked for.</summary>
    public static Split SplitOf(TrainingSet set, ModelRequest request)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(request);
        var from = request.HoldOutFrom ?? new DateOnly(set.Rows.Max(row => row.PushedOn).Year, 1, 1);
        return Folds.OutOfTime([.. set.Rows.Select(row => row.PushedOn)], from);
    }

    /// <summary>All figures of a model beside those of the card and of the live model.</summary>
    internal static EvaluationReport Report(
        IRankTrainer trainer, TrainingSet set, Split split, ModelRequest request, IRanker model, IRanker? live, string? liveId, CancellationToken cancellationToken)
    {
        var from = request.HoldOutFrom ?? new DateOnly(set.Rows.Max(row => row.PushedOn).Year, 1, 1);
        var primary = Evaluator.PrimaryOf(set.Label);
        var test = Scored(set, split.Test, model, live);
        var learnt = Scored(set, split.Train, model, null);
        var calibration = Calibration.Fit(learnt.Model, learnt.Positives);
        var top = Math.Min(Top, split.Test.Count / 2);
        var chances = test.Model.Select(calibration.Of).ToList();
        List<Measure> measures =
        [
            .. Evaluator.Measures(test, primary, (long)request.Seed),
            new("model", "brier", "Brier", Evaluator.Known(BinaryMetrics.Brier(chances, test.Positives)), null, null, null, Conventions.Brier),
        ];
        return new(
            from, split.Train.Count, split.Test.Count, test.Positives.Count(positive => positive), set.Label.Title, set.Label.Base, primary, top, measures,
            [.. Evaluator.Measures(learnt, primary, (long)request.Seed).Where(measure => measure.Scorer is "model" or "card")],
            Evaluator.Slices(test),
            BinaryMetrics.Reliability(chances, test.Positives, 5),
            FoldsOf(trainer, set, split, request, cancellationToken),
            Evaluator.Swaps(test, top),
            Evaluator.Known(Spread.Of([.. learnt.Model.Select(score => (float)score)]).PsiOf([.. test.Model.Select(score => (float)score)])),
            liveId);
    }

    /// <summary>Firms held out by hash, then years held out in order; each fitted anew, none touching the final hold-out.</summary>
    private static List<FoldLine> FoldsOf(IRankTrainer trainer, TrainingSet set, Split split, ModelRequest request, CancellationToken cancellationToken)
    {
        if (request.Folds < 2)
        {
            return [];
        }

        string[] firms = [.. split.Train.Select(row => set.Rows[row].FirmKey)];
        DateOnly[] days = [.. split.Train.Select(row => set.Rows[row].PushedOn)];
        var lines = new List<FoldLine>();
        foreach (var (kind, fold) in Folds.Grouped(firms, request.Folds, (long)request.Seed).Select(fold => ("按企业", fold)).Concat(Folds.ForwardChaining(days).Select(fold => ("按年份前推", fold))))
        {
            int[] train = [.. fold.Train.Select(row => split.Train[row])];
            int[] test = [.. fold.Test.Select(row => split.Train[row])];
            if (train.Length > 0 && test.Length > 0
                && trainer.Fit(set.Dataset(train, request.Objective), null, request.Options, null, cancellationToken) is FitResult.Fitted fitted)
            {
                lines.Add(Evaluator.Fold(kind, fold, Scored(set, test, fitted.Model, null)));
            }
        }

        return lines;
    }

    private static ScoredRows Scored(TrainingSet set, IReadOnlyList<int> rows, IRanker model, IRanker? champion)
    {
        var table = set.Table(rows);
        return new([.. rows.Select(row => set.Rows[row])], set.Label.PositiveFrom, model.Score(table, 1), champion?.Score(table, 1));
    }

    /// <summary>Scores all firms as of today, to set the scale of points and grades.</summary>
    private async Task<ModelScale> ScaleAsync(IRanker model, TrainingSet set, Split split, CancellationToken cancellationToken)
    {
        var today = BeijingTime.Today(clock);
        var rows = new List<float[]>();
        await foreach (var profile in profiles.ReadAllAsync(today, false, cancellationToken))
        {
            if (profile.Kind == UnitKind.Firm)
            {
                rows.Add(ModelFeatures.V1.Read(new FirmOnDay(profile, today), set.Norms));
            }
        }

        var table = new FactorTable(ModelFeatures.V1.Factors, [.. Enumerable.Range(0, ModelFeatures.V1.All.Count).Select(f => rows.Select(row => row[f]).ToArray())]);
        var learnt = Scored(set, split.Train, model, null);
        return ModelScale.Of(today, model.Score(table, Environment.ProcessorCount), table, set.Norms, Calibration.Fit(learnt.Model, learnt.Positives));
    }

    private StoredModel Record(
        IRanker model, string setId, TrainingSet set, ModelRequest request, EvaluationReport report, IReadOnlyList<GateCheck> gate, ModelScale scale, string by, DateTimeOffset startedAt, string name) => new()
        {
            Id = model.Id,
            Name = name,
            State = gate.Any(check => !check.Passed && !check.BarsLiveOnly) ? ModelState.Refused : ModelState.Challenger,
            TrainingSetId = setId,
            Engine = model.Engine,
            Form = model.Form.ToString(),
            Objective = model.Objective.ToString(),
            Parameters = request.ToJson(),
            Seed = (long)request.Seed,
            FeatureVersion = set.FeatureVersion,
            FeatureHash = set.FeatureHash,
            CodeVersion = typeof(TrainModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Environment = string.Create(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}，{RuntimeInformation.OSArchitecture}，{Environment.ProcessorCount} 核"),
            TrainedBy = by,
            StartedAt = startedAt,
            FinishedAt = clock.GetUtcNow(),
            Report = JsonSerializer.Serialize(report, RegistryJson.Options),
            Gate = JsonSerializer.Serialize(gate, RegistryJson.Options),
            Scale = scale.ToJson(),
            Content = model.ToBytes(),
        };
}
