using System.Globalization;
using System.Text.RegularExpressions;

namespace Matching.Ingest.Normalizing.Shape;

/// <summary>A row that names what the rows after it have in common: 一等奖, 杭州市（12家）, 二、重点项目.</summary>
/// <param name="Text">Without numbering and without the count.</param>
/// <param name="Count">Rows it announces; null when it does not.</param>
internal sealed partial record SectionLabel(string Text, int? Count)
{
    public static SectionLabel Parse(string printed)
    {
        var text = CellText.WithoutBlanks(printed);
        var count = CountTail().Match(text);
        if (count.Success)
        {
            text = text[..count.Index];
        }

        text = Numbering().Replace(text, "");
        return new SectionLabel(
            text.TrimEnd('：', ':'),
            count.Success ? int.Parse(count.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) : null);
    }

    public bool IsGrade => Grade().IsMatch(Text);

    public bool IsAwardKind => Text.EndsWith('奖') && !IsGrade;

    [GeneratedRegex(@"[(（【]?(共|计|共计)?(?<n>\d{1,6})(家|项|个|户|条|名)(企业|项目)?[)）】]?$")]
    private static partial Regex CountTail();

    [GeneratedRegex(@"^(第[一二三四五六七八九十]+[、．.部分]+|[一二三四五六七八九十]+[、．.]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、．.])")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"^(特|一|二|三|1|2|3)等奖?$|^(金|银|铜|优秀)奖$|^创新团队$")]
    private static partial Regex Grade();
}
