using System.CommandLine;
using Matching.Storage.Messaging;
using Matching.Storage.Working;
using Microsoft.Extensions.Configuration;

namespace Matching.Ml.Commands;

/// <summary><c>work</c>: scores what is loaded, asked for, or due on a new day, until stopped.</summary>
internal static class WorkCommand
{
    private static readonly Option<string?> Health = new("--health") { Description = "address of /health/live and /health/ready, e.g. http://0.0.0.0:8082" };

    public static Command Create() =>
        new Command("work", "score until stopped (needs PostgreSQL and RabbitMQ)") { Health }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (WorkerHost.WhyNot(new ConfigurationBuilder().AddEnvironmentVariables().Build()) is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return 2;
        }

        await WorkerHost.RunAsync(
            arguments.GetValue(Health),
            arguments.GetValue(MlCommands.Data),
            (services, configuration) => services
                .AddMatchingMl(configuration)
                .AddMatchingScoreRuns()
                .AddMatchingMessaging(configuration, consumers => consumers.AddMl()),
            cancellationToken);
        return 0;
    }
}
