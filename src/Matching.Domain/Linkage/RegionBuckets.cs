using Matching.Domain.Codes;

namespace Matching.Domain.Linkage;

/// <summary>Parts rows of one name by city. A row that only knows its province, or nothing, joins a city only when there is no choice.</summary>
internal static class RegionBuckets
{
    public static List<List<int>> Of(IReadOnlyList<int> places, Func<int, RegionCode?> regionOf)
    {
        var buckets = new SortedDictionary<int, List<int>>();
        var cities = places.Select(regionOf).Select(City).OfType<RegionCode>().Distinct().ToList();
        var provinces = places.Select(regionOf).Where(IsKnown).Select(region => region!.Value.ProvinceOf).Distinct().ToList();
        foreach (var place in places)
        {
            var region = regionOf(place);
            var bucket = City(region)
                ?? (IsKnown(region) ? OnlyCityIn(region!.Value, cities) : OnlyPlace(cities, provinces))
                ?? default;
            if (!buckets.TryGetValue(bucket.Value, out var members))
            {
                buckets[bucket.Value] = members = [];
            }

            members.Add(place);
        }

        return [.. buckets.Values];
    }

    private static RegionCode? City(RegionCode? region) => region is { } known ? RegionAgreement.City(known) : null;

    private static bool IsKnown(RegionCode? region) => region is { IsNation: false };

    private static RegionCode? OnlyCityIn(RegionCode province, List<RegionCode> cities)
    {
        var inside = cities.Where(city => city.ProvincePrefix == province.ProvincePrefix).ToList();
        return inside is [var only] ? only : province.ProvinceOf;
    }

    private static RegionCode? OnlyPlace(List<RegionCode> cities, List<RegionCode> provinces) =>
        (cities, provinces) switch
        {
            ([var city], [_]) => city,
            ([], [var province]) => province,
            _ => null,
        };
}
