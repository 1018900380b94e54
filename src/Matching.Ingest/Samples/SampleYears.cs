using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>The years the sample lists speak of, and how days are printed.</summary>
internal static class SampleYears
{
    public const int First = 2022;
    public const int Last = 2026;

    /// <summary>No list is published after this day, so the last year is not complete.</summary>
    public static readonly DateOnly End = new(2026, 10, 31);

    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(First, Last - First + 1)];

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Chinese(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
