using System.Globalization;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Fills a group-like column (region, grade, kind) down when it is printed only in the first row of each group, and counts the group.</summary>
/// <remarks>A column that repeats its value from row to row is no such column: there an empty cell means "not stated".</remarks>
internal sealed class GroupColumn
{
    private string printedLast = "";
    private string value = "";
    private int filled;
    private int empty;
    private bool repeats;
    private int? announced;
    private int firstRow;
    private int seen;
    private bool hasCount;

    /// <summary>Set by <see cref="Read"/> and <see cref="Close"/> when the group that has ended announced another number of rows than it had.</summary>
    public string? Notice { get; private set; }

    public string Read(string printed, int row)
    {
        Notice = null;
        if (printed.Length == 0)
        {
            empty++;
            seen++;
            return value.Length > 0 && !repeats && (hasCount || empty * 2 >= filled) ? value : "";
        }

        filled++;
        if (printed == printedLast)
        {
            repeats = true;
            seen++;
            return value;
        }

        Close();
        printedLast = printed;
        var label = printed[^1] is ')' or '）' && printed.AsSpan().ContainsAnyInRange('0', '9') ? SectionLabel.Parse(printed) : null;
        var text = label?.Count is null ? printed : label.Text;
        repeats |= text == value;
        (value, announced, firstRow, seen) = (text, label?.Count, row, 1);
        hasCount |= announced is not null;
        return text;
    }

    /// <summary>Ends the group.</summary>
    public void Close()
    {
        Notice = announced is { } count && count != seen
            ? string.Create(CultureInfo.InvariantCulture, $"第 {firstRow} 行写明“{value}”有 {count} 家，实际有 {seen} 行。请核对是否缺行或多行")
            : null;
        announced = null;
    }
}
