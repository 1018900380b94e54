namespace Matching.Api.Features.Exports;

/// <summary>A list to write: its name, columns and rows. Values are <see cref="string"/>, numbers, <see cref="DateOnly"/> or null, as the column has it.</summary>
public sealed record XlsxSheet(string Name, IReadOnlyList<XlsxColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Rows of text above the header: titles, the upper row of a two-row header.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Above { get; init; } = [];
}

/// <summary>First sheet of an export: what it is, where it comes from, and what it must not be taken for.</summary>
/// <param name="Facts">Label and value in printed order: query, user, time, index version, as-of day …</param>
public sealed record XlsxCover(string Title, IReadOnlyList<(string Label, string Value)> Facts)
{
    public const string Disclaimer = "推荐分供银行内部决策参考，不是信用评级；名单仅限授权用途，不得转交第三方。";
}
