namespace Matching.Domain.Codes;

/// <summary>组织机构代码, GB 11714-1997: eight digits or letters and a check character. Positions 9–17 of a credit code.</summary>
/// <remarks>Letters count A = 10 … Z = 35, all 36 of them. The credit code skips five letters and so gives other values
/// from J on: the part inside a credit code must still be checked with the values used here.</remarks>
public readonly record struct OrganizationCode
{
    public const int Length = 9;

    private static readonly int[] Weights = [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string value;

    private OrganizationCode(string value) => this.value = value;

    /// <summary>The first eight characters.</summary>
    public string Body => value is null ? "" : value[..8];

    public override string ToString() => value ?? "";

    /// <summary>The form old lists print, <c>12345678-9</c>.</summary>
    public string ToHyphenated() => value is null ? "" : $"{value[..8]}-{value[8]}";

    /// <summary>Reads the nine characters with or without the hyphen; false when the check character does not fit.</summary>
    public static bool TryParse(string? text, out OrganizationCode code)
    {
        var clean = CodeText.Clean(text);
        var ok = clean.Length == Length
            && TryCheckCharacter(clean.AsSpan(0, 8), out var check)
            && clean[8] == check;
        code = ok ? new OrganizationCode(clean) : default;
        return ok;
    }

    /// <summary>Adds the check character to the eight that are issued.</summary>
    /// <exception cref="ArgumentException">Not eight digits or capital letters.</exception>
    public static OrganizationCode FromBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return TryCheckCharacter(body, out var check)
            ? new OrganizationCode(body + check)
            : throw new ArgumentException($"\"{body}\" is not eight digits or capital letters.", nameof(body));
    }

    private static bool TryCheckCharacter(ReadOnlySpan<char> body, out char check)
    {
        check = default;
        if (body.Length != Weights.Length)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            {
                return false;
            }

            sum += Weights[i] * (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10);
        }

        check = (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var d => (char)('0' + d) };
        return true;
    }
}
