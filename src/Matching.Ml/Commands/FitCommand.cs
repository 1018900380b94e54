using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.Training.Reading;
using Spectre.Console;

namespace Matching.Ml.Commands;

/// <summary><c>fit</c>: fits a model on any CSV or LibSVM file. Needs no data folder and no database.</summary>
internal static class FitCommand
{
    private static readonly Option<string> Train = new("--train") { Required = true, Description = "csv (header, empty = missing) or LibSVM file to learn from" };
    private static readonly Option<string?> Label = new("--label") { Description = "label column; not needed for LibSVM" };
    private static readonly Option<string?> Group = new("--group") { Description = "group column (query, firm); LibSVM has qid" };
    private static readonly Option<string?> Valid = new("--valid") { Description = "file that decides when to stop; otherwise parts of the training rows do, in turn" };
    private static readonly Option<string?> Monotone = new("--monotone") { Description = "file of signs: name,+1 a line, or a JSON object" };
    private static readonly Option<float[]> Special = new("--special") { AllowMultipleArgumentsPerToken = true, Description = "values that are codes in every column, e.g. --special -9 -8 -7" };
    private static readonly Option<string> ModelPath = new("--model") { Required = true, Description = "model file to write" };
    private static readonly Option<string?> Report = new("--report") { Description = "report to write: .json, otherwise Markdown" };
    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object on standard output" };
    private static readonly Option<string> Objective = Choice("--objective", "logistic", "logistic", "lambdarank", "xendcg", "squared");
    private static readonly Option<string> Form = Choice("--form", "ga2m", "ga2m", "additive", "trees", "scorecard");
    private static readonly Option<ulong> Seed = new("--seed") { DefaultValueFactory = _ => new FitOptions().Seed };
    private static readonly Option<int?> Rounds = new("--rounds") { Description = "most rounds of boosting; with a number and no --patience, exactly so many" };
    private static readonly Option<int?> Patience = new("--patience") { Description = "rounds without a better hold-out before stopping" };
    private static readonly Option<double?> Rate = new("--rate");
    private static readonly Option<int?> Leaves = new("--leaves");
    private static readonly Option<int?> Bins = new("--bins");
    private static readonly Option<int?> Bags = new("--bags");
    private static readonly Option<int?> Pairs = new("--pairs");
    private static readonly Option<int?> Threads = new("--threads");

    public static Command Create() => new Command("fit", "fit a model on a csv or LibSVM file")
    {
        Train, Label, Group, Valid, Monotone, Special, ModelPath, Report, Json, Objective, Form, Seed, Rounds, Patience, Rate, Leaves, Bins, Bags, Pairs, Threads,
    }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        var options = Options(arguments);
        if (FitOptionChecks.Wrong(options) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }

        var trainPath = arguments.GetRequiredValue(Train);
        var label = arguments.GetValue(Label);
        var train = Read(trainPath, label, arguments, options, null, cancellationToken);
        var valid = arguments.GetValue(Valid) is { } path ? Read(path, label, arguments, options, train.Table.Factors, cancellationToken) : null;
        var isJson = arguments.GetValue(Json);
        var result = await WithBarAsync(isJson, progress => new RankTrainer().Fit(train, valid, options, progress, cancellationToken));
        if (result is not FitResult.Fitted { Model: FittedModel model } fitted)
        {
            foreach (var reason in ((FitResult.Refused)result).Reasons)
            {
                await Console.Error.WriteLineAsync(reason);
            }

            return 1;
        }

