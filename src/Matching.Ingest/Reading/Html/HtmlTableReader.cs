using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Reading.Html;

/// <summary>Reads the tables of a web page, Word-saved ones included.</summary>
/// <remarks>A spanning cell prints its text in its first place only, as a spreadsheet stores merged cells, so the shape rules treat both alike.
/// A table around other tables is layout: its cells count without the tables inside them. Nothing is fetched and no script runs.</remarks>
internal sealed class HtmlTableReader : IListReader
{
    private const int HeadlinesKept = 4;

    private readonly string fileName;
    private readonly ListLimits limits;
    private readonly CellBuffer cells;
    private readonly List<IHtmlTableElement> tables;
    private readonly Dictionary<int, int> blocked = [];
    private readonly List<(int Column, int LastRow)> reaching = [];
    private readonly IDocument document;
    private int tableIndex = -1;
    private int rowIndex;
    private int rows;

    public HtmlTableReader(string html, string fileName, ListLimits limits)
    {
        this.fileName = fileName;
        this.limits = limits;
        cells = new CellBuffer(limits, Notes);
        document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        tables = [.. document.QuerySelectorAll("table").OfType<IHtmlTableElement>()];
    }

    public string Sheet => string.Create(CultureInfo.InvariantCulture, $"table {tableIndex + 1}");

    public bool IsSheetHidden => false;

    public IReadOnlyList<string> Headlines { get; private set; } = [];

    public ReadingNotes Notes { get; } = new();

    public bool NextSheet()
    {
        rowIndex = 0;
        blocked.Clear();
        if (++tableIndex >= tables.Count)
        {
            return false;
        }

        Headlines = HeadlinesBefore(tables[tableIndex]);
        return true;
    }

    public bool Read(out ListRow row)
    {
        var tableRows = tables[tableIndex].Rows;
        while (rowIndex < tableRows.Length)
        {
            var tableRow = tableRows[rowIndex++];
            cells.Clear();
            AddCells(tableRow);
            if (cells.IsBlank)
            {
                Notes.EmptyRows++;
                continue;
            }

            if (++rows > limits.MaxRows)
            {
                throw new ListFileException(new ListFileRefusal.TooLarge(
                    fileName, "行数", string.Create(CultureInfo.InvariantCulture, $"{limits.MaxRows} 行")));
            }

            row = new ListRow(new LibraryRecord(Sheet, rowIndex, cells.ToArray()), cells.MarksOrNull());
            return true;
        }

        row = default;
        return false;
    }

    public void Dispose() => document.Dispose();

    private void AddCells(IHtmlTableRowElement tableRow)
    {
        var column = 0;
        foreach (var cell in tableRow.Cells)
        {
            while (IsBlocked(column))
            {
                column++;
            }

            var text = TextOf(cell);
            var wide = Math.Clamp(cell.ColumnSpan, 1, 1000);
            var high = Math.Clamp(cell.RowSpan, 1, 65534);
            if (text.Length > 0)
            {
                if (column >= limits.MaxColumns)
                {
                    throw new ListFileException(new ListFileRefusal.TooManyColumns(
                        fileName, CellPlace.Of(fileName, Sheet, rowIndex, column), limits.MaxColumns));
                }

                cells.AddAt(column, text, CellMarks.None);
            }

            for (var i = 0; i < wide && high > 1 && column + i < limits.MaxColumns; i++)
            {
                reaching.Add((column + i, rowIndex + high - 1));
            }

            column += wide;
        }

        foreach (var (taken, lastRow) in reaching)
        {
            blocked[taken] = lastRow;
        }

        reaching.Clear();
    }

    /// <summary>True while a cell of a row above reaches down to this row.</summary>
    private bool IsBlocked(int column) => blocked.TryGetValue(column, out var lastRow) && lastRow >= rowIndex;

    private List<string> HeadlinesBefore(IHtmlTableElement table)
    {
        var lines = new List<string>();
        if (document.Title is { Length: > 0 } title)
        {
            lines.Add(Collapse(title));
        }

        if (table.Caption is { } caption)
        {
            lines.Add(TextOf(caption));
        }

        var before = new List<string>();
        for (var node = Preceding(table); node is not null && before.Count < HeadlinesKept && node is not IHtmlTableElement; node = Preceding(node))
        {
            var text = TextOf(node);
            if (text.Length is > 0 and <= 120)
            {
                before.Add(text);
            }
        }

        before.Reverse();
        lines.AddRange(before);
        return lines;
    }

    private static IElement? Preceding(IElement element)
    {
        for (var at = element; at is not null and not IHtmlBodyElement; at = at.ParentElement)
        {
            if (at.PreviousElementSibling is { } sibling)
            {
                return sibling;
            }
        }

        return null;
    }

    private static string TextOf(IElement element)
    {
        var text = new StringBuilder();
        Append(element, text);
        return Collapse(text.ToString());
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText data:
                    foreach (var c in data.Data)
                    {
                        // Line ends in the source are layout; those shown come from elements.
                        text.Append(c is '\r' or '\n' or '\t' or '\u00A0' ? ' ' : c);
                    }

                    break;
                case IHtmlTableElement or IHtmlScriptElement or IHtmlStyleElement:
                    break;
                case IHtmlBreakRowElement:
                    text.Append('\n');
                    break;
                case IElement element:
                    var isBlock = element is IHtmlParagraphElement or IHtmlDivElement or IHtmlListItemElement;
                    if (isBlock && text.Length > 0)
                    {
                        text.Append('\n');
                    }

                    Append(element, text);
                    break;
            }
        }
    }

    private static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var words = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (words.Length > 0)
            {
                result.Append(result.Length > 0 ? "\n" : "").Append(words);
            }
        }

        return result.ToString();
    }
}
