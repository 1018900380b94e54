using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>Writes a workbook row by row; memory does not grow with the rows.</summary>
/// <remarks>The parts go straight into a zip: the package classes of the SDK keep a whole workbook in memory until it is closed.</remarks>
public static class XlsxWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Rows a sheet can hold, header included.</summary>
    public const int MostRows = 1_048_576;

    private const string WorkbookRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <param name="cover">First sheet; null for lists that are meant to be loaded again.</param>
    /// <returns>Rows written, header not counted.</returns>
    public static async Task<int> WriteAsync(Stream output, XlsxCover? cover, XlsxSheet sheet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        string[] names = cover is null ? [sheet.Name] : ["说明", sheet.Name];
        WriteFrame(zip, names);
        if (cover is not null)
        {
            await using var part = Part(zip, "xl/worksheets/sheet1.xml");
            XlsxCoverSheet.Write(part, cover, sheet.Columns);
        }

        await using var list = Part(zip, $"xl/worksheets/sheet{names.Length}.xml");
        return await XlsxListSheet.WriteAsync(list, sheet, cancellationToken);
    }

    private static void WriteFrame(ZipArchive zip, string[] sheetNames)
    {
        var overrides = string.Concat(sheetNames.Select((_, index) =>
            $"""<Override PartName="/xl/worksheets/sheet{index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""));
        WriteText(zip, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{overrides}</Types>
            """);
        WriteText(zip, "_rels/.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{WorkbookRelation}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        var relations = string.Concat(sheetNames.Select((_, index) =>
            $"""<Relationship Id="rId{index + 1}" Type="{WorkbookRelation}/worksheet" Target="worksheets/sheet{index + 1}.xml"/>"""));
        WriteText(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}<Relationship Id="rIdStyles" Type="{WorkbookRelation}/styles" Target="styles.xml"/></Relationships>
            """);
        WriteElement(zip, "xl/styles.xml", XlsxStyles.Sheet());
        WriteElement(zip, "xl/workbook.xml", new Workbook(new Sheets(sheetNames.Select((name, index) =>
            new Sheet { Name = SheetName(name), SheetId = (uint)index + 1, Id = $"rId{index + 1}" }))));
    }

    /// <summary>Excel refuses these characters and more than 31 of any.</summary>
    private static string SheetName(string name)
    {
        var clean = new string([.. name.Where(c => c >= ' ' && !char.IsSurrogate(c) && !"[]:*?/\\'".Contains(c, StringComparison.Ordinal))]).Trim();
        return clean.Length == 0 ? "名单" : clean[..Math.Min(clean.Length, 31)];
    }

    private static void WriteText(ZipArchive zip, string path, string text)
    {
        using var writer = new StreamWriter(Part(zip, path), new UTF8Encoding(false));
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        writer.Write(text);
    }

    private static void WriteElement(ZipArchive zip, string path, OpenXmlElement element)
    {
        using var part = Part(zip, path);
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument(true);
        writer.WriteElement(element);
    }

    private static Stream Part(ZipArchive zip, string path) => zip.CreateEntry(path, CompressionLevel.Fastest).Open();
}
