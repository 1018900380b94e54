using System.CommandLine;
using System.Globalization;
using Matching.Storage.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>dead-letters list | replay ID… | discard ID…</c>: messages that could not be worked on. What is replayed goes out as soon as a server or worker runs.</summary>
internal static class DeadLettersCommand
{
    private const int Most = 1000;

    private static readonly Option<bool> All = new("--all") { Description = "closed ones too" };
    private static readonly Argument<long[]> Ids = new("ids") { Arity = ArgumentArity.OneOrMore, Description = "numbers as listed" };

    public static Command Create() => new("dead-letters", "messages that could not be worked on")
    {
        new Command("list", "newest first") { All }.WithWork(ListAsync),
        new Command("replay", "send again") { Ids }.WithWork((arguments, output, cancellationToken) => CloseAsync(arguments, output, (letters, id) => letters.ReplayAsync(id, "命令行", cancellationToken), cancellationToken)),
        new Command("discard", "set aside") { Ids }.WithWork((arguments, output, cancellationToken) => CloseAsync(arguments, output, (letters, id) => letters.DiscardAsync(id, "命令行", cancellationToken), cancellationToken)),
    };

    private static async Task<int> ListAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var found = await services.GetRequiredService<DeadLetters>().ListAsync(arguments.GetValue(All), Most, cancellationToken);
        output.Result(
            new { letters = found },
            found.Count == 0
                ? ["没有无法处理的消息"]
                : found.Select(letter => string.Create(
                    CultureInfo.InvariantCulture, $"{letter.Id}  {letter.At:yyyy-MM-dd HH:mm} UTC  {letter.State}  {letter.Type ?? "不是本系统的消息"}  {letter.Queue}  {letter.Error}")));
        return 0;
    }

    private static async Task<int> CloseAsync(
        ParseResult arguments, CommandOutput output, Func<DeadLetters, long, Task<DeadLetterResult>> close, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var letters = services.GetRequiredService<DeadLetters>();
        var told = new List<string>();
        var refused = 0;
        foreach (var id in arguments.GetRequiredValue(Ids))
        {
            var result = await close(letters, id);
            refused += result is DeadLetterResult.Replayed or DeadLetterResult.Discarded ? 0 : 1;
            told.Add(result switch
            {
                DeadLetterResult.Replayed => $"{id}：已放回待发消息",
                DeadLetterResult.Discarded => $"{id}：已作废",
                DeadLetterResult.AlreadyClosed closed => $"{id}：已由 {closed.By} 处理",
                DeadLetterResult.NotOurs => $"{id}：不是本系统的消息，只能作废",
                _ => $"{id}：没有这条消息",
            });
        }

        output.Result(new { told, refused }, told);
        return refused > 0 ? 1 : 0;
    }
}
