using System.Globalization;
using System.IO.Compression;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Reads the sheets of an xlsx workbook in one pass over their bytes.</summary>
/// <remarks>Our own, because the list needs what a general reader hides: whether a cell is a formula, an error or a typed number,
/// hidden rows, and the digits as stored. It also makes several times fewer objects.</remarks>
internal sealed class XlsxReader : IListReader
{
    private readonly Stream stream;
    private readonly ZipArchive archive;
    private readonly XlsxWorkbook workbook;
    private readonly string fileName;
    private readonly ListLimits limits;
    private readonly CellBuffer cells;
    private XmlPull? xml;
    private int sheetIndex = -1;
    private int row;
    private int rows;
    private int widest;
    private readonly List<(int First, int Last)> hiddenColumns = [];

    public XlsxReader(Stream stream, XlsxWorkbook workbook, string fileName, ListLimits limits)
    {
        this.stream = stream;
        this.workbook = workbook;
        this.fileName = fileName;
        this.limits = limits;
        stream.Position = 0;
        archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        cells = new CellBuffer(limits, Notes);
        Notes.HiddenSheets = workbook.Sheets.Count(sheet => sheet.IsHidden);
    }

    public string Sheet => workbook.Sheets[sheetIndex].Name;

    public bool IsSheetHidden => workbook.Sheets[sheetIndex].IsHidden;

    public IReadOnlyList<string> Headlines => [];

    public ReadingNotes Notes { get; } = new();

    public bool NextSheet()
    {
        xml?.Dispose();
        xml = null;
        row = 0;
        widest = 0;
        hiddenColumns.Clear();
        if (++sheetIndex >= workbook.Sheets.Count)
        {
            return false;
        }

        try
        {
            var part = archive.GetEntry(workbook.Sheets[sheetIndex].Path) ?? throw new InvalidDataException(workbook.Sheets[sheetIndex].Path);
            xml = XlsxWorkbook.Open(part);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }

        return true;
    }

    public bool Read(out ListRow listRow)
    {
        try
        {
            while (xml!.NextTag())
            {
                if (xml.Name.SequenceEqual("sheetData"u8) && xml.IsEnd)
                {
                    // Programs hide columns up to the last possible one; those without text are not worth a word.
                    Notes.HiddenColumns += hiddenColumns.Sum(hidden => Math.Max(0, Math.Min(hidden.Last, widest) - hidden.First + 1));
                    break;
                }

                if (!xml.IsEnd && xml.Name.SequenceEqual("col"u8) && IsHidden()
                    && XlsxWorkbook.TryInt(xml.Attribute("min"u8), out var first) && XlsxWorkbook.TryInt(xml.Attribute("max"u8), out var last))
                {
                    hiddenColumns.Add((first, last));
                }

                if (!xml.IsEnd && xml.Name.SequenceEqual("row"u8) && ReadRow())
                {
                    if (++rows > limits.MaxRows)
                    {
                        throw new ListFileException(new ListFileRefusal.TooLarge(
                            fileName, "行数", string.Create(CultureInfo.InvariantCulture, $"{limits.MaxRows} 行")));
                    }

                    listRow = new ListRow(new LibraryRecord(Sheet, row, cells.ToArray()), cells.MarksOrNull());
                    return true;
                }
            }
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }
        catch (EndOfStreamException damage)
        {
            throw Damaged(damage);
        }

        listRow = default;
        return false;
    }

    public void Dispose()
    {
        xml?.Dispose();
        archive.Dispose();
        stream.Dispose();
    }

    /// <summary>Reads to the end of the row element. False when the row holds no text.</summary>
    private bool ReadRow()
    {
        row = XlsxWorkbook.TryInt(xml!.Attribute("r"u8), out var stated) ? stated : row + 1;
        var isHidden = IsHidden();
        cells.Clear();
        if (!xml.IsEmpty)
        {
            var column = -1;
            while (xml.NextTag() && !(xml.IsEnd && xml.Name.SequenceEqual("row"u8)))
            {
                if (!xml.IsEnd && xml.Name.SequenceEqual("c"u8))
                {
                    column = ReadCell(column + 1);
                    widest = Math.Max(widest, column + 1);
                }
            }
        }

        if (cells.IsBlank)
        {
            Notes.EmptyRows++;
            return false;
        }

        Notes.HiddenRows += isHidden ? 1 : 0;
        return true;
    }

