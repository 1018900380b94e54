using Matching.Domain.Libraries;

namespace Matching.Ingest.Reading;

/// <summary>One printed row with the marks of its cells.</summary>
/// <param name="Record">Sheet, row number and texts.</param>
/// <param name="Marks">One per cell, or null when no cell is marked.</param>
public readonly record struct ListRow(LibraryRecord Record, CellMarks[]? Marks)
{
    public CellMarks MarksAt(int column) =>
        Marks is not null && (uint)column < (uint)Marks.Length ? Marks[column] : CellMarks.None;
}
