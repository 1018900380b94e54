using System.Globalization;

namespace Matching.Ingest.Samples;

internal enum ListCellKind
{
    Text = 0,
    Number = 1,

    /// <summary>ISO day; a workbook keeps it as a serial number with a date format.</summary>
    Day = 2,

    /// <summary>A formula; the text is its cached value.</summary>
    Formula = 3,

    /// <summary>Hidden under a neighbour's span.</summary>
    Covered = 4,
}

/// <summary>One cell of a list that is being written.</summary>
internal readonly record struct ListCell(string Text, ListCellKind Kind = ListCellKind.Text, int RowSpan = 1, int ColumnSpan = 1, string? FormulaText = null)
{
    public static readonly ListCell Empty = new("");

    public static readonly ListCell Covered = new("", ListCellKind.Covered);

    public static ListCell Down(string text, int rows) => new(text, RowSpan: rows);

    public static ListCell Across(string text, int columns) => new(text, ColumnSpan: columns);

    public static ListCell Formula(string formula, string cached) => new(cached, ListCellKind.Formula, FormulaText: formula);

    public static implicit operator ListCell(string? text) => new(text ?? "");

    public static implicit operator ListCell(int value) => new(value.ToString(CultureInfo.InvariantCulture), ListCellKind.Number);

    public static implicit operator ListCell(decimal value) => new(value.ToString(CultureInfo.InvariantCulture), ListCellKind.Number);

    public static implicit operator ListCell(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ListCellKind.Day);
}
