namespace Matching.Domain.Codes;

/// <summary>国民经济行业分类 of GB/T 4754-2017: a section letter A–T and up to four digits, e.g. C, C39, C398, C3982.</summary>
public readonly record struct IndustryCode
{
    private readonly string value;

    private IndustryCode(string value) => this.value = value;

    /// <summary>门类, e.g. C for 制造业; <c>\0</c> for an empty code.</summary>
    public char Section => value is null ? '\0' : value[0];

    /// <summary>大类, e.g. C39; the code itself when it is a section.</summary>
    public IndustryCode Division => value is { Length: > 3 } ? new IndustryCode(value[..3]) : this;

    public override string ToString() => value ?? "";

    /// <summary>True when <paramref name="other"/> is this industry or part of it.</summary>
    public bool Contains(IndustryCode other) =>
        value is not null && other.value is not null && other.value.StartsWith(value, StringComparison.Ordinal);

    /// <summary>Reads <c>C3982</c>, <c>3982</c>, <c>39</c> or <c>C</c>; false when the standard does not name it.</summary>
    public static bool TryParse(string? text, out IndustryCode code)
    {
        var clean = CodeText.Clean(text);
        var key = clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? IndustryTable.WithSection(clean) : clean;
        var ok = key is not null && IndustryTable.IsKnown(key);
        code = ok ? new IndustryCode(key!) : default;
        return ok;
    }
}
