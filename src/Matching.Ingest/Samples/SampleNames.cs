namespace Matching.Ingest.Samples;

/// <summary>How a list prints a firm's name: the name of the day, with the slips that lists have.</summary>
internal static class SampleNames
{
    private static readonly Dictionary<char, char> Traditional = MakePairs(
        "电電机機动動车車医醫药藥环環术術业業东東汉漢阳陽长長检檢测測设設计計数數务務节節矿礦资資循循装裝备備仪儀器器农農广廣陕陝苏蘇义義岭嶺达達联聯创創驰馳维維晖暉钧鈞");

    /// <param name="noise">0 for a list typed with care, 1 for an award list.</param>
    public static string Print(SampleFirm firm, DateOnly day, double noise, SampleRandom random)
    {
        var name = firm.NameOn(day);
        if (firm.RenamedOn <= day && random.Chance(0.25 * noise))
        {
            // The list was drawn up from papers that still carry the old name.
            return random.Chance(0.3) ? $"{firm.Name}（原{firm.FormerName}）" : firm.FormerName!;
        }

        if (name.Contains('（', StringComparison.Ordinal) && random.Chance(0.5))
        {
            name = name.Replace('（', '(').Replace('）', ')');
        }

        if (!random.Chance(noise * 0.12))
        {
            return name;
        }

        return random.Next(6) switch
        {
            0 => string.Concat(name.Select(c => Traditional.GetValueOrDefault(c, c))),
            1 => name.Insert(firm.City.ShortName.Length, " "),
            2 => name.EndsWith("有限责任公司", StringComparison.Ordinal)
                ? name.Replace("有限责任公司", "有限公司", StringComparison.Ordinal)
                : name.Replace("股份有限公司", "股份公司", StringComparison.Ordinal),
            3 => $"{name[..4]}\u00A0{name[4..]}",
            4 => name.StartsWith(firm.City.Name, StringComparison.Ordinal)
                ? firm.City.ShortName + name[firm.City.Name.Length..]
                : name.StartsWith(firm.City.ShortName, StringComparison.Ordinal)
                    ? firm.City.Name + name[firm.City.ShortName.Length..]
                    : name,
            _ => $"\u200B{name} ",
        };
    }

    private static Dictionary<char, char> MakePairs(string pairs)
    {
        var map = new Dictionary<char, char>();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            map[pairs[i]] = pairs[i + 1];
        }

        return map;
    }
}