    private bool IsHidden() => xml!.Attribute("hidden"u8) is [(byte)'1' or (byte)'t', ..];

    private int ReadCell(int nextColumn)
    {
        var column = ColumnOf(xml!.Attribute("r"u8), nextColumn);
        if (xml.IsEmpty)
        {
            return column;
        }

        var type = CellTypeOf(xml.Attribute("t"u8));
        _ = XlsxWorkbook.TryInt(xml.Attribute("s"u8), out var style);
        var marks = CellMarks.None;
        string? text = null;
        while (xml.NextTag() && !(xml.IsEnd && xml.Name.SequenceEqual("c"u8)))
        {
            if (xml.IsEnd)
            {
                continue;
            }

            if (xml.Name.SequenceEqual("v"u8) && !xml.IsEmpty)
            {
                text = ValueText(type, style, ref marks);
            }
            else if (xml.Name.SequenceEqual("is"u8))
            {
                text = XlsxWorkbook.ReadRuns(xml, "is"u8);
            }
            else if (xml.Name.SequenceEqual("f"u8))
            {
                marks |= CellMarks.Formula;
            }
        }

        if (!string.IsNullOrEmpty(text))
        {
            if (column >= limits.MaxColumns && !string.IsNullOrWhiteSpace(text))
            {
                throw new ListFileException(new ListFileRefusal.TooManyColumns(
                    fileName, CellPlace.Of(fileName, Sheet, row, column), limits.MaxColumns));
            }

            if (column < limits.MaxColumns)
            {
                cells.AddAt(column, text, marks);
            }
        }

        return column;
    }

    private enum CellType
    {
        Number,
        SharedText,
        Text,
        Boolean,
        Error,
    }

    private static CellType CellTypeOf(ReadOnlySpan<byte> type) => type switch
    {
        [] or [(byte)'n'] => CellType.Number,
        [(byte)'s'] => CellType.SharedText,
        [(byte)'b'] => CellType.Boolean,
        [(byte)'e'] => CellType.Error,
        _ => CellType.Text,
    };

    private string ValueText(CellType type, int style, ref CellMarks marks)
    {
        switch (type)
        {
            case CellType.SharedText:
                return XlsxWorkbook.TryInt(xml!.RawText(), out var index) && index < workbook.Texts.Length
                    ? workbook.Texts[index]
                    : throw new InvalidDataException("shared text");
            case CellType.Boolean:
                return xml!.RawText().SequenceEqual("1"u8) ? "是" : "否";
            case CellType.Error:
                marks |= CellMarks.Error;
                return XlsxWorkbook.ReadText(xml!);
            case CellType.Text:
                return XlsxWorkbook.ReadText(xml!);
            default:
                var shape = (uint)style < (uint)workbook.Styles.Length ? workbook.Styles[style] : NumberShape.General;
                marks |= shape >= NumberShape.Day ? CellMarks.None : CellMarks.Number;
                return NumberText.Of(xml!.RawText(), shape, workbook.Is1904);
        }
    }

    private static int ColumnOf(ReadOnlySpan<byte> reference, int otherwise)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (letter is < (byte)'A' or > (byte)'Z' || column > 100_000)
            {
                break;
            }

            column = (column * 26) + letter - 'A' + 1;
        }

        // Cells come in order; a reference that jumps back would put a text over another.
        return column == 0 || column - 1 < otherwise ? otherwise : column - 1;
    }

    private ListFileException Damaged(Exception inner)
    {
        var sheet = sheetIndex < workbook.Sheets.Count ? Sheet : "";
        return new ListFileException(
            new ListFileRefusal.Truncated(fileName, string.Create(CultureInfo.InvariantCulture, $"工作表“{sheet}”第 {row + 1} 行")), inner);
    }
}
