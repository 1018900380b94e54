using System.CommandLine;
using System.Globalization;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Storage.Profiles;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>firm F0000001 --as-of 2025-03-20 --known-then</c>: a firm as of a day, each field with the cell it comes from.</summary>
internal static class FirmCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "number of the firm, e.g. F0000001" };
    private static readonly Option<bool> KnownThen = new("--known-then") { Description = "leave out what was only loaded, corrected or joined after that day" };
    private static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "day, e.g. 2025-03-20; today when left out",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--as-of {result.Tokens[0].Value}: 应为 2025-03-20 这样的日期");
            return null;
        },
    };

    public static Command Create() => new Command("firm", "a firm as of a day, with the origin of every field") { Id, AsOf, KnownThen }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        if (!FirmId.TryParse(arguments.GetRequiredValue(Id), out var id))
        {
            CommandOutput.Complain($"{arguments.GetRequiredValue(Id)}：企业编号形如 F0000001");
            return 2;
        }

        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var asOf = arguments.GetValue(AsOf) ?? BeijingTime.Today(services.GetRequiredService<TimeProvider>());
        var knownAt = arguments.GetValue(KnownThen) ? BeijingTime.EndOf(asOf) : (DateTimeOffset?)null;
        if (await services.GetRequiredService<FirmProfileReader>().ReadSourcedAsync(id, asOf, knownAt, cancellationToken) is not { } sourced)
        {
            CommandOutput.Complain($"{id}：没有这家企业");
            return 1;
        }

        var wanted = sourced.Fields.SelectMany(choice => choice.AlsoSeen.Prepend(choice.Chosen), (choice, value) => (choice.Field, value?.Fact))
            .Where(one => one.Fact is not null).Select(one => (one.Field, one.Fact!)).ToList();
        var places = await services.GetRequiredService<LocateCells>().HandleAsync(wanted, cancellationToken);
        var fields = sourced.Fields.Select(choice => new
        {
            field = choice.Field.ToString(),
            chosen = View(choice.Field, choice.Chosen),
            alsoSeen = choice.AlsoSeen.Select(value => View(choice.Field, value)!).ToList(),
        }).ToList();
        var profile = sourced.Profile;
        output.Result(
            new { id = profile.Id.ToString(), asOf, knownAt, rules = sourced.Table.Version, fields, facts = profile.Facts.Count, libraries = profile.LibrariesInForce.Select(library => library.Info().Code) },
            [
                $"{profile.Id} {profile.Name}，基准日 {asOf:yyyy-MM-dd}{(knownAt is null ? "" : "（当日已知）")}，{profile.Facts.Count} 条事实，取值规则第 {sourced.Table.Version} 版",
                .. fields.SelectMany(field => new[] { field.chosen }.Concat(field.alsoSeen).OfType<SeenValue>().Select((value, place) =>
                    $"  {field.field} {(place == 0 && field.chosen is not null ? "=" : "≠")} {value.Text}（{value.Rows} 行{(value.Cell is null ? "" : $"，{value.File} {value.Cell}")}）")),
            ]);
        return 0;

        SeenValue? View(FirmField field, FieldValue? value) => value is null
            ? null
            : new SeenValue(value.Text, value.Rows, value.Fact?.Source.FileName, value.Fact is { } fact ? places[(field, fact.Id)] : null, value.Fact?.PublishedOn);
    }

    /// <param name="Cell">Null when the value is concluded and no row says it.</param>
    private sealed record SeenValue(string Text, int Rows, string? File, string? Cell, DateOnly? PublishedOn);
}
