using Matching.Domain.Text;

namespace Matching.Domain.Codes;

/// <summary>A region's name found at the start of a text.</summary>
/// <param name="Code">The region; the likeliest when several bear the name.</param>
/// <param name="Length">Characters the name takes.</param>
/// <param name="IsAmbiguous">Several regions of the same level bear the name and nothing settles which is meant.</param>
/// <param name="HasSuffix">The name is written out (武汉市, not 武汉).</param>
public readonly record struct RegionMatch(RegionCode Code, int Length, bool IsAmbiguous, bool HasSuffix);

/// <summary>Finds region names in running text, full or short, longest first.</summary>
/// <remarks>A name borne by several regions goes to the one in force, then to the higher level: 吉林 is the province, 吉林市 the city.</remarks>
public static class RegionGazetteer
{
    private static readonly Lazy<Index> Loaded = new(Index.Build);

    private sealed record Bearer(RegionCode Code, int LastEdition, bool HasSuffix)
    {
        public bool IsCurrent => LastEdition == int.MaxValue;
    }

    /// <summary>The longest region name at the start of <paramref name="text"/> that lies in <paramref name="within"/>; null when none.</summary>
    public static RegionMatch? AtStart(ReadOnlySpan<char> text, RegionCode? within = null)
    {
        Span<(int Length, int Value)> found = stackalloc (int, int)[16];
        var index = Loaded.Value;
        for (var i = index.Names.All(text, found) - 1; i >= 0; i--)
        {
            if (Choose(index.Bearers[found[i].Value], found[i].Length, within ?? RegionCode.Nation) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    private static RegionMatch? Choose(Bearer[] bearers, int length, RegionCode within)
    {
        Bearer? best = null;
        var isAmbiguous = false;
        foreach (var bearer in bearers)
        {
            if (!within.Contains(bearer.Code) || within == bearer.Code)
            {
                continue;
            }

            if (best is null)
            {
                best = bearer;
            }
            else
            {
                isAmbiguous = bearer.IsCurrent && best.IsCurrent && Rank(bearer.Code) == Rank(best.Code) && bearer.Code != best.Code;
                break;
            }
        }

        return best is null ? null : new RegionMatch(best.Code, length, isAmbiguous, best.HasSuffix);
    }

    private static int Rank(RegionCode code) => code.IsProvince ? 0 : code.IsCity ? 1 : 2;

    private sealed record Index(PhraseTrie Names, Bearer[][] Bearers)
    {
        public static Index Build()
        {
            var byName = new Dictionary<string, List<Bearer>>();
            foreach (var name in RegionTable.AllNames.Where(n => n.NamesAPlace))
            {
                Add(byName, name.Name, new Bearer(name.Code, name.LastEdition ?? int.MaxValue, HasSuffix: true));
                if (RegionShortName.Of(name.Name) is { } shortName)
                {
                    Add(byName, shortName, new Bearer(name.Code, name.LastEdition ?? int.MaxValue, HasSuffix: false));
                    if (name.Name.EndsWith("自治州", StringComparison.Ordinal))
                    {
                        // 恩施州, as everyday text writes it
                        Add(byName, shortName + "州", new Bearer(name.Code, name.LastEdition ?? int.MaxValue, HasSuffix: true));
                    }
                }
            }

            var names = new PhraseTrie();
            var bearers = new Bearer[byName.Count][];
            foreach (var (name, list) in byName)
            {
                var number = names.Count;
                bearers[number] = [.. list
                    .OrderByDescending(b => b.LastEdition)
                    .ThenBy(b => Rank(b.Code))
                    .ThenBy(b => b.Code.Value)
                    .DistinctBy(b => b.Code)];
                names.Add(name, number);
            }

            return new Index(names, bearers);
        }

        private static void Add(Dictionary<string, List<Bearer>> byName, string name, Bearer bearer)
        {
            if (!byName.TryGetValue(name, out var list))
            {
                byName[name] = list = [];
            }

            list.Add(bearer);
        }
    }
}