        await WriteAsync(arguments.GetRequiredValue(ModelPath), model.ToBytes(), cancellationToken);
        var report = FitReport.Of(model, train, valid, fitted.Advice, started.Elapsed, options.Threads);
        if (arguments.GetValue(Report) is { } reportPath)
        {
            var text = reportPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? report.ToJson() : report.ToMarkdown();
            await WriteAsync(reportPath, Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        Console.Out.WriteLine(isJson ? report.ToJson() : report.ToLines());
        return 0;
    }

    private static FitOptions Options(ParseResult arguments) => new()
    {
        Form = Enum.Parse<ModelForm>(arguments.GetRequiredValue(Form), ignoreCase: true),
        Objective = arguments.GetRequiredValue(Objective).ToUpperInvariant() switch
        {
            "LAMBDARANK" => Training.Objective.LambdaRank,
            "XENDCG" => Training.Objective.XeNdcg,
            "SQUARED" => Training.Objective.SquaredError,
            _ => Training.Objective.Logistic,
        },
        Seed = arguments.GetValue(Seed),
        Rounds = arguments.GetValue(Rounds),
        Patience = arguments.GetValue(Patience),
        Rate = arguments.GetValue(Rate),
        Leaves = arguments.GetValue(Leaves),
        Bins = arguments.GetValue(Bins),
        Bags = arguments.GetValue(Bags),
        Pairs = arguments.GetValue(Pairs),
        Threads = arguments.GetValue(Threads) ?? new FitOptions().Threads,
    };

    private static RankDataset Read(string path, string? label, ParseResult arguments, FitOptions options, IReadOnlyList<Factor>? like, CancellationToken cancellationToken)
    {
        var file = TableFile.Read(path, label, arguments.GetValue(Group), like, cancellationToken);
        if (file.Labels is null)
        {
            throw new TableFileException(label is null ? $"{path} 是 CSV，请用 --label 指出标签列" : $"{path} 没有标签列“{label}”");
        }

        var table = file.Table;
        if (like is null)
        {
            table = WithSpecial(table, arguments.GetValue(Special) ?? []);
            table = arguments.GetValue(Monotone) is { } signs ? SignsFile.Apply(table, signs) : table;
        }

        // Two-class LibSVM files write −1 and +1.
        var labels = options.Objective == Training.Objective.Logistic && Array.TrueForAll(file.Labels, value => value is -1 or 1)
            ? Array.ConvertAll(file.Labels, value => value > 0 ? 1f : 0f)
            : file.Labels;
        return new RankDataset(table, labels, file.Groups);
    }

    private static FactorTable WithSpecial(FactorTable table, float[] codes) => codes.Length == 0 ? table : new FactorTable(
        [.. table.Factors.Select((factor, f) => factor.Categories is null
            ? factor with { SpecialCodes = [.. codes.Distinct().Where(code => table.Columns[f].Contains(code)).Order()] }
            : factor)],
        table.Columns);

    private static async Task<FitResult> WithBarAsync(bool isJson, Func<IProgress<FitProgress>?, FitResult> work)
    {
        if (isJson || Console.IsErrorRedirected)
        {
            return work(null);
        }

        var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await errors.Progress().StartAsync(context => Task.FromResult(work(new Bar(context))));
    }

    /// <summary>Writes beside the place and moves, so that a stopped run leaves no half file.</summary>
    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var part = full + ".part";
        await File.WriteAllBytesAsync(part, content, cancellationToken);
        File.Move(part, full, overwrite: true);
    }

    private static Option<string> Choice(string name, string otherwise, params string[] values)
    {
        var option = new Option<string>(name) { DefaultValueFactory = _ => otherwise, Description = string.Join(" | ", values) };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"{name} {value}：应是 {string.Join("、", values)} 之一");
            }
        });
        return option;
    }

    private sealed class Bar(ProgressContext context) : IProgress<FitProgress>
    {
        private readonly Dictionary<string, ProgressTask> tasks = new(StringComparer.Ordinal);

        public void Report(FitProgress value)
        {
            if (!tasks.TryGetValue(value.Stage, out var task))
            {
                foreach (var earlier in tasks.Values)
                {
                    earlier.Value = earlier.MaxValue;
                }

                tasks[value.Stage] = task = context.AddTask(value.Stage, maxValue: value.Rounds);
            }

            task.Value = value.Round;
            task.Description = value.HoldOut is { } loss
                ? string.Create(CultureInfo.InvariantCulture, $"{Name(value.Stage)} 损失 {loss:0.00000}")
                : Name(value.Stage);
        }

        private static string Name(string stage) => stage switch
        {
            "binning" => "分箱",
            "mains" => "单因子",
            "trial" => "试选因子对",
            "pairs" => "因子对",
            "trees" => "树",
            _ => "评分卡",
        };
    }
}
