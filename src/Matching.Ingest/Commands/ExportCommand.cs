using System.CommandLine;
using System.Text;
using Matching.Ingest.Linking;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>export links --out F.csv</c>: one line per record in force and unit, with the firm it belongs to and why.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "file to write" };

    public static Command Create() => new("export", "write tables for other programs")
    {
        new Command("links", "records with the firms they belong to") { Out }.WithWork(RunAsync),
    };

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var path = Path.GetFullPath(arguments.GetRequiredValue(Out));
        var unfinished = path + ".part";
        long lines;
        await using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            lines = await services.GetRequiredService<LinkExport>().WriteAsync(writer, cancellationToken);
        }

        File.Move(unfinished, path, overwrite: true);
        output.Result(new { file = path, lines }, $"{path}：{lines} 行");
        return 0;
    }
}
