namespace Matching.Search;

/// <summary>The facets a search can count and filter by. A closed list: nothing else reaches the index.</summary>
public enum FirmFacet
{
    Library = 1,
    LibraryInForce = 2,
    Province = 3,
    City = 4,
    County = 5,
    Field = 6,
    IndustrySection = 7,
    Grade = 8,
    BestAwardLevel = 9,
    BestProjectLevel = 10,
    Standing = 11,
}

/// <summary>How results are ordered; ties fall to the lower firm id.</summary>
public enum FirmSort
{
    /// <summary>Text relevance times technology score; by points when no text is given.</summary>
    Relevance = 1,
    Points = 2,
    LatestFact = 3,
    VentureAmount = 4,
    RegisteredOn = 5,
}

/// <summary>Values of one facet to keep and to leave out. Kept values are alternatives (or); left-out ones all apply.</summary>
/// <param name="Include">Facet value codes as in <see cref="FacetValue.Code"/>; empty = no restriction.</param>
public sealed record FacetFilter(FirmFacet Facet, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude);

/// <summary>Closed interval; a null end is open. Firms without the value never match a range that has an end.</summary>
public sealed record Range<T>(T? From, T? Until)
    where T : struct;

/// <summary>One search.</summary>
public sealed record FirmQuery
{
    /// <summary>Words with blanks between them must all be found, each anywhere: name, former name, short name, initials, code, number, title, scope. Empty = all firms.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<FacetFilter> Filters { get; init; } = [];

    public Range<decimal>? Points { get; init; }

    public Range<decimal>? VentureAmountCny { get; init; }

    public Range<DateOnly>? RegisteredOn { get; init; }

    public Range<DateOnly>? LatestFactOn { get; init; }

    /// <summary>Counts wanted; each ignores its own facet's filter.</summary>
    public IReadOnlyList<FirmFacet> Facets { get; init; } = [];

    public FirmSort Sort { get; init; } = FirmSort.Relevance;

    /// <summary>0-based first hit; at most 10,000. Deeper reading goes by <see cref="After"/>.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 200.</summary>
    public int Take { get; init; } = 20;

    /// <summary>Cursor of the previous answer; with it <see cref="Skip"/> is ignored.</summary>
    public string? After { get; init; }
}
