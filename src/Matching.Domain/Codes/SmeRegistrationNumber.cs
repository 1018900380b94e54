using System.Globalization;

namespace Matching.Domain.Codes;

/// <summary>入库登记编号 of a tech SME: year 4, region 6, mark of direct pass, one digit, serial 6; 18 characters.</summary>
/// <remarks>No published text fixes the shape, so the check is soft: length, a plausible year and region.
/// A number that fails is worth a notice and never a reason to reject its row.</remarks>
public readonly record struct SmeRegistrationNumber
{
    public const int Length = 18;

    /// <summary>The rules of 2017 (国科发政〔2017〕115号) began the numbers.</summary>
    private const int FirstYear = 2017;

    private readonly string value;

    private SmeRegistrationNumber(string value) => this.value = value;

    /// <summary>The number is good for this calendar year; 0 for an empty number.</summary>
    public int Year => value is null ? 0 : Number(value.AsSpan(0, 4));

    public RegionCode Region => value is null ? default : new RegionCode(Number(value.AsSpan(4, 6)));

    /// <summary><c>0</c>, or the letter of the condition that let the firm pass without the score of 60.</summary>
    public char DirectPassMark => value is null ? '0' : value[10];

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out SmeRegistrationNumber code)
    {
        var clean = CodeText.Clean(text);
        var ok = clean.Length == Length
            && CodeText.IsDigits(clean.AsSpan(0, 10))
            && Number(clean.AsSpan(0, 4)) is >= FirstYear and < 2100
            && RegionCode.IsInRange(Number(clean.AsSpan(4, 6)))
            && IsLettersOrDigits(clean.AsSpan(10));
        code = ok ? new SmeRegistrationNumber(clean) : default;
        return ok;
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsLettersOrDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
