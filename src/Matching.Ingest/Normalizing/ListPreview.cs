using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>What is shown before a list is loaded: what was detected, what the first rows become, and what all of them come to.</summary>
/// <param name="Detected">Format, encoding and delimiter in words, and what was hidden.</param>
/// <param name="Rows">The first rows as they would end.</param>
public sealed record ListPreview(
    string FileName, string Detected, Library Library, IReadOnlyList<SheetShape> Sheets, ListContext Context, IReadOnlyList<NormalizedRow> Rows, ListCounts Counts)
{
    public const int RowsShown = 50;

    public static async Task<ListPreview> MakeAsync(ListPlan plan, CancellationToken cancellationToken = default)
    {
        var rows = new List<NormalizedRow>(RowsShown);
        var counter = new ListCounter();
        var isComplete = true;
        await foreach (var row in ListNormalizer.RunAsync(plan, cancellationToken))
        {
            if (rows.Count < RowsShown)
            {
                rows.Add(row);
            }

            counter.Add(row.Reading);
            if (counter.Read == ListCounts.MostRows)
            {
                isComplete = false;
                break;
            }
        }

        return new ListPreview(plan.File.Name, plan.File.Description + plan.File.Notes.HiddenText(), plan.Library, [.. plan.Sheets.Select(sheet => sheet.Shape)], plan.Context, rows, counter.Counts(isComplete));
    }
}
