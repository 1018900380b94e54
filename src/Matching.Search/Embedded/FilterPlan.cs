namespace Matching.Search.Embedded;

/// <summary>A facet's filter as the ordinals that pass it, or as those that fail it where they are fewer.</summary>
internal sealed record FilterPlan(FirmFacet Facet, bool[] Marked, bool MarkedFail)
{
    public static FilterPlan Make(FacetFilter filter, FacetDictionary dictionary)
    {
        var passing = dictionary.Marked(filter.Include);
        if (filter.Include.Count == 0)
        {
            Array.Fill(passing, true);
        }

        // Asked second, so at least as long: a dictionary only grows.
        var excluded = dictionary.Marked(filter.Exclude);
        for (var ordinal = 0; ordinal < passing.Length; ordinal++)
        {
            passing[ordinal] &= !excluded[ordinal];
        }

        return passing.AsSpan().Count(true) * 2 <= passing.Length
            ? new FilterPlan(filter.Facet, passing, MarkedFail: false)
            : new FilterPlan(filter.Facet, Array.ConvertAll(passing, pass => !pass), MarkedFail: true);
    }

    /// <summary>The firms of the segment that pass.</summary>
    public FirmBits Passing(Segment segment, BitsLoan loan)
    {
        var firms = loan.Borrow(segment.Firms);
        segment.Facet(Facet).AddMarked(Marked, firms);
        if (MarkedFail)
        {
            firms.Invert();
        }

        return firms;
    }
}
