using System.Globalization;
using System.Text.RegularExpressions;
using Matching.Domain.Calendar;

namespace Matching.Domain.Text;

/// <summary>Reads dates and periods as lists print them. A batch (2021年第四批) is no date.</summary>
public static partial class DayText
{
    /// <summary>1900-03-01; earlier serials are one off for a leap day that never was, and no list reaches so far back.</summary>
    private const int FirstSerial1900 = 61;

    private const int LastSerial = 109574;

    /// <summary>Reads 2021年11月3日, 2021-11-3, 2021.11, 2021/11/03, 20211103, 202111, 2021年 and spreadsheet serials.</summary>
    /// <param name="uses1904">The workbook counts days from 1904.</param>
    public static bool TryParse(string? text, out DayReading day, bool uses1904 = false)
    {
        var folded = TimeOfDay().Replace(TextFold.Fold(text), "").Replace(" ", "", StringComparison.Ordinal);
        if (Written().Match(folded) is { Success: true } written)
        {
            return TryMake(written, out day);
        }

        if (Serial().IsMatch(folded)
            && double.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && TryFromSerial(serial, uses1904, out var date))
        {
            day = new DayReading(date, DayPrecision.Day);
            return true;
        }

        day = default;
        return false;
    }

    /// <summary>The day a spreadsheet's number stands for; false outside 1900-03-01 … 2199-12-31.</summary>
    public static bool TryFromSerial(double serial, bool uses1904, out DateOnly date)
    {
        var shifted = Math.Floor(serial) + (uses1904 ? 1462 : 0);
        var ok = shifted is >= FirstSerial1900 and <= LastSerial;
        date = ok ? new DateOnly(1899, 12, 30).AddDays((int)shifted) : default;
        return ok;
    }

    /// <summary>Reads 2022-1至2024-12, 2023年03月至2025年03月, 2022.01-2024.12, 2020-05-01起长期. Both ends as stated belong to the period.</summary>
    public static bool TryParsePeriod(string? text, out Validity period)
    {
        var folded = TextFold.Fold(text).Replace(" ", "", StringComparison.Ordinal);
        foreach (Match separator in Separator().Matches(folded))
        {
            var left = folded[..separator.Index].TrimEnd('起', '自', '从').TrimStart('自', '从');
            var right = folded[(separator.Index + separator.Length)..].TrimEnd('止');
            if (!TryParse(left, out var first))
            {
                continue;
            }

            if (right is "" or "长期" or "今" or "无固定期限" or "永久")
            {
                period = new Validity(first.First, null);
                return true;
            }

            if (TryParse(right, out var last) && first.First <= last.Last)
            {
                period = new Validity(first.First, last.Last.AddDays(1));
                return true;
            }
        }

        period = default;
        return false;
    }

    [GeneratedRegex(@"^(?<y>(19|20|21)\d\d)((?<s>[-./])(?<m>\d{1,2})(\k<s>(?<d>\d{1,2}))?|年((?<m>\d{1,2})月((?<d>\d{1,2})[日号]?)?)?度?|(?<m>0[1-9]|1[0-2])(?<d>\d\d)?)?$")]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<=[\d日号])[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^\d{2,6}(\.\d+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"至|到|~|—+|–|−|-+|起|/")]
    private static partial Regex Separator();

    private static bool TryMake(Match match, out DayReading day)
    {
        day = default;
        var year = Number(match.Groups["y"]);
        var month = match.Groups["m"].Success ? Number(match.Groups["m"]) : 0;
        var dayOfMonth = match.Groups["d"].Success ? Number(match.Groups["d"]) : 0;
        if ((match.Groups["m"].Success && month is < 1 or > 12)
            || (match.Groups["d"].Success && (dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))))
        {
            return false;
        }

        day = new DayReading(
            new DateOnly(year, Math.Max(month, 1), Math.Max(dayOfMonth, 1)),
            dayOfMonth > 0 ? DayPrecision.Day : month > 0 ? DayPrecision.Month : DayPrecision.Year);
        return true;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
