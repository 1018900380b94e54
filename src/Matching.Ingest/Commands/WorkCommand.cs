using System.CommandLine;
using Matching.Search;
using Matching.Storage.Messaging;
using Matching.Storage.Working;
using Microsoft.Extensions.Configuration;

namespace Matching.Ingest.Commands;

/// <summary><c>work</c>: reads and links lists and keeps the shared index current, until stopped. Any number of them may run.</summary>
internal static class WorkCommand
{
    private static readonly Option<string?> Health = new("--health") { Description = "address of /health/live and /health/ready, e.g. http://0.0.0.0:8081" };

    public static Command Create() =>
        new Command("work", "take steps of loads from the broker until stopped (needs PostgreSQL and RabbitMQ)") { Health }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        if (WorkerHost.WhyNot(new ConfigurationBuilder().AddEnvironmentVariables().Build()) is { } missing)
        {
            CommandOutput.Complain(missing);
            return 2;
        }

        await WorkerHost.RunAsync(
            arguments.GetValue(Health),
            arguments.GetValue(IngestCommands.Data),
            (services, configuration) =>
            {
                services.AddMatchingIngest(configuration).AddMatchingNameComparison().AddMatchingMessaging(configuration, consumers => consumers.AddIngest());
                if (SearchRegistration.IsShared(configuration))
                {
                    services.AddMatchingSearch(configuration).AddMatchingIndexFollower();
                }
            },
            cancellationToken);
        return 0;
    }
}
