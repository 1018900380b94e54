using Matching.Domain.Firms;

namespace Matching.Search;

/// <summary>The field a hit was found in.</summary>
public enum MatchedField
{
    None = 0,
    Name = 1,
    FormerName = 2,
    ShortName = 3,
    PinyinInitials = 4,
    Uscc = 5,
    Number = 6,
    Title = 7,
    BusinessScope = 8,
}

/// <summary>A piece of text with the places that matched; offsets in UTF-16 units of <paramref name="Text"/>.</summary>
public sealed record Highlight(MatchedField Field, string Text, IReadOnlyList<(int Start, int Length)> Spans);

/// <summary>One firm found.</summary>
/// <param name="Relevance">Higher is better; comparable within one answer only.</param>
/// <param name="Highlights">One per query word at most, best field first; empty without text.</param>
public sealed record FirmHit(FirmDocument Document, double Relevance, IReadOnlyList<Highlight> Highlights);

/// <summary>One value of a facet with the number of firms that have it.</summary>
/// <param name="Code">Stable code for addresses: library code, region code, field number, T-grade step, …</param>
public sealed record FacetValue(string Code, int Count);

/// <summary>Counts of one facet, ignoring the facet's own filter; values without firms are left out.</summary>
public sealed record FacetCounts(FirmFacet Facet, IReadOnlyList<FacetValue> Values);

/// <summary>Answer to a <see cref="FirmQuery"/>.</summary>
/// <param name="Total">All matching firms, exact.</param>
/// <param name="Next">Cursor for the hits after these; null at the end.</param>
/// <param name="Index">Version that answered.</param>
public sealed record SearchAnswer(
    int Total,
    IReadOnlyList<FirmHit> Hits,
    IReadOnlyList<FacetCounts> Facets,
    string? Next,
    IndexVersion Index);

/// <summary>A suggestion while typing.</summary>
public sealed record FirmSuggestion(FirmId Id, string Name, string Uscc, MatchedField Field, string MatchedText);
