using System.ComponentModel.DataAnnotations;
using Matching.Search.Elasticsearch;

namespace Matching.Search;

/// <summary>Which index answers.</summary>
public enum SearchIndexKind
{
    /// <summary>In the memory of the API process; serves a province.</summary>
    Embedded = 1,

    /// <summary>On an Elasticsearch 8 or 9 cluster, shared by all processes; serves the country.</summary>
    Elasticsearch = 2,
}

/// <summary>Section <c>Matching:Search</c>.</summary>
public sealed class SearchOptions
{
    public const string Section = "Matching:Search";

    /// <summary>The index in use. <c>Matching:Search:Index</c>, or <c>Matching__Search__Index</c> in the environment.</summary>
    /// <value><see cref="SearchIndexKind.Embedded"/> by default.</value>
    [EnumDataType(typeof(SearchIndexKind))]
    public SearchIndexKind Index { get; set; } = SearchIndexKind.Embedded;

    /// <summary>Section <c>Matching:Search:Elasticsearch</c>.</summary>
    public ElasticsearchOptions Elasticsearch { get; set; } = new();
}
