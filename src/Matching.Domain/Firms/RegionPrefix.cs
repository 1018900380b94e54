using Matching.Domain.Codes;

namespace Matching.Domain.Firms;

/// <summary>Finds the regions a name begins with, from wide to narrow.</summary>
internal static class RegionPrefix
{
    private const int MostTokens = 4;

    /// <summary>Words that begin with the last character of a written-out region: 武汉市政 is 武汉 + 市政, not 武汉市 + 政.</summary>
    private static readonly string[] WordsAcross = ["市政", "市场", "市民", "市容", "市郊", "市内", "区域", "区块", "县域", "省际", "州际"];

    /// <summary>The next region token of <paramref name="name"/> at <paramref name="start"/> inside <paramref name="within"/>; null when none follows.</summary>
    public static RegionMatch? Next(ReadOnlySpan<char> name, int start, RegionCode within)
    {
        if (RegionGazetteer.AtStart(name[start..], within) is not { IsAmbiguous: false } match)
        {
            return null;
        }

        var end = start + match.Length;
        if (match.HasSuffix && BeginsWordAcross(name[(end - 1)..])
            && RegionGazetteer.AtStart(name[start..(end - 1)], within) is { IsAmbiguous: false } shorter && shorter.Length == match.Length - 1)
        {
            return shorter;
        }

        return match;
    }

    /// <summary>Writes the name with every region in front in its short form, so that 湖北省武汉市X and 湖北武汉X are one.</summary>
    /// <remarks>A suffix stays where the short form means another place: 吉林市 is not 吉林, 长沙县 is not 长沙.</remarks>
    public static string Shorten(string name)
    {
        System.Text.StringBuilder? shortened = null;
        var (start, within) = (0, RegionCode.Nation);
        for (var i = 0; i < MostTokens && Next(name, start, within) is { } match && start + match.Length < name.Length; i++)
        {
            var token = name.AsSpan(start, match.Length);
            var shortName = match.HasSuffix ? RegionShortName.Of(token.ToString()) : null;
            if (shortName is not null
                && RegionGazetteer.AtStart(shortName, within) is { IsAmbiguous: false } same
                && same.Code == match.Code
                && same.Length == shortName.Length)
            {
                (shortened ??= new System.Text.StringBuilder(name, 0, start, name.Length)).Append(shortName);
            }
            else
            {
                shortened?.Append(token);
            }

            (start, within) = (start + match.Length, match.Code);
        }

        return shortened is null ? name : shortened.Append(name, start, name.Length - start).ToString();
    }

    private static bool BeginsWordAcross(ReadOnlySpan<char> text)
    {
        foreach (var word in WordsAcross)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
