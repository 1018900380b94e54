using System.Globalization;

namespace Matching.Ml.Training.Reading;

/// <summary>One cell as a number.</summary>
internal static class Cells
{
    /// <summary>Empty, NA, NaN, NULL, None and ? are missing (NaN).</summary>
    public static bool TryParse(ReadOnlySpan<char> cell, out float value)
    {
        cell = cell.Trim();
        if (cell.Length == 0)
        {
            value = float.NaN;
            return true;
        }

        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        if (cell.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            // Other tools write infinities so; they are read as such and refused by name later.
            value = cell[0] == '-' ? float.NegativeInfinity : float.PositiveInfinity;
            return true;
        }

        value = float.NaN;
        return cell is "?" || cell.Equals("NA", StringComparison.OrdinalIgnoreCase) || cell.Equals("NaN", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("NULL", StringComparison.OrdinalIgnoreCase) || cell.Equals("None", StringComparison.OrdinalIgnoreCase);
    }
}
