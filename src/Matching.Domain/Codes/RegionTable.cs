using System.Collections.Frozen;
using System.Globalization;
using Matching.Domain.Text;

namespace Matching.Domain.Codes;

/// <summary>Regions of every edition of GB/T 2260 from 1980 to 2023, by code and by name.</summary>
/// <remarks>Loaded once, on first use. Old codes live on in credit codes, so a code is looked up in all editions.</remarks>
public static class RegionTable
{
    private static readonly Lazy<FrozenDictionary<int, RegionName[]>> ByCode = new(Load);

    private static readonly Lazy<FrozenDictionary<int, RegionCode[]>> ChildrenByParent = new(() =>
        ByCode.Value.Values
            .Select(names => names[0])
            .Where(n => n.IsCurrent && n.NamesAPlace)
            .GroupBy(n => ParentOf(n.Code).Value)
            .ToFrozenDictionary(g => g.Key, g => g.Select(n => n.Code).Order().ToArray()));

    /// <summary>All names a code has borne, the newest first; empty when no edition knows it.</summary>
    public static IReadOnlyList<RegionName> Names(RegionCode code) => ByCode.Value.GetValueOrDefault(code.Value) ?? [];

    public static bool IsKnown(RegionCode code) => ByCode.Value.ContainsKey(code.Value);

    /// <summary>True when the code stands in the edition in force.</summary>
    public static bool IsCurrent(RegionCode code) => Names(code) is [{ IsCurrent: true }, ..];

    /// <summary>Its newest name, e.g. 洪山区; null when no edition knows the code.</summary>
    public static string? NameOf(RegionCode code) => Names(code) is [var newest, ..] ? newest.Name : null;

    /// <summary>Name with the names above it, e.g. 湖北省武汉市洪山区; null when no edition knows the code.</summary>
    public static string? FullNameOf(RegionCode code)
    {
        if (NameOf(code) is not { } name)
        {
            return null;
        }

        var parent = ParentOf(code);
        return parent.IsNation ? name : FullNameOf(parent) + name;
    }

    /// <summary>The newest name without 省, 市, 区 …, e.g. 武汉, 内蒙古, 恩施; null when no edition knows the code.</summary>
    public static string? ShortNameOf(RegionCode code) => NameOf(code) is { } name ? RegionShortName.Of(name) ?? name : null;

    /// <summary>Provinces, cities or counties directly below, in the edition in force; <see cref="RegionCode.Nation"/> gives the provinces.</summary>
    public static IReadOnlyList<RegionCode> Children(RegionCode code) => ChildrenByParent.Value.GetValueOrDefault(code.Value) ?? [];

    /// <summary>The region above: its city, or its province where the city only groups (北京市 above 海淀区).</summary>
    public static RegionCode ParentOf(RegionCode code)
    {
        if (code.IsProvince || code.IsNation)
        {
            return RegionCode.Nation;
        }

        var city = code.CityOf;
        return code.IsCounty && Names(city).Any(n => n.NamesAPlace) ? city : code.ProvinceOf;
    }

    /// <summary>Reads a text that is a region and nothing else: 武汉, 湖北省武汉市, 武汉市洪山区, 420111.</summary>
    /// <param name="within">Where to look; settles names that several regions bear (鼓楼区).</param>
    /// <returns>False when no region is meant, or several could be.</returns>
    public static bool TryFind(string? text, out RegionCode code, RegionCode? within = null)
    {
        if (RegionCode.TryParse(text, out code))
        {
            return IsKnown(code);
        }

        var rest = (text ?? "").AsSpan().Trim();
        var found = within ?? RegionCode.Nation;
        var any = false;
        while (!rest.IsEmpty)
        {
            if (RegionGazetteer.AtStart(rest, found) is not { } match || match.IsAmbiguous)
            {
                code = default;
                return false;
            }

            (found, any) = (match.Code, true);
            rest = rest[match.Length..].TrimStart(" /·-—");
        }

        code = any ? found : default;
        return any;
    }

    internal static IEnumerable<RegionName> AllNames => ByCode.Value.Values.SelectMany(names => names);

    private static FrozenDictionary<int, RegionName[]> Load() =>
        DataFile.Lines("regions.csv")
            .Select(Parse)
            .GroupBy(n => n.Code.Value)
            .ToFrozenDictionary(
                g => g.Key,
                g => g.OrderByDescending(n => n.LastEdition ?? int.MaxValue).ToArray());

    private static RegionName Parse(string line)
    {
        var cells = line.Split(',');
        return new RegionName(
            new RegionCode(Number(cells[0])), cells[1], Number(cells[2]), cells[3].Length == 0 ? null : Number(cells[3]));
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
