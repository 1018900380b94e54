using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>The list itself: a header that stays in view, then the rows as they come.</summary>
internal static class XlsxListSheet
{
    public static async Task<int> WriteAsync(Stream part, XlsxSheet sheet, CancellationToken cancellationToken)
    {
        var head = sheet.Above.Count + 1;
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument(true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = head, TopLeftCell = FormattableString.Invariant($"A{head + 1}"), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        {
            WorkbookViewId = 0,
        }));
        writer.WriteElement(new Columns(sheet.Columns.Select((column, index) => new Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        foreach (var line in sheet.Above)
        {
            writer.WriteElement(new Row(line.Select(text => XlsxCells.Text(text, XlsxStyles.Header))));
        }

        writer.WriteElement(new Row(sheet.Columns.Select(column => XlsxCells.Text(column.Title, XlsxStyles.Header))));

        var written = 0;
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            if (written == XlsxWriter.MostRows - head)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"a sheet holds {XlsxWriter.MostRows} rows"), nameof(sheet));
            }

            writer.WriteElement(new Row(row.Select((value, index) => XlsxCells.Of(value, sheet.Columns[index].Type))));
            written++;
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        return written;
    }
}
