using System.CommandLine;
using System.Globalization;
using Matching.Domain.Calendar;
using Matching.Ml.Drift;
using Matching.Ml.Evaluation;
using Matching.Ml.Registry;
using Matching.Ml.Training;
using Matching.Ml.TrainingSets;
using Matching.Storage.Ranking;
using Matching.Storage.Scores;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ml.Commands;

/// <summary><c>freeze</c>, <c>train</c>, <c>evaluate</c>, <c>compare</c>, <c>promote</c>, <c>rollback</c>, <c>drift</c>, <c>card</c>: the desk without its pages.</summary>
internal static class RegistryCommands
{
    private static readonly Option<string> Label = new("--label") { Description = "graded, approved, drawn or performing", DefaultValueFactory = _ => "approved" };
    private static readonly Option<string> GroupBy = new("--group-by") { Description = "bank-year or field-year", DefaultValueFactory = _ => "bank-year" };
    private static readonly Option<string?> Out = new("--out") { Description = "file to write" };
    private static readonly Option<string> Set = new("--set") { Required = true, Description = "training set: hash or its first 8 characters" };
    private static readonly Option<string?> Engine = new("--engine") { Description = "engine; the built-in one by default" };
    private static readonly Option<ModelForm> Form = new("--form") { Description = "ga2m, additive, trees or scorecard", DefaultValueFactory = _ => ModelForm.Ga2m };
    private static readonly Option<Objective> Goal = new("--objective") { Description = "logistic, lambdarank or xendcg", DefaultValueFactory = _ => Objective.Logistic };
    private static readonly Option<ulong> Seed = new("--seed") { DefaultValueFactory = _ => 20260101 };
    private static readonly Option<string> By = new("--by") { Required = true, Description = "who does it; goes into the record" };
    private static readonly Option<string> Model = new("--model") { Required = true, Description = "model: name, hash or its first 8 characters" };
    private static readonly Option<string?> OtherModel = new("--model") { Description = "model; the live one by default" };
    private static readonly Option<string?> With = new("--with") { Description = "model to compare with; the point card by default" };
    private static readonly Option<string> Reason = new("--reason") { Description = "why", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Confirm = new("--confirm") { Description = "second person: puts the proposed model live" };

    public static IEnumerable<Command> All() =>
    [
        new Command("freeze", "freeze a training set from what banks reported") { Label, GroupBy, MlCommands.AsOf, By, Out }.WithWork(FreezeAsync),
        new Command("train", "fit a model on a frozen set, measure it out of time, ask the gate") { Set, Engine, Form, Goal, Seed, By }.WithWork(TrainAsync),
        new Command("evaluate", "the figures of a model") { Model }.WithWork(EvaluateAsync),
        new Command("compare", "two scorers over all firms") { Model, With }.WithWork(CompareAsync),
        new Command("promote", "propose a model, or confirm a proposed one as the second person") { Model, By, Reason, Confirm }.WithWork(PromoteAsync),
        new Command("rollback", "one step back to the model live before") { By, Reason }.WithWork(RollBackAsync),
        new Command("drift", "how far firms have moved since the fit") { OtherModel }.WithWork(DriftAsync),
        new Command("card", "the card of a model, as markdown") { Model, Out }.WithWork(CardAsync),
    ];

    private static async Task<int> FreezeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var group = arguments.GetRequiredValue(GroupBy) == "field-year" ? GroupKind.FieldYear : GroupKind.BankYear;
        if (LabelDefinition.Find(arguments.GetRequiredValue(Label), group) is not { } label)
        {
            return Fail($"--label {arguments.GetRequiredValue(Label)}：应为 graded、approved、drawn 或 performing", 2);
        }

        await using var services = await OpenAsync(arguments, cancellationToken);
        var asOf = arguments.GetValue(MlCommands.AsOf) ?? BeijingTime.Today(services.GetRequiredService<TimeProvider>());
        switch (await services.GetRequiredService<FreezeTrainingSet>().BuildAsync(label, asOf, cancellationToken))
        {
            case FreezeResult.Frozen frozen:
                var (id, isNew) = await services.GetRequiredService<TrainingSetStore>().KeepAsync(frozen.Set, arguments.GetRequiredValue(By), cancellationToken);
                if (arguments.GetValue(Out) is { } path)
                {
                    await File.WriteAllTextAsync(Path.GetFullPath(path), TrainingSetFile.Csv(frozen.Set), cancellationToken);
                }

                Print($"{id}");
                Print($"{label.Title}（{label.Base}）：{frozen.Set.Rows.Count} 行，{frozen.Set.Firms} 家企业，正样本 {frozen.Set.Positives} 行{(isNew ? "" : "，与已有训练集相同")}");
                return 0;
            case FreezeResult.Refused refused:
                return Fail(string.Join('\n', refused.Reasons));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> TrainAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        var engine = arguments.GetValue(Engine) ?? RankTrainer.EngineName;
        var request = new ModelRequest(engine, arguments.GetValue(Form), arguments.GetValue(Goal), arguments.GetValue(Seed));
        switch (await services.GetRequiredService<TrainModel>().RunAsync(arguments.GetRequiredValue(Set), request, arguments.GetRequiredValue(By), null, cancellationToken))
        {
            case TrainResult.Kept kept:
                Print($"{kept.Model.Name} {kept.Model.Id}");
                PrintReport(kept.Report);
                foreach (var check in kept.Gate)
                {
                    Print($"{(check.Passed ? "通过" : "未通过")}  {check.Title}：{check.Found}");
                }

                return kept.Model.State == ModelState.Refused ? 1 : 0;
            case TrainResult.NotFitted refused:
                return Fail(string.Join('\n', refused.Reasons));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> EvaluateAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        if (await services.GetRequiredService<ModelRegistry>().OpenAsync(arguments.GetRequiredValue(Model), cancellationToken) is not { } model)
        {
            return Missing(arguments.GetRequiredValue(Model));
        }

        PrintReport(model.Report);
        foreach (var slice in model.Report.Slices)
        {
            Print($"{slice.Kind} {slice.Slice}：{slice.Rows} 行，正样本 {slice.Positives}，模型 AUC {slice.ModelAuc:0.000}，积分卡 AUC {slice.CardAuc:0.000}，进入前 20% {slice.TopShare:P0}");
        }

        foreach (var fold in model.Report.Folds)
        {
            Print($"{fold.Kind} {fold.Name}：学 {fold.Train} 行，验 {fold.Test} 行，模型 AUC {fold.ModelAuc:0.000}，积分卡 AUC {fold.CardAuc:0.000}");
        }

        return 0;
    }

    private static async Task<int> CompareAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        if (await services.GetRequiredService<CompareModels>().RunAsync(arguments.GetValue(With), arguments.GetRequiredValue(Model), cancellationToken) is not { } comparison)
        {
            return Missing($"{arguments.GetRequiredValue(Model)} 或 {arguments.GetValue(With)}");
        }

        Print($"{comparison.Before} → {comparison.After}，{comparison.AsOf:yyyy-MM-dd}，{comparison.Firms} 家，等级不变 {comparison.SameGrade} 家，新进前 {CompareModels.Top} 名 {comparison.Enters} 家");
        for (var grade = 0; grade < comparison.Migration.Count; grade++)
        {
            Print($"T{grade + 1}\t{string.Join('\t', comparison.Migration[grade])}");
        }

        foreach (var move in comparison.Moved)
        {
            Print($"{move.Firm} {move.Name}：第 {move.RankBefore} 名 → 第 {move.RankAfter} 名，T{move.GradeBefore} → T{move.GradeAfter}");
        }

        return 0;
    }

    private static async Task<int> PromoteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        var registry = services.GetRequiredService<ModelRegistry>();
        if (await registry.OpenAsync(arguments.GetRequiredValue(Model), cancellationToken) is not { } model)
        {
            return Missing(arguments.GetRequiredValue(Model));
        }

        var by = arguments.GetRequiredValue(By);
        if (!arguments.GetValue(Confirm))
        {
            return Told(await registry.ProposeAsync(model.Record.Id, by, arguments.GetRequiredValue(Reason), cancellationToken), "已申请启用，等待另一人以 --confirm 确认");
        }

        var result = await registry.ConfirmAsync(model.Record.Id, by, cancellationToken);
        await AskForScoresAsync(services, result, by, cancellationToken);
        return Told(result, $"{model.Record.Name} 已启用，全部企业将重新评分");
    }

