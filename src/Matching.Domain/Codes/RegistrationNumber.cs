using System.Globalization;

namespace Matching.Domain.Codes;

/// <summary>15-digit 工商注册号, GS 15-2006: six digits of the office, eight serial, one check digit by ISO 7064 MOD 11,10.</summary>
public readonly record struct RegistrationNumber
{
    public const int Length = 15;

    private readonly string value;

    private RegistrationNumber(string value) => this.value = value;

    /// <summary>The office that registered the firm; default for an empty number.</summary>
    public RegionCode Office => value is null ? default : new RegionCode(int.Parse(value.AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>First serial digit 6–9: a sole trader (个体工商户), which cannot be a firm candidate.</summary>
    public bool IsSoleTrader => value is not null && value[6] >= '6';

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out RegistrationNumber code)
    {
        var clean = CodeText.Clean(text);
        var ok = clean.Length == Length && CodeText.IsDigits(clean) && Remainder(clean) == 1;
        code = ok ? new RegistrationNumber(clean) : default;
        return ok;
    }

    /// <summary>The recursive product of MOD 11,10 carried over all digits, the check digit included; 1 when it fits.</summary>
    private static int Remainder(string digits)
    {
        var product = 10;
        for (var i = 0; i < Length - 1; i++)
        {
            var sum = (product + (digits[i] - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (product + (digits[Length - 1] - '0')) % 10;
    }
}
