using System.CommandLine;
using System.Globalization;
using Matching.Ingest.Linking;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>link</c>: links everything afresh; without a change in rules or lists nothing changes.</summary>
internal static class LinkCommand
{
    public static Command Create() => new Command("link", "link all records afresh").WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var report = await output.WithBarAsync(
            "关联",
            bar => services.GetRequiredService<RecordLinker>().RelinkAllAsync(new Progress(bar), cancellationToken));
        output.Result(report, string.Create(CultureInfo.InvariantCulture, $"{report}"));
        return 0;
    }

    private sealed class Progress(Action<long, long> bar) : IProgress<LinkProgress>
    {
        public void Report(LinkProgress value) => bar(value.Done, value.Total);
    }
}
