using Matching.Ingest.Commands;

namespace Matching.Ingest.Tests.Commands;

/// <summary>Runs a command and takes down what it says, errors too. Its tests run one after the other, for a process has one console.</summary>
[CollectionDefinition(nameof(SaidAloud), DisableParallelization = true)]
public sealed class SaidAloud
{
    public static async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        Console.SetOut(said);
        Console.SetError(said);
        try
        {
            return (await IngestCommands.Root().Parse(arguments).InvokeAsync(), said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
