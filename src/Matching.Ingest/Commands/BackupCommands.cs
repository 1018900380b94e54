using System.CommandLine;
using Matching.Storage.Backups;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>backup --out FOLDER</c> while the system works, <c>restore --from FOLDER</c> into an empty place.</summary>
internal static class BackupCommands
{
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "new folder for the back-up" };
    private static readonly Option<string> From = new("--from") { Required = true, Description = "folder of a back-up" };

    public static Command CreateBackup() => new Command("backup", "write tables, delivered files and keys to a folder") { Out }.WithWork(BackupAsync);

    public static Command CreateRestore() => new Command("restore", "fill an empty place from a back-up") { From }.WithWork(RestoreAsync);

    private static async Task<int> BackupAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = CommandHost.Open(arguments.GetValue(IngestCommands.Data));
        var folder = Path.GetFullPath(arguments.GetRequiredValue(Out));
        var note = await services.GetRequiredService<SystemBackup>().CreateAsync(folder, cancellationToken);
        output.Result(note, $"已备份到 {folder}：名单文件 {note.Deliveries} 个");
        return 0;
    }

    private static async Task<int> RestoreAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = CommandHost.Open(arguments.GetValue(IngestCommands.Data));
        switch (await services.GetRequiredService<SystemBackup>().RestoreAsync(Path.GetFullPath(arguments.GetRequiredValue(From)), cancellationToken))
        {
            case RestoreResult.Refused refused:
                CommandOutput.Complain(refused.Message);
                return 1;
            case RestoreResult.Restored restored:
                output.Result(restored.Note, $"已恢复，名单文件 {restored.Note.Deliveries} 个。启动后索引自动重建。");
                return 0;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }
}
