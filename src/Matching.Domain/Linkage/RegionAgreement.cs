using Matching.Domain.Codes;

namespace Matching.Domain.Linkage;

/// <summary>Whether two regions can belong to one firm, at the finest level both state.</summary>
internal static class RegionAgreement
{
    /// <summary>Different city when both are known that far, different province otherwise. Unknown contradicts nothing.</summary>
    public static bool Contradict(RegionCode? left, RegionCode? right)
    {
        if (left is not { } a || right is not { } b || a.IsNation || b.IsNation)
        {
            return false;
        }

        return a.ProvincePrefix != b.ProvincePrefix
            || (City(a) is { } cityA && City(b) is { } cityB && cityA != cityB);
    }

    /// <summary>Both are known and nothing speaks against them.</summary>
    public static bool Agree(RegionCode? left, RegionCode? right) =>
        left is { IsNation: false } && right is { IsNation: false } && !Contradict(left, right);

    /// <summary>City of a region; null for a province or the nation. A municipality is one city.</summary>
    public static RegionCode? City(RegionCode region) => region switch
    {
        { IsNation: true } => null,
        { ProvincePrefix: 11 or 12 or 31 or 50 } => region.ProvinceOf,
        { IsProvince: true } => null,
        // 4190xx, 4290xx …: counties run by the province are their own city.
        { Value: var value } when value / 100 % 100 == 90 => region,
        _ => region.CityOf,
    };
}
