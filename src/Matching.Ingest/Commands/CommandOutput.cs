using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Spectre.Console;

namespace Matching.Ingest.Commands;

/// <summary>What a verb says: results on standard output, progress and complaints on standard error.</summary>
internal sealed class CommandOutput(bool isJson)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>One JSON object for scripts, or lines for people.</summary>
    public void Result<T>(T result, params IEnumerable<string> lines)
    {
        if (isJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, Json));
            return;
        }

        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
        }
    }

    public static void Complain(string sentence) => Console.Error.WriteLine(sentence);

    /// <summary>Runs work with a bar on standard error when that is a terminal.</summary>
    public async Task<T> WithBarAsync<T>(string title, Func<Action<long, long>, Task<T>> work)
    {
        if (isJson || Console.IsErrorRedirected)
        {
            return await work((_, _) => { });
        }

        return await errors.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new RowsColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                task.IsIndeterminate = true;
                var result = await work((done, total) =>
                {
                    task.IsIndeterminate = total == 0;
                    task.MaxValue = Math.Max(total, Math.Max(done, 1));
                    task.Value = done;
                });
                task.IsIndeterminate = false;
                task.Value = task.MaxValue;
                return result;
            });
    }

    private sealed class RowsColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            var speed = task.ElapsedTime is { TotalSeconds: > 0.2 } elapsed ? task.Value / elapsed.TotalSeconds : 0;
            return new Text(FormattableString.Invariant($"{task.Value:N0} 行 {speed:N0} 行/秒"));
        }
    }
}
