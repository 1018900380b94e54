using System.Globalization;

namespace Matching.Domain.Firms;

/// <summary>Identity of a firm or other unit in this product: issued once, from 1 up, never reused. Printed as <c>F0000001</c>.</summary>
public readonly record struct FirmId(long Value) : IComparable<FirmId>
{
    public int CompareTo(FirmId other) => Value.CompareTo(other.Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"F{Value:D7}");

    /// <summary>Reads <c>F0000001</c> or a bare positive number.</summary>
    public static bool TryParse(string? text, out FirmId id)
    {
        var digits = text.AsSpan().Trim();
        if (digits.Length > 0 && (digits[0] is 'F' or 'f'))
        {
            digits = digits[1..];
        }

        var ok = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        id = ok ? new FirmId(value) : default;
        return ok;
    }
}
