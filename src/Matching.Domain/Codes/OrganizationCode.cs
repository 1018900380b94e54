namespace Matching.Domain.Codes;

/// <summary>组织机构代码, GB 11714-1997.</summary>
public readonly record struct OrganizationCode
{
    private readonly string value;

    private OrganizationCode(string value) => this.value = value;

    public override string ToString() => value ?? "";

    public static bool TryParse(string? text, out OrganizationCode code)
    {
        code = default;
        return false;
    }
}
