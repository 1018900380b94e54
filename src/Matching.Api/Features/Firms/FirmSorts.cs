using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>The orders a result list can have, as addresses and people name them.</summary>
public static class FirmSorts
{
    public static IReadOnlyList<(FirmSort Sort, string Code, string Title)> All { get; } =
    [
        (FirmSort.Relevance, "relevance", "相关度"),
        (FirmSort.Points, "points", "推荐分"),
        (FirmSort.LatestFact, "date", "最近事实"),
        (FirmSort.VentureAmount, "venture", "创投金额"),
        (FirmSort.RegisteredOn, "founded", "成立日期"),
    ];

    /// <summary>Address of the order by what the searcher's bank looks for; offered to banks only.</summary>
    public const string Preference = "preference";

    public const string PreferenceTitle = "本行偏好";

    public static string Code(FirmSort sort) => All.First(entry => entry.Sort == sort).Code;

    public static bool TryFind(string code, out FirmSort sort)
    {
        var entry = All.FirstOrDefault(candidate => candidate.Code == code);
        sort = entry.Sort;
        return entry.Code is not null;
    }
}
