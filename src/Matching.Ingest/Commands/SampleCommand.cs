using System.CommandLine;
using Matching.Ingest.Samples;

namespace Matching.Ingest.Commands;

/// <summary><c>sample</c>: writes invented lists with the oddities of real ones, and the truth beside them.</summary>
internal static class SampleCommand
{
    private static readonly Option<int> Firms = new("--firms") { DefaultValueFactory = _ => 1000, Description = "number of firms" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "same number, same bytes" };
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "folder to write to" };

    public static Command Create() => new Command("sample", "write invented lists") { Firms, Seed, Out }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        var firms = arguments.GetValue(Firms);
        if (firms is < 10 or > 2_000_000)
        {
            CommandOutput.Complain($"--firms {firms}：应在 10 到 2000000 之间");
            return 2;
        }

        var folder = Path.GetFullPath(arguments.GetRequiredValue(Out));
        await SampleLists.WriteAsync(folder, firms, arguments.GetValue(Seed), cancellationToken);
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => new { name = Path.GetFileName(file), bytes = new FileInfo(file).Length }).ToList();
        output.Result(new { folder, files }, files.Select(file => $"{file.name}\t{file.bytes}"));
        return 0;
    }
}
