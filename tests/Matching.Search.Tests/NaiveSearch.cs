using Matching.Domain.Libraries;

namespace Matching.Search.Tests;

/// <summary>What a search must answer, worked out firm by firm from the words of the contract. Slow and plain on purpose.</summary>
internal sealed class NaiveSearch(IEnumerable<FirmDocument> documents)
{
    private readonly List<FirmDocument> firms = [.. documents];

    public (IReadOnlyList<long> Ids, IReadOnlyList<double> Relevance) Ordered(FirmQuery query)
    {
        var found = firms.Where(firm => Passes(firm, query, ignored: null))
            .Select(firm => (Firm: firm, Relevance: RelevanceOf(firm, query)))
            .OrderByDescending(hit => SortValue(hit.Firm, hit.Relevance, query.Sort))
            .ThenBy(hit => hit.Firm.Id)
            .ToList();
        return ([.. found.Select(hit => hit.Firm.Id.Value)], [.. found.Select(hit => hit.Relevance)]);
    }

    public IReadOnlyDictionary<string, int> Counts(FirmQuery query, FirmFacet facet) =>
        firms.Where(firm => Passes(firm, query, facet))
            .SelectMany(firm => CodesOf(firm, facet))
            .GroupBy(code => code)
            .ToDictionary(group => group.Key, group => group.Count());

    public static IReadOnlyList<string> CodesOf(FirmDocument firm, FirmFacet facet) => facet switch
    {
        FirmFacet.Library => [.. firm.Libraries.Select(library => library.Info().Code)],
        FirmFacet.LibraryInForce => [.. firm.LibrariesInForce.Select(library => library.Info().Code)],
        FirmFacet.Province when firm.Region is { } region => [$"{region.Value:D6}"[..2] + "0000"],
        FirmFacet.City when firm.Region is { } region && region.Value % 10000 != 0 => [$"{region.Value:D6}"[..4] + "00"],
        FirmFacet.County when firm.Region is { } region && region.Value % 100 != 0 => [$"{region.Value:D6}"],
        FirmFacet.Field when firm.Field is { } field => [$"{(int)field}"],
        FirmFacet.IndustrySection when firm.IndustrySection is { } section => [$"{section}"],
        FirmFacet.Grade when firm.Grade is { } grade => [$"{grade}"],
        FirmFacet.BestAwardLevel => LevelCode(firm.BestAwardLevel),
        FirmFacet.BestProjectLevel => LevelCode(firm.BestProjectLevel),
        FirmFacet.Standing => [firm.IsExcluded ? "excluded" : firm.IsProvisional ? "provisional" : "regular"],
        _ => [],
    };

    private static string[] LevelCode(AuthorityLevel level) => level switch
    {
        AuthorityLevel.National => ["national"],
        AuthorityLevel.Province => ["province"],
        AuthorityLevel.City => ["city"],
        _ => [],
    };

    private static bool Passes(FirmDocument firm, FirmQuery query, FirmFacet? ignored) =>
        Words(query).All(word => WeightOf(firm, word) > 0)
        && query.Filters.Where(filter => filter.Facet != ignored).All(filter => Passes(firm, filter))
        && Within(firm.Points, query.Points)
        && Within<decimal>(firm.VentureAmountCny, query.VentureAmountCny)
        && Within(firm.RegisteredOn, query.RegisteredOn)
        && Within(firm.LatestFactOn, query.LatestFactOn);

    private static bool Passes(FirmDocument firm, FacetFilter filter)
    {
        var codes = CodesOf(firm, filter.Facet);
        return (filter.Include.Count == 0 || codes.Any(filter.Include.Contains)) && !codes.Any(filter.Exclude.Contains);
    }

    private static bool Within<T>(T? value, Range<T>? range)
        where T : struct, IComparable<T>
    {
        if (range is null || (range.From is null && range.Until is null))
        {
            return true;
        }

        return value is { } known
            && (range.From is not { } from || known.CompareTo(from) >= 0)
            && (range.Until is not { } until || known.CompareTo(until) <= 0);
    }

    private static IEnumerable<string> Words(FirmQuery query) =>
        Fold(query.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct();

    private static double RelevanceOf(FirmDocument firm, FirmQuery query)
    {
        var words = Words(query).ToList();
        var weight = words.Count == 0 ? 1 : words.Average(word => WeightOf(firm, word));
        return Math.Round(weight * (firm.Points is { } points ? 0.5 + ((double)points / 200) : 0.45), 11);
    }

    private static double WeightOf(FirmDocument firm, string word)
    {
        bool Any(IEnumerable<string> values, Func<string, bool> test) => values.Select(Fold).Any(test);
        string[] name = [firm.Name];
        string[] codes = [firm.Uscc, .. firm.Numbers];
        return Any(name, value => value == word) ? 1.0
            : Any(name, value => value.StartsWith(word, StringComparison.Ordinal)) ? 0.9
            : Any(firm.ShortNames, value => value == word) ? 0.85
            : Any([.. name, .. firm.ShortNames], value => value.Contains(word, StringComparison.Ordinal)) ? 0.75
            : Any(firm.FormerNames, value => value.Contains(word, StringComparison.Ordinal)) ? 0.65
            : Any(codes, value => value == word) ? 0.6
            : Any(firm.PinyinInitials, value => value.Contains(word, StringComparison.Ordinal)) ? 0.5
            : Any(codes, value => value.Contains(word, StringComparison.Ordinal)) ? 0.4
            : Any(firm.Titles, value => value.Contains(word, StringComparison.Ordinal)) ? 0.3
            : Any([firm.BusinessScope], value => value.Contains(word, StringComparison.Ordinal)) ? 0.15
            : 0;
    }

    /// <summary>Enough for the characters that <see cref="RandomFirms"/> uses.</summary>
    private static string Fold(string text) =>
        text.Replace('（', '(').Replace('）', ')').Replace('１', '1').Replace('Ａ', 'A').Replace('\u3000', ' ').ToLowerInvariant();

    private static double SortValue(FirmDocument firm, double relevance, FirmSort sort) => sort switch
    {
        FirmSort.Points => (double?)firm.Points ?? -1,
        FirmSort.LatestFact => firm.LatestFactOn?.DayNumber ?? -1,
        FirmSort.VentureAmount => (double)firm.VentureAmountCny,
        FirmSort.RegisteredOn => firm.RegisteredOn?.DayNumber ?? -1,
        _ => relevance,
    };
}
