namespace Matching.Domain.Codes;

/// <summary>15-digit 注册号, GS 15-2006.</summary>
public readonly record struct RegistrationNumber
{
    private readonly string value;

    private RegistrationNumber(string value) => this.value = value;

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out RegistrationNumber code)
    {
        code = default;
        return false;
    }
}
