namespace Matching.Domain.Codes;

/// <summary>入库登记编号.</summary>
public readonly record struct SmeRegistrationNumber
{
    private readonly string value;

    private SmeRegistrationNumber(string value) => this.value = value;

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out SmeRegistrationNumber code)
    {
        code = default;
        return false;
    }
}
