namespace Matching.Ingest.Reading;

/// <summary>Counts of what a reader met besides rows of text; shown in the report of a load.</summary>
public sealed class ReadingNotes
{
    /// <summary>Rows without any text; they are passed over and are no rows of the ledger.</summary>
    public long EmptyRows { get; internal set; }

    /// <summary>Rows a spreadsheet program hides (filtered or folded); they are read like any other.</summary>
    public int HiddenRows { get; internal set; }

    /// <summary>Sheets a spreadsheet program hides; they are read like any other.</summary>
    public int HiddenSheets { get; internal set; }

    public int FormulaCells { get; internal set; }

    public int ErrorCells { get; internal set; }

    public int StrayQuotes { get; internal set; }

    public int CutCells { get; internal set; }

    /// <summary>Byte sequences that are not valid in the encoding; each shows as U+FFFD.</summary>
    public long BadBytes { get; internal set; }
}
