using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>The list itself: a header that stays in view, then the rows as they come.</summary>
internal static class XlsxListSheet
{
    public static async Task<int> WriteAsync(Stream part, XlsxSheet sheet, CancellationToken cancellationToken)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartDocument(true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
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
        writer.WriteElement(new Row(sheet.Columns.Select(column => XlsxCells.Text(column.Title, XlsxStyles.Header))));

        var written = 0;
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            if (written == XlsxWriter.MostRows - 1)
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
