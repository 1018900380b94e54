using System.Globalization;

namespace Matching.Domain.Codes;

/// <summary>A region code of GB/T 2260: six digits, two each for province, city and county.</summary>
/// <remarks>110000–829999, or 100000 for the whole country (the national office issues credit codes under it).
/// Later editions withdraw codes and never give them to another place; the region table knows every edition.
/// The region inside a credit code is the registering office's and does not move with the firm.</remarks>
public readonly record struct RegionCode(int Value) : IComparable<RegionCode>
{
    /// <summary>The whole country.</summary>
    public static readonly RegionCode Nation = new(100000);

    public bool IsNation => Value == Nation.Value;

    public bool IsProvince => Value % 10000 == 0 && !IsNation && Value != 0;

    public bool IsCity => Value % 100 == 0 && Value % 10000 != 0;

    public bool IsCounty => Value % 100 != 0;

    /// <summary>First two digits, e.g. 42 for 湖北.</summary>
    public int ProvincePrefix => Value / 10000;

    public RegionCode ProvinceOf => new(Value / 10000 * 10000);

    /// <summary>The city the code lies in; a province stands for itself.</summary>
    public RegionCode CityOf => new(Value / 100 * 100);

    /// <summary>True when <paramref name="other"/> is this region or lies in it, by the digits alone.</summary>
    public bool Contains(RegionCode other) =>
        IsNation
        || Value == other.Value
        || (IsProvince && other.ProvinceOf == this)
        || (IsCity && other.CityOf == this);

    public int CompareTo(RegionCode other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Reads six digits in the range of the standard; does not ask whether an edition names the code.</summary>
    public static bool TryParse(string? text, out RegionCode code)
    {
        var clean = CodeText.Clean(text);
        var value = 0;
        var ok = clean.Length == 6
            && int.TryParse(clean, NumberStyles.None, CultureInfo.InvariantCulture, out value)
            && IsInRange(value);
        code = ok ? new RegionCode(value) : default;
        return ok;
    }

    internal static bool IsInRange(int value) => value is (>= 110000 and <= 829999) or 100000;
}
