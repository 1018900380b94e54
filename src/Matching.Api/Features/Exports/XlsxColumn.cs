namespace Matching.Api.Features.Exports;

/// <summary>How a column's values are typed in the sheet.</summary>
public enum XlsxType
{
    /// <summary>Text, also when it looks like a number: codes keep their leading zeros and all their digits.</summary>
    Text = 1,

    Number = 2,

    Day = 3,
}

/// <summary>A column of an exported list.</summary>
/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
/// <param name="Note">What the value means, for the cover sheet; empty when the title says it all.</param>
public sealed record XlsxColumn(string Title, XlsxType Type = XlsxType.Text, int Width = 16, string Note = "");
