namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Where the table of one sheet stands and what its columns hold.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="IsHidden">True when a spreadsheet program hides the sheet.</param>
/// <param name="HeaderRow">1-based row of the (upper) header; 0 when the sheet goes on with the columns of the sheet before it.</param>
/// <param name="HeaderRows">1 or 2; 0 for a sheet without its own header.</param>
/// <param name="Columns">Columns with a header.</param>
/// <param name="Titles">Texts above the header.</param>
public sealed record SheetShape(
    string Sheet, bool IsHidden, int HeaderRow, int HeaderRows, IReadOnlyList<ColumnMapping> Columns, IReadOnlyList<string> Titles)
{
    public bool Has(ListColumn column) => Columns.Any(mapping => mapping.Column == column);

    /// <summary>True when rows of the sheet can be read as records.</summary>
    public bool IsTable => Columns.Any(mapping => mapping.Column != ListColumn.Unknown);
}
