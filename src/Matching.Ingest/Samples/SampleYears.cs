using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>The years the sample lists speak of, and how days are printed.</summary>
internal static class SampleYears
{
    public const int First = 2021;
    public const int Last = 2025;

    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(First, Last - First + 1)];

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Chinese(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");
}
