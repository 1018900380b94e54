using System.Text.Json;
using Matching.Search.Embedded;

namespace Matching.Search.Elasticsearch;

/// <summary>Writes a firm as the index takes it: folded texts, terms, sort keys, facet values, and the document itself.</summary>
internal sealed class IndexedFirm
{
    private readonly FacetDictionary[] dictionaries = [.. Enum.GetValues<FirmFacet>().Select(facet => new FacetDictionary(facet))];

    public void Write(Utf8JsonWriter json, FirmDocument firm)
    {
        json.WriteStartObject();
        json.WriteNumber(IndexFields.Id, firm.Id.Value);
        json.WriteString(IndexFields.Name, SearchFold.Fold(firm.Name));
        json.WriteString(IndexFields.NameBegins, Beginning(firm.Name));
        WriteTexts(json, IndexFields.ShortName, firm.ShortNames);
        WriteTexts(json, IndexFields.FormerName, firm.FormerNames);
        WriteTexts(json, IndexFields.Initials, firm.PinyinInitials);
        WriteTexts(json, IndexFields.Uscc, [firm.Uscc]);
        WriteTexts(json, IndexFields.Number, firm.Numbers);
        WriteTexts(json, IndexFields.Title, firm.Titles);
        WriteTexts(json, IndexFields.Scope, [firm.BusinessScope]);
        WriteBeginnings(json, firm);
        WriteKey(json, IndexFields.Points, SortColumn.KeyOf(firm.Points));
        WriteKey(json, IndexFields.Venture, SortColumn.KeyOf(firm.VentureAmountCny));
        WriteKey(json, IndexFields.Registered, SortColumn.KeyOf(firm.RegisteredOn));
        WriteKey(json, IndexFields.Latest, SortColumn.KeyOf(firm.LatestFactOn));
        json.WriteNumber(IndexFields.Factor, Math.Round(Relevance.FactorOf(SortColumn.KeyOf(firm.Points)) * 20_000, 6));
        foreach (var dictionary in dictionaries)
        {
            WriteCodes(json, IndexFields.Of(dictionary.Facet), dictionary.CodesOf(dictionary.OrdinalOf(firm)));
        }

        json.WriteStartObject(IndexFields.Stored);
        StoredFirm.Write(json, firm);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBeginnings(Utf8JsonWriter json, FirmDocument firm)
    {
        json.WriteStartArray(IndexFields.Begins);
        foreach (var field in SuggestedFields.All)
        {
            foreach (var value in SuggestedFields.ValuesOf(firm, field))
            {
                json.WriteStringValue(Beginning(value));
            }
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string field, IReadOnlyList<string> values)
    {
        if (values.Count == 0 || (values.Count == 1 && values[0].Length == 0))
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (var value in values)
        {
            json.WriteStringValue(SearchFold.Fold(value));
        }

        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, string field, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (var code in codes)
        {
            json.WriteStringValue(code);
        }

        json.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter json, string field, long key)
    {
        if (key != SortColumn.None)
        {
            json.WriteNumber(field, key);
        }
    }

    private static string Beginning(string value) =>
        SearchFold.Fold(value.Length > SearchWords.MaxLength ? value[..SearchWords.MaxLength] : value);
}
