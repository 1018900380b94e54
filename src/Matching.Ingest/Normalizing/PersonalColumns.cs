using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>Takes personal data out of printed rows before anything keeps them.</summary>
internal sealed class PersonalColumns(SheetShape shape)
{
    private readonly int[] dropped = [.. shape.Columns.Where(mapping => mapping.Column == ListColumn.Personal).Select(mapping => mapping.Index)];
    private readonly int[] mixed = [.. shape.Columns.Where(mapping => mapping.Column == ListColumn.MixedUnits).Select(mapping => mapping.Index)];

    /// <param name="isTable">False for titles, headers and notes, whose cells stand under no column.</param>
    public LibraryRecord Drop(LibraryRecord record, bool isTable = true)
    {
        string[]? changed = null;
        for (var i = 0; i < record.Cells.Count; i++)
        {
            var text = record.Cells[i];
            if (text.Length == 0)
            {
                continue;
            }

            var kept = isTable && Array.IndexOf(dropped, i) >= 0 ? PersonalData.Dropped
                : isTable && Array.IndexOf(mixed, i) >= 0 ? MixedUnitCell.UnitsOnly(text)
                : !isTable && text.Length > 6 && PersonalData.IsContactLine(text) ? PersonalData.Dropped
                : PersonalData.Mask(text);
            if (!ReferenceEquals(kept, text))
            {
                changed ??= [.. record.Cells];
                changed[i] = kept;
            }
        }

        return changed is null ? record : record with { Cells = changed };
    }
}
