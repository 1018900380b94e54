namespace Matching.Domain.Libraries;

/// <summary>One row of a delivery exactly as it was printed; cells are never thrown away.</summary>
/// <param name="Sheet">Sheet name of a workbook, "table N" of an HTML page, empty for delimited text.</param>
/// <param name="Row">1-based row of the sheet (or first line of the record in a text file), as a spreadsheet program shows it.</param>
/// <param name="Cells">Cell texts from column A on; empty string where nothing is printed.</param>
public sealed record LibraryRecord(string Sheet, int Row, IReadOnlyList<string> Cells);
