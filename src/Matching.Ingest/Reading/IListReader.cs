namespace Matching.Ingest.Reading;

/// <summary>Walks the rows of one list file, sheet by sheet, in bounded memory.</summary>
/// <remarks>Pulling is synchronous on purpose: the bytes are local (a kept delivery) and a row costs about a microsecond,
/// so an await per row would cost more than the reading. <see cref="ListFile.RowsAsync"/> wraps it for callers who stream.
/// A file that turns out to be damaged or oversized while it is read throws <see cref="ListFileException"/>.</remarks>
public interface IListReader : IDisposable
{
    /// <summary>Name of the sheet, "table N" of an HTML page, empty for delimited text.</summary>
    string Sheet { get; }

    bool IsSheetHidden { get; }

    /// <summary>Lines that stand above the table without being rows of it (headings of a web page).</summary>
    IReadOnlyList<string> Headlines { get; }

    ReadingNotes Notes { get; }

    /// <summary>Goes to the next sheet; must be called before the first row. False when there is none.</summary>
    bool NextSheet();

    /// <summary>Reads the next row that holds text. False at the end of the sheet.</summary>
    bool Read(out ListRow row);
}
