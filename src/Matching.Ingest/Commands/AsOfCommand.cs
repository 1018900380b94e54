using System.CommandLine;
using System.Globalization;
using System.Text;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ingest.Linking;
using Matching.Storage.Profiles;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>as-of 2025-03-20 --firm F0000012</c> or <c>--out links.csv</c>: what was known at the end of that day in Beijing.</summary>
internal static class AsOfCommand
{
    private static readonly Argument<string> Day = new("day") { Description = "day, e.g. 2025-03-20" };
    private static readonly Option<string?> Firm = new("--firm") { Description = "firm to show" };
    private static readonly Option<string?> Out = new("--out") { Description = "file the links of that day are written to" };

    public static Command Create() => new Command("as-of", "links and firms as they were known on a day") { Day, Firm, Out }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(arguments.GetRequiredValue(Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            CommandOutput.Complain($"{arguments.GetRequiredValue(Day)}：日期请写成 2025-03-20 的样子");
            return 2;
        }

        var end = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), BeijingTime.Offset).AddTicks(-TimeSpan.TicksPerMicrosecond);
        switch (arguments.GetValue(Firm), arguments.GetValue(Out))
        {
            case ({ } text, null) when FirmId.TryParse(text, out var firm):
                return await FirmAsync(firm, day, end, arguments, output, cancellationToken);
            case (null, { } file):
                return await ExportAsync(Path.GetFullPath(file), end, arguments, output, cancellationToken);
            default:
                CommandOutput.Complain("请给出 --firm F0000012（看一家企业）或 --out links.csv（写出全部关联）之一");
                return 2;
        }
    }

    private static async Task<int> FirmAsync(
        FirmId firm, DateOnly day, DateTimeOffset end, ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var profiles = await services.GetRequiredService<FirmProfileReader>().ReadAsync([firm], day, end, cancellationToken);
        if (profiles is not [var profile] || profile.Facts.Count == 0)
        {
            CommandOutput.Complain($"{day:yyyy-MM-dd} 时还不知道企业 {firm}");
            return 1;
        }

        output.Result(
            new
            {
                firm = profile.Id.ToString(),
                profile.Name,
                uscc = profile.Uscc?.ToString(),
                names = profile.Names.Select(name => name.Name),
                facts = profile.Facts.Select(fact => new { library = fact.Library.ToString(), fact.HappenedOn, fact.Title, fact.Number }),
            },
            profile.Facts.Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.HappenedOn:yyyy-MM-dd}  {fact.Library}  {fact.Title} {fact.Number}"))
                .Prepend($"{profile.Id} {profile.Name} {profile.Uscc}"));
        return 0;
    }

    private static async Task<int> ExportAsync(string path, DateTimeOffset end, ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var unfinished = path + ".part";
        long lines;
        await using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            lines = await services.GetRequiredService<LinkExport>().WriteAsync(writer, end, cancellationToken);
        }

        File.Move(unfinished, path, overwrite: true);
        output.Result(new { file = path, lines }, $"{path}：{lines} 行");
        return 0;
    }
}
