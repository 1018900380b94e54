using System.Globalization;

namespace Matching.Ingest.Normalizing;

/// <summary>The number by which a returned row is known in the file its sender corrects: R and the number of the row.</summary>
public static class ReturnedRow
{
    public static string Print(long row) => string.Create(CultureInfo.InvariantCulture, $"R{row}");

    /// <returns>Null for anything else.</returns>
    public static long? NumberOf(string printed) =>
        printed is ['R' or 'r', .. var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
