using System.Globalization;

namespace Matching.Domain.Codes;

/// <summary>Number of a high-tech-firm certificate: <c>GR</c>, year, province, six serial digits; 14 characters.</summary>
/// <remarks>The first letters are GR recognised, GF re-examined (until about 2015), GS moved in from another province.
/// A renamed firm keeps number and validity, so the number links the old name to the new one.</remarks>
public readonly record struct CertificateNumber
{
    public const int Length = 14;

    private readonly string value;

    private CertificateNumber(string value) => this.value = value;

    /// <summary>Year of recognition; 0 for an empty number.</summary>
    public int Year => Digits(2, 4);

    /// <summary>First two digits of the province's region code, e.g. 42; 0 for an empty number.</summary>
    public int ProvincePrefix => Digits(6, 2);

    public RegionCode Province => new(ProvincePrefix * 10000);

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out CertificateNumber code)
    {
        var clean = CodeText.Clean(text);
        var ok = clean.Length == Length
            && clean[0] == 'G'
            && (clean[1] is 'R' or 'F' or 'S')
            && CodeText.IsDigits(clean.AsSpan(2))
            && clean.AsSpan(2, 2).SequenceEqual("20");
        code = ok ? new CertificateNumber(clean) : default;
        return ok;
    }

    private int Digits(int start, int length) =>
        value is null ? 0 : int.Parse(value.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
