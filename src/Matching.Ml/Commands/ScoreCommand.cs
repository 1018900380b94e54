using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Matching.Domain.Calendar;
using Matching.Ml.Scoring;
using Matching.Storage.Scores;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Matching.Ml.Commands;

/// <summary><c>score</c>: scores the firms that changed, or all of them.</summary>
internal static class ScoreCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "all firms, not only those that changed" };
    private static readonly Option<bool> Json = new("--json") { Description = "one JSON object on standard output" };
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    public static Command Create() => new Command("score", "score firms by the point card in force") { MlCommands.AsOf, All, Json }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(MlCommands.Data), cancellationToken);
        var asOf = arguments.GetValue(MlCommands.AsOf) ?? BeijingTime.Today(services.GetRequiredService<TimeProvider>());
        var scope = arguments.GetValue(All) ? ScoreScope.All : ScoreScope.NeedingScore;
        var isJson = arguments.GetValue(Json);
        var startedAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var report = await WithBarAsync(
            isJson, progress => services.GetRequiredService<ScoreFirms>().RunAsync(asOf, scope, progress, cancellationToken));
        if (scope == ScoreScope.All)
        {
            var outcome = new ScoreRunOutcome(report.Card, report.Scored, report.Changed, report.Ended, report.Passed, report.Grades);
            await services.GetRequiredService<ScoreRuns>().RecordAsync("命令行", asOf, startedAt, outcome, cancellationToken);
        }

        if (isJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonOptions));
            return 0;
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Card} 基准日 {report.AsOf:yyyy-MM-dd}：评分 {report.Scored} 家，变化 {report.Changed} 家，其他单位 {report.Passed} 家，用时 {report.Seconds:0.0} 秒"));
        Console.Out.WriteLine(string.Join("  ", report.Grades.Select((count, i) => string.Create(CultureInfo.InvariantCulture, $"T{i + 1} {count}"))));
        return 0;
    }

    private static async Task<ScoreReport> WithBarAsync(bool isJson, Func<IProgress<ScoreProgress>?, Task<ScoreReport>> work)
    {
        if (isJson || Console.IsErrorRedirected)
        {
            return await work(null);
        }

        var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await errors.Progress().StartAsync(async context =>
        {
            var task = context.AddTask("评分", maxValue: 1);
            task.IsIndeterminate = true;
            var report = await work(new Bar(task));
            task.IsIndeterminate = false;
            task.Value = task.MaxValue;
            return report;
        });
    }

    private sealed class Bar(ProgressTask task) : IProgress<ScoreProgress>
    {
        public void Report(ScoreProgress value)
        {
            task.IsIndeterminate = value.Total == 0;
            task.MaxValue = Math.Max(1, Math.Max(value.Total, value.Done));
            task.Value = value.Done;
        }
    }
}
