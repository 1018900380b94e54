using System.IO.Compression;
using System.Security;
using System.Text;

namespace Matching.Ingest.Tests.Reading;

/// <summary>Writes small xlsx files part by part, so that a test decides every byte of them.</summary>
internal sealed class SheetFile
{
    private readonly List<(string Name, bool IsHidden, string Columns, string Data)> sheets = [];
    private readonly Dictionary<string, string> parts = [];

    public static MemoryStream Of(params string[][] rows) => new SheetFile().Sheet("Sheet1", rows).Build();

    public SheetFile Sheet(string name, string[][] rows, bool isHidden = false) =>
        RawSheet(name, string.Concat(rows.Select((cells, index) => Row(index + 1, cells))), isHidden);

    /// <param name="sheetData">XML inside the sheetData element.</param>
    /// <param name="columns">XML of the cols element before it; empty for none.</param>
    public SheetFile RawSheet(string name, string sheetData, bool isHidden = false, string columns = "")
    {
        sheets.Add((name, isHidden, columns, sheetData));
        return this;
    }

    public SheetFile Part(string path, string content)
    {
        parts[path] = content;
        return this;
    }

    public static string Row(int number, IEnumerable<string> cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((text, column) => text.Length == 0 ? "" : Text(column, number, text)))}</row>";

    public static string Text(int column, int row, string text) =>
        $"<c r=\"{Ingest.Reading.CellPlace.Letters(column)}{row}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    public MemoryStream Build()
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Rel}\"><sheets>"
                + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.IsHidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))
                + "</sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Rel}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + "</Relationships>");
            for (var i = 0; i < sheets.Count; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\">{sheets[i].Columns}<sheetData>{sheets[i].Data}</sheetData></worksheet>");
            }

            foreach (var (path, content) in parts)
            {
                Write(zip, path, content);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static void Write(ZipArchive zip, string path, string content)
    {
        using var entry = zip.CreateEntry(path, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
