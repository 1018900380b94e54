using System.CommandLine;

namespace Matching.Ingest.Commands;

/// <summary>The verbs of <c>Matching.Ingest</c>.</summary>
internal static class IngestCommands
{
    public static Option<string?> Data { get; } = new("--data") { Description = "data folder; by default as configured, else ./data", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "print one JSON object on standard output", Recursive = true };

    public static RootCommand Root()
    {
        var root = Fixed();
        foreach (var command in JudgementCommands.Create())
        {
            root.Add(command);
        }

        return root;
    }

    private static RootCommand Fixed() => new("科技金融库融通：名单入库与关联")
    {
        Data,
        Json,
        LoadCommand.Create(),
        LinkCommand.Create(),
        ExportCommand.Create(),
        RebuildIndexCommand.Create(),
        FirmCommand.Create(),
        ReportCommand.Create(),
        SampleCommand.Create(),
        WorkCommand.Create(),
        DeadLettersCommand.Create(),
        AccountsCommand.Create(),
        BackupCommands.CreateBackup(),
        BackupCommands.CreateRestore(),
        DiffCommand.Create(),
        EvaluateCommand.Create(),
        TrainCommand.Create(),
        AsOfCommand.Create(),
    };

    /// <summary>Registers the work of a verb; a file that is missing or not what it should be becomes exit code 2, what else the outside refuses exit code 1, each with one sentence.</summary>
    public static Command WithWork(this Command command, Func<ParseResult, CommandOutput, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var output = new CommandOutput(arguments.GetValue(Json));
            try
            {
                return await work(arguments, output, cancellationToken);
            }
            catch (FileNotFoundException missing)
            {
                CommandOutput.Complain($"找不到文件 {missing.FileName}。");
                return 2;
            }
            catch (InvalidDataException bad)
            {
                CommandOutput.Complain(bad.Message);
                return 2;
            }
            catch (IOException failure)
            {
                CommandOutput.Complain(failure.Message);
                return 1;
            }
        });
        return command;
    }
}
