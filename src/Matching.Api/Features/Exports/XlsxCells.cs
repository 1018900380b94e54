using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>Makes cells. Text is always an inline string, never a formula and never a number.</summary>
internal static class XlsxCells
{
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    public static Cell Text(string text, uint style = XlsxStyles.Text) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new InlineString(new Text(CellText.Inert(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    public static Cell Of(object? value, XlsxType type) => (value, type) switch
    {
        (null or "", _) => new Cell(),
        (DateOnly day, XlsxType.Day) => Number((day.DayNumber - SerialZero.DayNumber).ToString(CultureInfo.InvariantCulture), XlsxStyles.Day),
        (decimal or int or long, XlsxType.Number) => Number(Convert.ToString(value, CultureInfo.InvariantCulture)!, XlsxStyles.Number),
        (double number, XlsxType.Number) when double.IsFinite(number) => Number(number.ToString("R", CultureInfo.InvariantCulture), XlsxStyles.Number),
        _ => Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static Cell Number(string text, uint style) => new() { StyleIndex = style, CellValue = new CellValue(text) };
}
