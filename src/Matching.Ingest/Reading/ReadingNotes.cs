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

    /// <summary>Columns a spreadsheet program hides among those that hold text; they are read like any other.</summary>
    public int HiddenColumns { get; internal set; }

    public int FormulaCells { get; internal set; }

    public int ErrorCells { get; internal set; }

    public int StrayQuotes { get; internal set; }

    public int CutCells { get; internal set; }

    /// <summary>Byte sequences that are not valid in the encoding; each shows as U+FFFD.</summary>
    public long BadBytes { get; internal set; }

    /// <summary>What is hidden in the file, in words that follow its format; empty when nothing is.</summary>
    public string HiddenText()
    {
        string[] parts =
        [
            .. HiddenSheets > 0 ? [$"隐藏工作表 {HiddenSheets} 个"] : Array.Empty<string>(),
            .. HiddenColumns > 0 ? [$"隐藏列 {HiddenColumns} 列"] : Array.Empty<string>(),
            .. HiddenRows > 0 ? [$"隐藏行 {HiddenRows} 行"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "" : $"；{string.Join("、", parts)}，已一并读取";
    }
}
