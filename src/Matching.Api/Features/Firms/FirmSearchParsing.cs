using System.Globalization;
using Matching.Search;
using Microsoft.Extensions.Primitives;

namespace Matching.Api.Features.Firms;

/// <summary>Reads a search from an address. Whatever it cannot use it leaves out and names, so that an old or mistyped address still answers.</summary>
internal static class FirmSearchParsing
{
    private const int MaxValuesPerFacet = 64;

    public static FirmSearchQuery Parse(IEnumerable<KeyValuePair<string, StringValues>> parameters, out IReadOnlyList<QueryProblem> problems)
    {
        var found = new List<QueryProblem>();
        var include = new Dictionary<FirmFacet, List<string>>();
        var exclude = new Dictionary<FirmFacet, List<string>>();
        var query = new FirmSearchQuery();
        foreach (var (name, values) in parameters)
        {
            var isExclusion = name.StartsWith(FirmSearchQuery.ExcludePrefix, StringComparison.Ordinal);
            if (FacetNaming.TryFind(isExclusion ? name[FirmSearchQuery.ExcludePrefix.Length..] : name, out var facet))
            {
                Collect(isExclusion ? exclude : include, facet, name, values, found);
                continue;
            }

            var value = values.Count > 0 ? (values[^1] ?? "").Trim() : "";
            if (value.Length > 0)
            {
                query = Apply(query, name, value, found);
            }
        }

        problems = found;
        return query with
        {
            Filters = [.. FacetNaming.All
                .Where(facet => include.ContainsKey(facet) || exclude.ContainsKey(facet))
                .Select(facet => new FacetFilter(facet, include.GetValueOrDefault(facet) ?? [], exclude.GetValueOrDefault(facet) ?? []))],
            Page = Math.Min(query.Page, FirmSearchQuery.MaxHitsByPage / query.PageSize),
        };
    }

    private static void Collect(
        Dictionary<FirmFacet, List<string>> chosen, FirmFacet facet, string name, StringValues values, List<QueryProblem> problems)
    {
        foreach (var value in values.Take(MaxValuesPerFacet).OfType<string>().Where(value => value.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (!FacetNaming.IsValue(facet, value))
            {
                problems.Add(new(name, $"“{FacetNaming.Title(facet)}”没有这个取值，已忽略。"));
                continue;
            }

            if (!chosen.TryGetValue(facet, out var codes))
            {
                chosen[facet] = codes = [];
            }

            codes.Add(value);
        }
    }

    private static FirmSearchQuery Apply(FirmSearchQuery query, string name, string value, List<QueryProblem> problems)
    {
        switch (name)
        {
            case "q":
                return query with { Text = Words(value, problems) };
            case "pointsFrom" when Number(value, 0, 100) is { } number:
                return query with { PointsFrom = number };
            case "pointsUntil" when Number(value, 0, 100) is { } number:
                return query with { PointsUntil = number };
            case "ventureFrom" when Number(value, 0, 1_000_000_000) is { } number:
                return query with { VentureFrom = number };
            case "ventureUntil" when Number(value, 0, 1_000_000_000) is { } number:
                return query with { VentureUntil = number };
            case "foundedFrom" when Number(value, 1900, 2200) is { } year && year == decimal.Truncate(year):
                return query with { FoundedFrom = (int)year };
            case "foundedUntil" when Number(value, 1900, 2200) is { } year && year == decimal.Truncate(year):
                return query with { FoundedUntil = (int)year };
            case "sort" when value == FirmSorts.Preference:
                return query with { Sort = FirmSort.Relevance, ByPreference = true };
            case "sort" when FirmSorts.TryFind(value, out var sort):
                return query with { Sort = sort, ByPreference = false };
            case "page" when Number(value, 1, int.MaxValue) is { } page && page == decimal.Truncate(page):
                return query with { Page = (int)page };
            case "pageSize" when Number(value, 1, 1000) is { } size && FirmSearchQuery.PageSizes.Contains((int)size):
                return query with { PageSize = (int)size };
            case "pointsFrom" or "pointsUntil":
                problems.Add(new(name, "推荐分请填 0 到 100 的数，已忽略。"));
                return query;
            case "ventureFrom" or "ventureUntil":
                problems.Add(new(name, "创投金额请填以万元计的数，已忽略。"));
                return query;
            case "foundedFrom" or "foundedUntil":
                problems.Add(new(name, "成立年份请填四位年份，已忽略。"));
                return query;
            case "sort":
                problems.Add(new(name, "没有这种排序，已按相关度排列。"));
                return query;
            case "page":
                problems.Add(new(name, "页码请填正整数，已显示第 1 页。"));
                return query;
            case "pageSize":
                problems.Add(new(name, "每页可为 20、50 或 100 家，已按 20 家显示。"));
                return query;
            default:
                return query;
        }
    }

    private static string Words(string text, List<QueryProblem> problems)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (text.Length <= FirmSearchQuery.MaxTextLength
            && words.Length <= FirmSearchQuery.MaxWords
            && words.All(word => word.Length <= FirmSearchQuery.MaxWordLength))
        {
            return string.Join(' ', words);
        }

        problems.Add(new("q", "检索词最多 8 个、每个不超过 64 字，超出部分已忽略。"));
        var kept = string.Join(' ', words.Take(FirmSearchQuery.MaxWords).Select(word => Cut(word, FirmSearchQuery.MaxWordLength)));
        return Cut(kept, FirmSearchQuery.MaxTextLength).TrimEnd();
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        // Not between the two halves of a rare character.
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    private static decimal? Number(string value, decimal least, decimal most) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : null;
}
