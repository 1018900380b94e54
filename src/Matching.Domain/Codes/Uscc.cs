namespace Matching.Domain.Codes;

/// <summary>统一社会信用代码, GB 32100-2015.</summary>
public readonly record struct Uscc
{
    private readonly string value;

    private Uscc(string value) => this.value = value;

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out Uscc code)
    {
        code = default;
        return false;
    }
}
