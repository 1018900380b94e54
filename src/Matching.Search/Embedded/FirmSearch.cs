namespace Matching.Search.Embedded;

/// <summary>Answers one query from one snapshot, segment by segment.</summary>
internal static class FirmSearch
{
    public static SearchAnswer Run(
        IndexSnapshot snapshot, FacetDictionary[] dictionaries, FirmQuery query, CancellationToken cancellationToken)
    {
        var plan = SearchPlan.Make(query, dictionaries);
        var facets = query.Facets.Distinct().ToArray();
        var counts = Array.ConvertAll(facets, facet => new int[dictionaries[(int)facet - 1].Count]);
        var top = new TopFirms(plan);
        var total = 0;
        foreach (var view in snapshot.Views)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var loan = new BitsLoan();
            var match = SegmentMatch.Find(view, plan, loan);
            total += match.Size;
            top.Add(match);
            match.Count(facets, counts);
        }

        var page = top.Page();
        var shown = page.Take(query.Take).ToList();
        return new SearchAnswer(
            total,
            [.. shown.Select(firm => Hit(firm, plan.Words))],
            [.. facets.Select((facet, i) => Counts(facet, counts[i], dictionaries[(int)facet - 1]))],
            page.Count > shown.Count ? new SearchCursor(query.Sort, shown[^1].Key, shown[^1].Id).ToString() : null,
            snapshot.Version);
    }

    private static FirmHit Hit(RankedFirm ranked, string[] words)
    {
        var document = ranked.View.Segment.Document(ranked.Firm);
        var places = words.Select(word => (Word: word, Place: WordPlace.Find(document, word))).ToList();
        var weight = places.Count == 0 ? 1 : places.Average(found => found.Place.Weight);
        return new FirmHit(
            document,
            Relevance.Of(weight, ranked.View.Segment.Points[ranked.Firm]),
            Highlighting.Of(places));
    }

    private static FacetCounts Counts(FirmFacet facet, int[] counts, FacetDictionary dictionary)
    {
        var byCode = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var ordinal = 0; ordinal < counts.Length; ordinal++)
        {
            if (counts[ordinal] == 0)
            {
                continue;
            }

            foreach (var code in dictionary.CodesOf(ordinal))
            {
                byCode[code] = byCode.GetValueOrDefault(code) + counts[ordinal];
            }
        }

        return new FacetCounts(facet,
        [
            .. byCode
                .Select(value => new FacetValue(value.Key, value.Value))
                .OrderByDescending(value => value.Count)
                .ThenBy(value => value.Code, StringComparer.Ordinal),
        ]);
    }
}
