using System.Buffers;

namespace Matching.Domain.Codes;

/// <summary>统一社会信用代码, GB 32100-2015: [1] authority, [2] body type, [3–8] region of the office, [9–17] organisation code, [18] check.</summary>
/// <remarks>A code that fits its check character is well-formed, nothing more: lists print valid codes of the wrong firm.
/// The region is not looked up, because about two in a hundred issued codes carry one that no edition of GB/T 2260 names.</remarks>
public readonly record struct Uscc
{
    public const int Length = 18;

    /// <summary>The 31 characters of the standard in order of value: digits and letters without I, O, S, V, Z.</summary>
    internal const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> AlphabetSet = SearchValues.Create(Alphabet);

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Authority and body type in use (GB 32100-2015, table 1 with its later additions).</summary>
    private static readonly HashSet<string> BodyTypes =
    [
        "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "54", "55", "59",
        "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "99", "A1", "A9", "N1", "N2", "N3", "N9", "Y1",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BodyTypeLookup =
        BodyTypes.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string value;

    private Uscc(string value) => this.value = value;

    /// <summary>Authority and body type, the first two characters: 91 firm, 92 sole trader, 93 farmers' cooperative, 12 public institution.</summary>
    public string BodyType => value is null ? "" : value[..2];

    /// <summary>True for 91 (企业). Cooperatives (93) are asked for apart, sole traders (92) are never firm candidates.</summary>
    public bool IsFirm => HasBodyType("91");

    public bool IsSoleTrader => HasBodyType("92");

    public bool IsCooperative => HasBodyType("93");

    /// <summary>Region of the office that issued the code; 100000 for the national one. It does not follow the firm when it moves.</summary>
    public RegionCode RegistrationRegion => value is null ? default : new RegionCode(RegionPart(value));

    /// <summary>Positions 9–17 as an organisation code; null when they fail the check of GB 11714-1997.</summary>
    public OrganizationCode? OrganizationCode =>
        Codes.OrganizationCode.TryParse(value?[8..17], out var code) ? code : null;

    public override string ToString() => value ?? "";

    /// <summary>Cleans the text and accepts it when every rule of the standard but the list of regions holds.</summary>
    public static bool TryParse(string? text, out Uscc code)
    {
        var clean = CodeText.Clean(text);
        var ok = IsValid(clean);
        code = ok ? new Uscc(clean) : default;
        return ok;
    }

    /// <summary>Like <see cref="TryParse"/>, but says what is wrong and which neighbouring codes would be right.</summary>
    public static UsccCheck Check(string? text) => UsccExaminer.Examine(text);

    /// <summary>Puts a code together and computes its check character.</summary>
    /// <param name="bodyType">Authority and body type, e.g. <c>91</c>.</param>
    /// <exception cref="ArgumentException">The body type is not in use, or the organisation code holds a letter the credit code lacks.</exception>
    public static Uscc FromParts(string bodyType, RegionCode region, OrganizationCode organizationCode)
    {
        var body = $"{bodyType}{region}{organizationCode}";
        return body.Length == Length - 1
            && IsWellFormed(body)
            && IsKnownBodyType(body)
            ? new Uscc(body + CheckCharacter(body))
            : throw new ArgumentException($"\"{body}\" cannot begin a credit code.", nameof(bodyType));
    }

    internal static bool IsValid(string clean) =>
        clean.Length == Length && IsWellFormed(clean) && IsKnownBodyType(clean) && CheckCharacter(clean) == clean[17];

    internal static bool IsKnownBodyType(string clean) => BodyTypeLookup.Contains(clean.AsSpan(0, 2));

    /// <summary>0-based place of the first character that cannot stand where it does; −1 when all can.</summary>
    internal static int FirstForeignCharacter(ReadOnlySpan<char> clean)
    {
        var foreign = clean.IndexOfAnyExcept(AlphabetSet);
        var letterInRegion = clean.Length < 8 ? -1 : clean[2..8].IndexOfAnyExceptInRange('0', '9');
        return letterInRegion >= 0 && (foreign < 0 || letterInRegion + 2 < foreign) ? letterInRegion + 2 : foreign;
    }

    /// <summary>(31 − Σ cᵢwᵢ mod 31) mod 31 over the first 17 characters; the outer mod makes a remainder of 0 give '0'.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> clean)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * ValueOf(clean[i]);
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static int ValueOf(char c) => char.IsAsciiDigit(c) ? c - '0' : LetterValues[c - 'A'];

    private static readonly int[] LetterValues = [.. Enumerable.Range('A', 26).Select(c => Alphabet.IndexOf((char)c))];

    private static bool IsWellFormed(string clean) => FirstForeignCharacter(clean) < 0;

    private static int RegionPart(string value) =>
        int.Parse(value.AsSpan(2, 6), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    private bool HasBodyType(string type) => value is not null && value.StartsWith(type, StringComparison.Ordinal);
}
