using System.Globalization;
using Matching.Domain.Calendar;

namespace Matching.Api.Features.Shared;

/// <summary>Values as people read them: days, Beijing time, money in 万元.</summary>
public static class Shown
{
    /// <summary>What stands where a source states nothing.</summary>
    public const string Unknown = "—";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>E.g. 2025年3月20日, for sentences.</summary>
    public static string LongDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>Beijing time to the minute.</summary>
    public static string Moment(DateTimeOffset? moment) =>
        moment?.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>Yuan as 万元 with thousands separators; up to four decimals, none when whole.</summary>
    public static string Wan(decimal? cny) =>
        cny is { } value ? (value / 10000m).ToString("#,##0.####", CultureInfo.InvariantCulture) + " 万元" : Unknown;

    public static string Points(decimal? points) => points?.ToString("0.00", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>With its sign, for contributions.</summary>
    public static string SignedPoints(decimal points) => points.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
