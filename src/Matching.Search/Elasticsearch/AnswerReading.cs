using System.Text.Json;
using Matching.Search.Embedded;

namespace Matching.Search.Elasticsearch;

/// <summary>Reads the server's answer. Relevance and highlights are worked out here from the documents, by the rules of the embedded index.</summary>
internal static class AnswerReading
{
    public static int Total(JsonElement answer) => answer.GetProperty("hits").GetProperty("total").GetProperty("value").GetInt32();

    public static List<JsonElement> Hits(JsonElement answer) => [.. answer.GetProperty("hits").GetProperty("hits").EnumerateArray()];

    public static FirmDocument Document(JsonElement hit) =>
        StoredFirm.Read(hit.GetProperty("_source").GetProperty(IndexFields.Stored));

    public static FirmHit Hit(FirmDocument document, string[] words)
    {
        var places = words.Select(word => (Word: word, Place: WordPlace.Find(document, word))).ToList();
        var weight = places.Count == 0 ? 1 : places.Average(found => found.Place.Weight);
        return new FirmHit(document, Relevance.Of(weight, SortColumn.KeyOf(document.Points)), Highlighting.Of(places));
    }

    public static FacetCounts Counts(JsonElement answer, FirmFacet facet) => new(facet,
    [
        .. answer.GetProperty("aggregations").GetProperty(IndexFields.Of(facet)).GetProperty("values").GetProperty("buckets")
            .EnumerateArray()
            .Select(value => new FacetValue(value.GetProperty("key").GetString()!, value.GetProperty("doc_count").GetInt32()))
            .OrderByDescending(value => value.Count)
            .ThenBy(value => value.Code, StringComparer.Ordinal),
    ]);
}
