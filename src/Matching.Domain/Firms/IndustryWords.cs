using System.Text.RegularExpressions;
using Matching.Domain.Text;

namespace Matching.Domain.Firms;

/// <summary>Words for trades taken from the names of GB/T 4754-2017: 铅锌冶炼 as printed, and 速冻食品 out of 速冻食品制造.</summary>
internal static partial class IndustryWords
{
    private const int LongestWord = 6;

    /// <summary>The words, those of one name behind each other; the same word may come several times.</summary>
    public static IEnumerable<string> All()
    {
        foreach (var line in DataFile.Lines("industries.csv"))
        {
            foreach (var piece in Separators().Split(line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]))
            {
                var word = General().Replace(piece, "");
                foreach (var candidate in new[] { word, Activity().Replace(word, "") })
                {
                    if (candidate.Length is >= 2 and <= LongestWord)
                    {
                        yield return candidate;
                    }
                }
            }
        }
    }

    [GeneratedRegex("[、，和及与或（）()]|以及|的")]
    private static partial Regex Separators();

    /// <summary>Words of the classification itself.</summary>
    [GeneratedRegex("^(其他|未列明|相关|各类|一般)+|(未列明|除外|其他)$")]
    private static partial Regex General();

    [GeneratedRegex("(专用设备制造|设备制造|制品制造|制品业|制造业|加工业|服务业|制造|加工|生产|服务|活动|批发|零售|种植|养殖|饲养|采选|开采|修理|经营|业)$")]
    private static partial Regex Activity();
}
