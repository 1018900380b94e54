using DocumentFormat.OpenXml.Spreadsheet;

namespace Matching.Api.Features.Exports;

/// <summary>The few cell formats exports use; numbers are positions in <see cref="CellFormats"/>.</summary>
internal static class XlsxStyles
{
    public const uint Text = 1;
    public const uint Number = 2;
    public const uint Day = 3;
    public const uint Header = 4;
    public const uint Title = 5;

    private const uint DayFormat = 164;

    // built-in formats: 49 is "@" (text), 0 is General
    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" }),
        new Fonts(
            Font(11, false),
            Font(11, true),
            Font(16, true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EDF5" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            Format(49, wrap: true),
            Format(0),
            Format(DayFormat),
            Format(49, font: 1, fill: 2, wrap: true),
            Format(49, font: 2)));

    private static Font Font(double size, bool bold)
    {
        var font = new Font();
        if (bold)
        {
            font.AppendChild(new Bold());
        }

        font.AppendChild(new FontSize { Val = size });
        font.AppendChild(new FontName { Val = "等线" });
        return font;
    }

    private static CellFormat Format(uint number, uint font = 0, uint fill = 0, bool wrap = false)
    {
        var format = new CellFormat
        {
            NumberFormatId = number,
            ApplyNumberFormat = true,
            FontId = font,
            ApplyFont = font != 0,
            FillId = fill,
            ApplyFill = fill != 0,
            ApplyAlignment = wrap,
        };
        if (wrap)
        {
            format.Alignment = new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true };
        }

        return format;
    }
}
