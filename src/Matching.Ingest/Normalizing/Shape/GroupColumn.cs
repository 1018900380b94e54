namespace Matching.Ingest.Normalizing.Shape;

/// <summary>Fills a group-like column (region, grade, kind) down when it is printed only in the first row of each group.</summary>
/// <remarks>A column that repeats its value from row to row is no such column: there an empty cell means "not stated".</remarks>
internal sealed class GroupColumn
{
    private string value = "";
    private int filled;
    private int empty;
    private bool repeats;
    private bool hasCount;

    public string Read(string printed)
    {
        if (printed.Length == 0)
        {
            empty++;
            return value.Length > 0 && !repeats && (hasCount || empty * 2 >= filled) ? value : "";
        }

        filled++;
        var label = printed[^1] is ')' or '）' ? SectionLabel.Parse(printed) : null;
        hasCount |= label?.Count is not null;
        var text = label?.Count is null ? printed : label.Text;
        repeats |= text == value;
        value = text;
        return text;
    }
}
