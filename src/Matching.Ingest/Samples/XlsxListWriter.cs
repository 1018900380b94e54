using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Matching.Ingest.Samples;

/// <summary>A workbook written straight into its zip, row by row.</summary>
/// <remarks>Made by hand because the same content must give the same bytes: the packaging library stamps every part with the time of day.</remarks>
internal sealed class XlsxListWriter : IListWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    /// <summary>Excel counts days from 1900 and believes in 29 February 1900, so day 0 is 30 December 1899.</summary>
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    private static readonly DateTimeOffset Stamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive zip;
    private readonly List<string> sheets = [];
    private readonly List<string> merges = [];
    private readonly Dictionary<string, int> strings = [];
    private readonly List<string> stringOrder = [];
    private StreamWriter? sheet;
    private int row;

    public XlsxListWriter(Stream stream) => zip = new ZipArchive(stream, ZipArchiveMode.Create);

    public string SheetName => sheets[^1];

    public void BeginSheet(string name)
    {
        EndSheet();
        sheets.Add(name);
        row = 0;
        sheet = Open(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheets.Count}.xml"));
        sheet.Write($"{Head}<worksheet xmlns=\"{Main}\"><sheetData>");
    }

    public int WriteRow(ReadOnlySpan<ListCell> cells)
    {
        row++;
        var to = sheet!;
        to.Write("<row r=\"");
        to.Write(row);
        to.Write("\">");
        for (var column = 0; column < cells.Length; column++)
        {
            WriteCell(to, cells[column], column);
        }

        to.Write("</row>");
        return row;
    }

    public void Dispose()
    {
        EndSheet();
        WriteStrings();
        WriteParts();
        zip.Dispose();
    }

    private void WriteCell(StreamWriter to, in ListCell cell, int column)
    {
        if (cell.RowSpan > 1 || cell.ColumnSpan > 1)
        {
            merges.Add($"{Reference(column, row)}:{Reference(column + cell.ColumnSpan - 1, row + cell.RowSpan - 1)}");
        }

        if (cell.Text.Length == 0)
        {
            return;
        }

        to.Write("<c r=\"");
        to.Write(Reference(column, row));
        switch (cell.Kind)
        {
            case ListCellKind.Number:
                to.Write("\"><v>");
                to.Write(cell.Text);
                break;
            case ListCellKind.Day:
                to.Write("\" s=\"1\"><v>");
                to.Write(DateOnly.ParseExact(cell.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - SerialZero.DayNumber);
                break;
            case ListCellKind.Formula:
                to.Write("\" t=\"str\"><f>");
                to.Write(SecurityElement.Escape(cell.FormulaText));
                to.Write("</f><v>");
                to.Write(SecurityElement.Escape(cell.Text));
                break;
            default:
                to.Write("\" t=\"s\"><v>");
                to.Write(StringNumber(cell.Text));
                break;
        }

        to.Write("</v></c>");
    }

    private int StringNumber(string text)
    {
        if (!strings.TryGetValue(text, out var number))
        {
            number = stringOrder.Count;
            strings.Add(text, number);
            stringOrder.Add(text);
        }

        return number;
    }

    private void EndSheet()
    {
        if (sheet is null)
        {
            return;
        }

        sheet.Write("</sheetData>");
        if (merges.Count > 0)
        {
            sheet.Write($"<mergeCells count=\"{merges.Count}\">");
            foreach (var merge in merges)
            {
                sheet.Write($"<mergeCell ref=\"{merge}\"/>");
            }

            sheet.Write("</mergeCells>");
            merges.Clear();
        }

        sheet.Write("</worksheet>");
        sheet.Dispose();
        sheet = null;
    }

    private void WriteStrings()
    {
        using var to = Open("xl/sharedStrings.xml");
        to.Write($"{Head}<sst xmlns=\"{Main}\" uniqueCount=\"{stringOrder.Count}\">");
        foreach (var text in stringOrder)
        {
            to.Write("<si><t xml:space=\"preserve\">");
            to.Write(SecurityElement.Escape(text));
            to.Write("</t></si>");
        }

        to.Write("</sst>");
    }

    private void WriteParts()
    {
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        Write("xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
            + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        Write("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + string.Concat(numbers.Select(n => $"<sheet name=\"{SecurityElement.Escape(sheets[n - 1])}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))
            + "</sheets></workbook>");
        Write("xl/_rels/workbook.xml.rels", RelationsOf(
        [
            .. numbers.Select(n => ("worksheet", $"worksheets/sheet{n}.xml")),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ]));
        Write("_rels/.rels", RelationsOf([("officeDocument", "xl/workbook.xml")]));
        const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Write("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Sheet}sheet.main+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Sheet}worksheet+xml\"/>"))
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Sheet}styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Sheet}sharedStrings+xml\"/></Types>");
    }

    private static string RelationsOf(IReadOnlyList<(string Type, string Target)> targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select((target, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/{target.Type}\" Target=\"{target.Target}\"/>"))
        + "</Relationships>";

    private void Write(string part, string xml)
    {
        using var to = Open(part);
        to.Write(Head);
        to.Write(xml);
    }

    private StreamWriter Open(string part)
    {
        var entry = zip.CreateEntry(part, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        return new StreamWriter(entry.Open(), new UTF8Encoding(false), 1 << 16);
    }

    private static string Reference(int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{(column < 26 ? "" : (char)('A' + (column / 26) - 1))}{(char)('A' + (column % 26))}{row}");
}
