using System.Globalization;
using System.Text;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Writes numbers of a workbook as text: days as ISO days, numbers without exponent as long as no digit is invented.</summary>
internal static class NumberText
{
    /// <summary>A double holds fifteen decimal digits for certain; a spreadsheet program drops the rest when one types them.</summary>
    private const double FirstInexact = 1e15;

    private static readonly DateTime Epoch1900 = new(1899, 12, 30);
    private static readonly DateTime Epoch1904 = new(1904, 1, 1);

    public static string Of(ReadOnlySpan<byte> raw, NumberShape shape, bool is1904)
    {
        if (shape == NumberShape.General && raw.Length <= 15 && raw.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            return Encoding.ASCII.GetString(raw);
        }

        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Of(value, shape, is1904)
            : Encoding.UTF8.GetString(raw);
    }

    public static string Of(double value, NumberShape shape, bool is1904)
    {
        if (shape >= NumberShape.Day && TryMoment(value, is1904, out var moment))
        {
            return shape switch
            {
                NumberShape.Month => moment.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                NumberShape.Time => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                _ => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            };
        }

        if (Math.Abs(value) >= FirstInexact)
        {
            // What one sees in the cell: 9.14403E+17 under General, fifteen digits and zeros under a digit format.
            return shape == NumberShape.Digits && Math.Abs(value) < 1e28
                ? decimal.Parse(value.ToString("E14", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("F0", CultureInfo.InvariantCulture)
                : value.ToString("0.#####E+00", CultureInfo.InvariantCulture);
        }

        // Fifteen digits hide the binary tail: 55.799999999999997 is 55.8.
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static bool TryMoment(double serial, bool is1904, out DateTime moment)
    {
        // 2958465 is 9999-12-31; below 1 there is no day. Serial 60 is the 29 February 1900 that never was,
        // so serials before it are one day further from the epoch.
        if (serial is < 0 or > 2958465)
        {
            moment = default;
            return false;
        }

        var days = is1904 || serial >= 60 ? serial : serial + 1;
        var seconds = Math.Round(days * 86400, MidpointRounding.AwayFromZero);
        moment = (is1904 ? Epoch1904 : Epoch1900).AddSeconds(seconds);
        return true;
    }
}
