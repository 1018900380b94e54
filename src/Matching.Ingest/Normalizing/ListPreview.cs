using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>What the upload page shows before a list is loaded: what was detected and what the first rows become.</summary>
/// <param name="Detected">Format, encoding and delimiter in words, and what was hidden as far as the rows shown reach.</param>
/// <param name="Rows">The first rows as they would end.</param>
public sealed record ListPreview(
    string FileName, string Detected, Library Library, IReadOnlyList<SheetShape> Sheets, ListContext Context, IReadOnlyList<NormalizedRow> Rows)
{
    public const int RowsShown = 50;

    public static async Task<ListPreview> MakeAsync(ListPlan plan, CancellationToken cancellationToken = default)
    {
        var rows = new List<NormalizedRow>(RowsShown);
        await foreach (var row in ListNormalizer.RunAsync(plan, cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == RowsShown)
            {
                break;
            }
        }

        return new ListPreview(plan.File.Name, plan.File.Description + plan.File.Notes.HiddenText(), plan.Library, [.. plan.Sheets.Select(sheet => sheet.Shape)], plan.Context, rows);
    }
}
