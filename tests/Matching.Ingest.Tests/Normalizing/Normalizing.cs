using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;
using Matching.Ingest.Tests.Reading;

namespace Matching.Ingest.Tests.Normalizing;

/// <summary>A list normalised from the text of a test, with short ways to ask what became of its rows.</summary>
internal sealed class Normalizing
{
    private Normalizing(ListPlan plan, List<NormalizedRow> rows)
    {
        Plan = plan;
        Rows = rows;
    }

    public ListPlan Plan { get; }

    public List<NormalizedRow> Rows { get; }

    public List<NormalizedRecord> Records => [.. Rows.Select(row => row.Reading).OfType<RowReading.Understood>().Select(read => read.Record)];

    public List<RowIssue> Issues => [.. Rows.SelectMany(row => row.Reading switch
    {
        RowReading.Understood read => read.Record.Issues,
        RowReading.Rejected rejected => rejected.Issues,
        _ => [],
    })];

    /// <summary>One letter a row: R record, X rejected, else the kind it was skipped for.</summary>
    public string Outcomes => string.Join(' ', Rows.Select(row => row.Reading switch
    {
        RowReading.Understood => "R",
        RowReading.Rejected => "X",
        RowReading.Skipped skipped => skipped.Kind.ToString(),
        _ => "?",
    }));

    public static async Task<Normalizing> CsvAsync(Library library, string text, string name = "名单.csv", ListShape? given = null) =>
        await RunAsync(await Opening.TextAsync(text, name), library, given);

    public static async Task<Normalizing> XlsxAsync(Library library, Stream content, string name = "名单.xlsx") =>
        await RunAsync(await Opening.FileAsync(content, name), library, null);

    public static async Task<ListRefusal> RefusalAsync(Library library, string text, string name = "名单.csv")
    {
        using var file = await Opening.TextAsync(text, name);
        return Assert.IsType<ListPlanResult.Refused>(await ListNormalizer.PlanAsync(file, library)).Refusal;
    }

    private static async Task<Normalizing> RunAsync(ListFile file, Library library, ListShape? given)
    {
        using (file)
        {
            var planned = await ListNormalizer.PlanAsync(file, library, given);
            Assert.True(planned is ListPlanResult.Ready, (planned as ListPlanResult.Refused)?.Refusal.Message);
            var plan = ((ListPlanResult.Ready)planned).Plan;
            var rows = new List<NormalizedRow>();
            await foreach (var row in ListNormalizer.RunAsync(plan))
            {
                rows.Add(row);
            }

            Assert.Equal(await Opening.LinesAsync(file) is var lines ? lines.Length : 0, rows.Count);
            return new Normalizing(plan, rows);
        }
    }
}
