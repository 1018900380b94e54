using System.Text.RegularExpressions;
using Matching.Domain.Text;

namespace Matching.Domain.Libraries.Supply;

/// <summary>What lists that come again and again have in common: their name without the year and the day. Batches stay apart, for each has its own time of the year.</summary>
public static partial class ListSeries
{
    /// <param name="fileName">As handed over, with its ending.</param>
    /// <returns>E.g. 湖北省第一批入库科技型中小企业名单公告 for 湖北省2026年第一批入库科技型中小企业名单公告_2026-06-28.xlsx; the name itself where nothing else is left.</returns>
    public static string NameOf(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var name = TextFold.Fold(Ending().Replace(fileName, ""));
        name = Empty().Replace(Year().Replace(Day().Replace(name, ""), ""), "");
        name = name.Trim(' ', '_', '-', '.');
        return name.Length > 0 ? name : fileName;
    }

    [GeneratedRegex(@"\.[A-Za-z]{2,5}(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    /// <summary>2026-06-28, 20260628, 2026年6月28日, 截至2026年12月31日.</summary>
    [GeneratedRegex("(截至|截止)?(19|20)[0-9]{2}(年[0-9]{1,2}月([0-9]{1,2}日)?|[-._/][0-9]{1,2}[-._/][0-9]{1,2}|(0[1-9]|1[0-2])([0-2][0-9]|3[01]))")]
    private static partial Regex Day();

    [GeneratedRegex("(19|20)[0-9]{2}(年度|年|度)?")]
    private static partial Regex Year();

    /// <summary>Brackets nothing is left in.</summary>
    [GeneratedRegex(@"[(（]\s*[)）]")]
    private static partial Regex Empty();
}
