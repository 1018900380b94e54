namespace Matching.Domain.Libraries;

/// <summary>How much an issue weighs.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; the row is used.</summary>
    Notice = 1,

    /// <summary>A cell was left out; the rest of the row is used.</summary>
    Warning = 2,

    /// <summary>The row is rejected.</summary>
    Error = 3,
}

/// <summary>Something wrong or odd with one row: where, what was found, and what would be right.</summary>
/// <param name="Code">Stable kebab-case name, e.g. <c>uscc-check</c>; groups rows in reports.</param>
/// <param name="Severity">Whether the row is still used.</param>
/// <param name="Column">Column letter(s) as a spreadsheet shows them, or empty when the row as a whole is meant.</param>
/// <param name="Value">The text found, cut to 60 characters; empty when a value is missing.</param>
/// <param name="Text">Chinese sentence that says what to do.</param>
public sealed record RowIssue(string Code, IssueSeverity Severity, string Column, string Value, string Text);
