using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>What was exported, by whom, from which data, what the columns mean, and what the numbers are not.</summary>
internal static class XlsxCoverSheet
{
    public static void Write(Stream part, XlsxCover cover, IReadOnlyList<XlsxColumn> columns)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument(true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new Columns(
            new Column { Min = 1, Max = 1, Width = 20, CustomWidth = true },
            new Column { Min = 2, Max = 2, Width = 90, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(XlsxCells.Text(cover.Title, XlsxStyles.Title)));
        foreach (var (label, value) in cover.Facts)
        {
            writer.WriteElement(Line(label, value));
        }

        writer.WriteElement(Line("声明", XlsxCover.Disclaimer));
        writer.WriteElement(new Row());
        writer.WriteElement(new Row(XlsxCells.Text("字段说明", XlsxStyles.Header), XlsxCells.Text("", XlsxStyles.Header)));
        foreach (var column in columns.Where(column => column.Note.Length > 0))
        {
            writer.WriteElement(Line(column.Title, column.Note));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Row Line(string label, string value) => new(XlsxCells.Text(label), XlsxCells.Text(value));
}
