using System.CommandLine;
using System.Globalization;
using System.Text;
using Matching.Domain.Linkage.Weighing;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Folders;
using Matching.Ingest.Linking.Near;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>link</c>: links everything afresh; without a change in rules or lists nothing changes. <c>link --in DIR --out FILE</c> links the lists of a folder without a database.</summary>
internal static class LinkCommand
{
    private const string Part = ".part";

    private static readonly Option<string?> In = new("--in") { Description = "folder of lists to link with each other, without a database" };
    private static readonly Option<string?> Out = new("--out") { Description = "file the links are written to, with --in" };

    private static readonly Option<string?> Model = new("--model") { Description = "model written by train, with --in; by default the lists themselves are learnt from" };

    private static readonly Option<string?> Questions = new("--questions") { Description = "file for the rows a person has to look at, with the firms they may mean; with --in" };

    private static readonly Option<double> JoinFrom = new("--join-from")
    {
        Description = "belief from which lists without a register are joined without a person, 0.5 to 1",
        DefaultValueFactory = _ => WeighedRung.AutoFrom,
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var belief) && belief is >= WeighedRung.AskFrom and < 1)
            {
                return belief;
            }

            result.AddError($"--join-from {result.Tokens[0].Value}：应是 0.5 到 1 之间（不含 1）的数，例如 0.95");
            return WeighedRung.AutoFrom;
        },
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "only tell what linking afresh would change" };

    public static Command Create() => new Command("link", "link all records afresh, or the lists of a folder") { In, Out, Questions, Model, JoinFrom, DryRun }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        switch (arguments.GetValue(In), arguments.GetValue(Out))
        {
            case ({ } folder, { } file):
                return await LinkFolderAsync(folder, file, arguments.GetValue(Questions), arguments.GetValue(Model), arguments.GetValue(JoinFrom), output, cancellationToken);
            case (null, null) when arguments.GetValue(Model) is null && arguments.GetValue(Questions) is null:
                break;
            case (null, null):
                CommandOutput.Complain("--model 和 --questions 须与 --in、--out 一起给出，例如 link --in lists --out links.csv --questions questions.csv");
                return 2;
            default:
                CommandOutput.Complain("--in 和 --out 须一起给出：--in 名单所在目录，--out 结果文件，例如 link --in lists --out links.csv");
                return 2;
        }

        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        if (arguments.GetValue(DryRun))
        {
            var diff = await services.GetRequiredService<RecordLinker>().WouldChangeAsync(cancellationToken);
            output.Result(diff, DiffCommand.Lines(diff));
            return 0;
        }

        var report = await output.WithBarAsync(
            "关联",
            bar => services.GetRequiredService<CompareNames>().RunAsync(new Progress(bar), cancellationToken));
        output.Result(report, string.Create(CultureInfo.InvariantCulture, $"{report}"));
        return 0;
    }

    private static async Task<int> LinkFolderAsync(string folder, string file, string? questionsFile, string? modelFile, double joinFrom, CommandOutput output, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            CommandOutput.Complain($"找不到目录 {folder}。--in 后面写名单所在的目录。");
            return 2;
        }

        PairModel? model = null;
        try
        {
            model = modelFile is null ? null : PairModelFile.Read(await File.ReadAllBytesAsync(modelFile, cancellationToken));
        }
        catch (FileNotFoundException)
        {
            CommandOutput.Complain($"找不到模型文件 {modelFile}。请先用 train --in 目录 --model 文件 写出。");
            return 2;
        }
        catch (InvalidDataException bad)
        {
            CommandOutput.Complain($"{modelFile}：{bad.Message}");
            return 2;
        }

        // Beside its place first: a run that breaks off leaves no half file under the name asked for.
        LinkFolderReport report;
        await using (var links = Unfinished(file))
        {
            await using var questions = questionsFile is null ? null : Unfinished(questionsFile);
            report = await LinkFolder.RunAsync(folder, links, questions, new(model, joinFrom), TimeProvider.System, cancellationToken);
        }

        File.Move(file + Part, file, overwrite: true);
        if (questionsFile is not null)
        {
            File.Move(questionsFile + Part, questionsFile, overwrite: true);
        }

        output.Result(report, report.Lines());
        return report.Lists.Any(list => list.Refusal is not null) ? 1 : 0;
    }

    private static StreamWriter Unfinished(string file) =>
        new(file + Part, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 18);

    private sealed class Progress(Action<long, long> bar) : IProgress<LinkProgress>
    {
        public void Report(LinkProgress value) => bar(value.Done, value.Total);
    }
}
