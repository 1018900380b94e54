using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Matching.Domain.Calendar;
using Matching.Ingest.Indexing;
using Matching.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>rebuild-index</c>: fills an index from the tables, counts it, and asks every running server to fill its own afresh.</summary>
internal static class RebuildIndexCommand
{
    public static Command Create() => new Command("rebuild-index", "fill the index afresh from the tables").WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var documents = services.GetRequiredService<FirmDocuments>();
        var asOf = BeijingTime.Today(services.GetRequiredService<TimeProvider>());
        var started = Stopwatch.GetTimestamp();
        var upTo = await documents.NewestChangeAsync(cancellationToken);
        var version = await output.WithBarAsync(
            "建索引",
            _ => services.GetRequiredService<IFirmIndex>().RebuildAsync(documents.AllAsync(asOf, cancellationToken), asOf, upTo, cancellationToken));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await services.GetRequiredService<RebuildRequests>().AskAsync(cancellationToken);
        output.Result(
            new { version.Name, version.Documents, version.AppliedChange, version.AsOf, seconds },
            string.Create(CultureInfo.InvariantCulture, $"{version.Name}：{version.Documents} 家企业，{seconds:0.00} 秒；正在运行的服务将各自重建。"));
        return 0;
    }
}
