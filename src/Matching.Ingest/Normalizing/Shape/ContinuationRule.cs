using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Joins a row that is the rest of the row above, broken by the end of a page or by a merged cell.</summary>
internal sealed class ContinuationRule
{
    private static readonly ListColumn[] UnitColumns = [ListColumn.Units, ListColumn.MixedUnits, ListColumn.LeadUnit, ListColumn.CooperatingUnit];

    /// <summary>What names a record: a row that holds any of it is no rest of another, even where the firm's name is missing.</summary>
    private static readonly ListColumn[] Naming =
    [
        ListColumn.FirmName, ListColumn.Title, ListColumn.Uscc, ListColumn.Number, ListColumn.ApplicationNumber,
        ListColumn.SmeNumber, ListColumn.CertificateNumber, ListColumn.NewName, ListColumn.FormerName,
    ];

    private readonly Library library;
    private readonly int sequence;
    private readonly int[] keys;
    private readonly HashSet<int> units;
    private readonly int known;

    public ContinuationRule(Library library, SheetShape shape)
    {
        this.library = library;
        sequence = Index(shape, ListColumn.Sequence);
        keys = [.. Naming.Select(column => Index(shape, column)).Where(index => index >= 0)];
        units = [.. shape.Columns.Where(mapping => UnitColumns.Contains(mapping.Column)).Select(mapping => mapping.Index)];
        known = shape.Columns.Count;
    }

    /// <summary>Joins into <paramref name="above"/> when the row continues it; false when the row stands for itself.</summary>
    public bool TryJoin(string[] above, IReadOnlyList<string> row)
    {
        if (library is Library.Ventures or Library.Registry or Library.Outcomes)
        {
            return false;
        }

        var filled = 0;
        for (var i = 0; i < row.Count; i++)
        {
            filled += string.IsNullOrWhiteSpace(row[i]) ? 0 : 1;
        }

        if (filled >= known || !Continues(above, row))
        {
            return false;
        }

        for (var i = 0; i < row.Count && i < above.Length; i++)
        {
            if (row[i].Length > 0)
            {
                above[i] = Join(above[i], row[i], units.Contains(i));
            }
        }

        return true;
    }

    private bool Continues(string[] above, IReadOnlyList<string> row)
    {
        if (sequence >= 0)
        {
            return Cell(above, sequence).Length > 0 && Cell(row, sequence).Length == 0 && !StandsAlone(above, row);
        }

        // Without numbers only a row that has none of what names a record, and a unit or less, is a continuation.
        return keys.Length > 0 && Array.TrueForAll(keys, key => Cell(row, key).Length == 0) && Array.Exists(keys, key => Cell(above, key).Length > 0);
    }

    /// <summary>A row with a whole name below a whole name is a record somebody forgot to number.</summary>
    private bool StandsAlone(string[] above, IReadOnlyList<string> row)
    {
        foreach (var key in keys)
        {
            var upper = Cell(above, key);
            var lower = Cell(row, key);
            if (lower.Length > 0 && UnitShape.IsWholeName(upper) && UnitShape.IsWholeName(lower)
                || lower.Length >= 15 && upper.Length >= 15 && !lower.Any(c => c > 127) && !upper.Any(c => c > 127))
            {
                return true;
            }
        }

        return false;
    }

    private static string Join(string upper, string lower, bool isUnits)
    {
        var isNewUnit = isUnits && upper.Length > 0 && UnitShape.IsWholeName(CellText.Trim(upper));
        return isNewUnit ? $"{upper}\n{lower}" : upper + lower;
    }

    private static string Cell(IReadOnlyList<string> cells, int index) => index < cells.Count ? CellText.Trim(cells[index]) : "";

    private static int Index(SheetShape shape, ListColumn column) => shape.Columns.FirstOrDefault(mapping => mapping.Column == column)?.Index ?? -1;
}
