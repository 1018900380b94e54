namespace Matching.Ingest.Samples;

/// <summary>Writes the cells of one list file in one format.</summary>
internal interface IListWriter : IDisposable
{
    /// <summary>Name under which a reader reports the rows that follow.</summary>
    string SheetName { get; }

    void BeginSheet(string name);

    /// <returns>1-based row as a spreadsheet program (or a text editor) shows it.</returns>
    int WriteRow(ReadOnlySpan<ListCell> cells);
}
