using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Reads cells that name units.</summary>
internal static class UnitCells
{
    /// <summary>The name of the one unit a row is about; empty when the cell holds none.</summary>
    public static string Name(RowView row, ListColumn column)
    {
        var text = row.Text(column);
        if (text.Length == 0 || IsUsable(text))
        {
            return text;
        }

        row.Add("name-unusable", IssueSeverity.Warning, column, text, $"“{text}”不像单位名称，已按空白处理。请填写单位全称");
        return "";
    }

    /// <summary>Adds the units of a cell in printed order; a unit named twice keeps its first place.</summary>
    public static void AddAll(RowView row, ListColumn column, UnitRole role, List<UnitMention> units)
    {
        var index = row.IndexOf(column);
        AddAll(row, index, role, units);
    }

    public static void AddAll(RowView row, int index, UnitRole role, List<UnitMention> units) => AddAll(row, row.Text(index), index, role, units);

    public static void AddAll(RowView row, string text, int index, UnitRole role, List<UnitMention> units)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (var name in NameSplit.Units(text))
        {
            if (!IsUsable(name))
            {
                row.Add("name-unusable", IssueSeverity.Warning, index, name, $"“{name}”不像单位名称，已略去。请填写单位全称");
            }
            else if (!units.Exists(unit => unit.PrintedName == name && unit.Role == role))
            {
                units.Add(Mention(units.Count + 1, role, name));
            }
        }
    }

    public static UnitMention Mention(int position, UnitRole role, string printed, StatedCodes codes = default, string? formerName = null)
    {
        var former = formerName;
        if (former is null && printed[^1] is ')' or '）')
        {
            former = FirmName.Parse(printed).FormerName;
        }

        return new UnitMention(position, role, printed, codes.Uscc, codes.OrganizationCode, codes.RegistrationNumber, former);
    }

    /// <summary>Two letters or Han characters at least: numbers and single marks are slips of column.</summary>
    public static bool IsUsable(string name)
    {
        var letters = 0;
        foreach (var c in name)
        {
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters >= 2;
    }
}
