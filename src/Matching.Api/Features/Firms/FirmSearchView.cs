using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>A result list for programs, with the index version and the as-of day it comes from.</summary>
public sealed record FirmSearchView(
    int Total,
    int Page,
    int PageSize,
    string IndexVersion,
    DateOnly AsOf,
    IReadOnlyList<FirmHitView> Hits,
    IReadOnlyList<FacetView> Facets)
{
    public static FirmSearchView From(SearchFirms.Response found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new(
            found.Answer.Total,
            found.Query.Page,
            found.Query.PageSize,
            found.Answer.Index.Name,
            found.Answer.Index.AsOf,
            [.. found.Answer.Hits.Select(hit => FirmHitView.From(hit, found.Notes.GetValueOrDefault(hit.Document.Id)))],
            [.. found.Answer.Facets.Select(FacetView.From)]);
    }
}

/// <param name="Id">E.g. <c>F0000001</c>.</param>
/// <param name="Libraries">Codes of libraries with a counting fact.</param>
/// <param name="LibrariesInForce">Those with a fact in force on the as-of day.</param>
/// <param name="Grade">T1 to T10; null for firms not scored.</param>
/// <param name="VentureAmountCny">Yuan.</param>
/// <param name="PreferenceFactor">What the bank's own preference multiplied the relevance by; null unless ordered by it.</param>
public sealed record FirmHitView(
    string Id,
    string Name,
    string? Uscc,
    string? RegionCode,
    string? Region,
    string? Field,
    IReadOnlyList<string> Libraries,
    IReadOnlyList<string> LibrariesInForce,
    decimal? Points,
    string? Grade,
    decimal VentureAmountCny,
    DateOnly? LatestFactOn,
    bool IsProvisional,
    bool IsExcluded,
    IReadOnlyList<MatchView> Matches,
    decimal? PreferenceFactor)
{
    public static FirmHitView From(FirmHit hit, PreferenceNote? preference)
    {
        ArgumentNullException.ThrowIfNull(hit);
        var firm = hit.Document;
        return new(
            firm.Id.ToString(),
            firm.Name,
            firm.Uscc.Length > 0 ? firm.Uscc : null,
            firm.Region?.ToString(),
            firm.Region is { } region ? RegionTable.FullNameOf(region) : null,
            firm.Field is { } field ? TechnologyFields.ChineseName(field) : null,
            [.. firm.Libraries.Select(library => library.Info().Code)],
            [.. firm.LibrariesInForce.Select(library => library.Info().Code)],
            firm.Points,
            firm.Grade is { } step ? FormattableString.Invariant($"T{step}") : null,
            firm.VentureAmountCny,
            firm.LatestFactOn,
            firm.IsProvisional,
            firm.IsExcluded,
            [.. hit.Highlights.Select(highlight => new MatchView(
                highlight.Field, highlight.Text, [.. highlight.Spans.Select(span => new SpanView(span.Start, span.Length))]))],
            preference?.Factor);
    }
}

/// <summary>The field a hit was found in and where.</summary>
public sealed record MatchView(MatchedField Field, string Text, IReadOnlyList<SpanView> Spans);

/// <summary>Offsets in UTF-16 units.</summary>
public sealed record SpanView(int Start, int Length);

/// <summary>Counts of one facet; the codes go back into the query as they are.</summary>
public sealed record FacetView(string Parameter, string Title, IReadOnlyList<FacetValueView> Values)
{
    public static FacetView From(FacetCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new(
            FacetNaming.Parameter(counts.Facet),
            FacetNaming.Title(counts.Facet),
            [.. counts.Values.Select(value => new FacetValueView(value.Code, FacetNaming.ValueText(counts.Facet, value.Code), value.Count))]);
    }
}

public sealed record FacetValueView(string Code, string Text, int Count);