    private static async Task<int> RollBackAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        var by = arguments.GetRequiredValue(By);
        var result = await services.GetRequiredService<ModelRegistry>().RollBackAsync(by, arguments.GetRequiredValue(Reason), cancellationToken);
        await AskForScoresAsync(services, result, by, cancellationToken);
        return Told(result, $"已回退，现用：{(result is ModelStepResult.Done { LiveAfter: { } live } ? live[..12] : "积分卡")}");
    }

    private static async Task<int> DriftAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        if (await services.GetRequiredService<MeasureDrift>().RunAsync(arguments.GetValue(OtherModel), cancellationToken) is not { } board)
        {
            return Fail("没有启用的模型；请用 --model 指定一个");
        }

        Print($"{board.Name}：{board.Since:yyyy-MM-dd} 至 {board.AsOf:yyyy-MM-dd}，{board.Firms} 家。{Conventions.Psi}");
        foreach (var line in board.Factors.Prepend(board.Points))
        {
            Print($"{line.Psi:0.000}\t{(line.Band switch { DriftBand.Act => "处理", DriftBand.Look => "关注", _ => "稳定" })}\t{line.Title}");
        }

        return board.Worst == DriftBand.Act ? 1 : 0;
    }

    private static async Task<int> CardAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        var registry = services.GetRequiredService<ModelRegistry>();
        if (await registry.OpenAsync(arguments.GetRequiredValue(Model), cancellationToken) is not { } model)
        {
            return Missing(arguments.GetRequiredValue(Model));
        }

        var set = await services.GetRequiredService<TrainingSetStore>().FindAsync(model.Record.TrainingSetId, cancellationToken);
        var card = ModelCard.Write(model, set, (await registry.HistoryAsync(cancellationToken)).Where(step => step.ModelId == model.Record.Id));
        if (arguments.GetValue(Out) is { } path)
        {
            await File.WriteAllTextAsync(Path.GetFullPath(path), card, cancellationToken);
        }
        else
        {
            await Console.Out.WriteAsync(card);
        }

        return 0;
    }

    private static async Task AskForScoresAsync(IServiceProvider services, ModelStepResult result, string by, CancellationToken cancellationToken)
    {
        if (result is ModelStepResult.Done)
        {
            await services.GetRequiredService<ScoreRuns>()
                .RequestAsync(ScoreRunCause.NewScorer, by, BeijingTime.Today(services.GetRequiredService<TimeProvider>()), cancellationToken);
        }
    }

    private static void PrintReport(EvaluationReport report)
    {
        Print($"检验：{report.HoldOutFrom:yyyy-MM-dd} 起 {report.HoldOutRows} 行（正样本 {report.HoldOutPositives}），学习 {report.TrainRows} 行；{report.Label}，{report.Base}");
        foreach (var measure in report.OutOfTime)
        {
            Print($"{measure.Title,-12} {ModelCard.ScorerName(measure.Scorer),-8} {measure.Value:0.0000}（{measure.Low:0.0000} 至 {measure.High:0.0000}）{measure.Convention}");
        }
    }

    /// <summary>What a step came to, as a sentence; used by the pages too.</summary>
    internal static int Told(ModelStepResult result, string done)
    {
        if (result is ModelStepResult.Done)
        {
            Print($"{done}");
            return 0;
        }

        return Fail(ModelStepText.Of(result));
    }

    private static Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        CommandHost.OpenAsync(arguments.GetValue(MlCommands.Data), cancellationToken);

    private static int Missing(string model) => Fail($"没有模型“{model}”，或开头相同的不止一个");

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static int Fail(string message, int code = 1)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
