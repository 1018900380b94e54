using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>Takes personal data out of printed rows before anything keeps them.</summary>
internal sealed class PersonalColumns(SheetShape shape)
{
    /// <summary>What each column holds that must not be kept as it is; <see cref="ListColumn.Unknown"/> for all others.</summary>
    private readonly ListColumn[] special = Special(shape);

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

            var column = isTable && i < special.Length ? special[i] : ListColumn.Unknown;
            var kept = column == ListColumn.Personal ? PersonalData.Dropped
                : column == ListColumn.MixedUnits ? MixedUnitCell.UnitsOnly(text)
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

    private static ListColumn[] Special(SheetShape shape)
    {
        var special = new ListColumn[shape.Columns.Count == 0 ? 0 : shape.Columns.Max(mapping => mapping.Index) + 1];
        foreach (var mapping in shape.Columns.Where(mapping => mapping.Column is ListColumn.Personal or ListColumn.MixedUnits))
        {
            special[mapping.Index] = mapping.Column;
        }

        return special;
    }
}
