using System.Runtime.InteropServices;

namespace Matching.Ingest.Reading;

/// <summary>Collects the cells of one row and hands them out as an array cut behind the last cell with text.</summary>
internal sealed class CellBuffer(ListLimits limits, ReadingNotes notes)
{
    private readonly List<string> texts = [];
    private readonly List<CellMarks> marks = [];

    /// <summary>Last text per column: regions, kinds and years repeat from row to row and need no new string.</summary>
    private readonly List<string> previous = [];
    private bool hasMarks;
    private int used;

    /// <summary>Cells up to the last one that holds text.</summary>
    public int Count => used;

    public bool IsBlank => used == 0;

    public string First => texts[0];

    public void Clear()
    {
        texts.Clear();
        marks.Clear();
        hasMarks = false;
        used = 0;
    }

    public void Add(ReadOnlySpan<char> text, CellMarks mark)
    {
        if (text.Length > limits.MaxCellLength)
        {
            text = text[..limits.MaxCellLength];
            mark |= CellMarks.Cut;
        }

        var column = texts.Count;
        while (previous.Count <= column)
        {
            previous.Add("");
        }

        if (text.IsEmpty)
        {
            texts.Add("");
            marks.Add(CellMarks.None);
            return;
        }

        var same = previous[column];
        var cell = text.SequenceEqual(same) ? same : previous[column] = new string(text);
        Append(cell, mark);
    }

    public void Add(string text, CellMarks mark)
    {
        if (text.Length > limits.MaxCellLength)
        {
            Add(text.AsSpan(), mark);
            return;
        }

        Append(text, mark);
    }

    /// <summary>Puts a text at a column to the right of all cells added so far.</summary>
    public void AddAt(int column, string text, CellMarks mark)
    {
        while (texts.Count < column)
        {
            texts.Add("");
            marks.Add(CellMarks.None);
        }

        Add(text, mark);
    }

    public string[] ToArray() => CollectionsMarshal.AsSpan(texts)[..used].ToArray();

    /// <summary>Marks of the finished row; counts them, so it is asked once per row.</summary>
    public CellMarks[]? MarksOrNull()
    {
        if (!hasMarks)
        {
            return null;
        }

        var found = CollectionsMarshal.AsSpan(marks)[..used].ToArray();
        foreach (var mark in found)
        {
            notes.FormulaCells += (mark & CellMarks.Formula) != 0 ? 1 : 0;
            notes.ErrorCells += (mark & CellMarks.Error) != 0 ? 1 : 0;
            notes.StrayQuotes += (mark & CellMarks.StrayQuote) != 0 ? 1 : 0;
            notes.CutCells += (mark & CellMarks.Cut) != 0 ? 1 : 0;
        }

        return found;
    }

    private void Append(string text, CellMarks mark)
    {
        texts.Add(text);
        marks.Add(mark);
        hasMarks |= mark != CellMarks.None;
        if (!string.IsNullOrWhiteSpace(text))
        {
            used = texts.Count;
        }
    }
}
