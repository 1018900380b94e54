namespace Matching.Domain.Codes;

/// <summary>High-tech certificate number.</summary>
public readonly record struct CertificateNumber
{
    private readonly string value;

    private CertificateNumber(string value) => this.value = value;

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out CertificateNumber code)
    {
        code = default;
        return false;
    }
}
