namespace Matching.Search.Embedded;

/// <summary>The firms of one segment that answer a query, with what ranking and counting need.</summary>
internal sealed class SegmentMatch
{
    private readonly SegmentView view;
    private readonly SearchPlan plan;
    private readonly BitsLoan loan;
    private readonly FirmBits unfiltered;
    private readonly FirmBits[] passing;

    private SegmentMatch(SegmentView view, SearchPlan plan, BitsLoan loan)
    {
        this.view = view;
        this.plan = plan;
        this.loan = loan;
        unfiltered = loan.Borrow(view.Segment.Firms);
        unfiltered.CopyFrom(view.Live);
        Words = Array.ConvertAll(plan.Words, FindWord);
        ApplyRanges();
        passing = unfiltered.IsEmpty ? [] : [.. plan.Filters.Select(filter => filter.Passing(view.Segment, loan))];
        Firms = FilteredExcept(null);
        Size = Firms.Count();
    }

    public SegmentView View => view;

    public IReadOnlyList<WordMatch> Words { get; }

    public FirmBits Firms { get; }

    public int Size { get; }

    public static SegmentMatch Find(SegmentView view, SearchPlan plan, BitsLoan loan) => new(view, plan, loan);

    /// <summary>Adds each facet's counts, indexed by ordinal, ignoring the filters on the facet itself.</summary>
    public void Count(IReadOnlyList<FirmFacet> facets, IReadOnlyList<int[]> counts)
    {
        if (Size > 0)
        {
            var free = Enumerable.Range(0, facets.Count).Where(i => !IsFiltered(facets[i])).ToList();
            view.Count([.. free.Select(i => facets[i])], Firms, Size, [.. free.Select(i => counts[i])], loan);
        }

        for (var i = 0; i < facets.Count; i++)
        {
            if (IsFiltered(facets[i]) && FilteredExcept(facets[i]) is { IsEmpty: false } firms)
            {
                view.Count([facets[i]], firms, firms.Count(), [counts[i]], loan);
            }
        }
    }

    private bool IsFiltered(FirmFacet facet) => plan.Filters.Any(filter => filter.Facet == facet);

    private WordMatch FindWord(string word)
    {
        var match = WordMatch.Find(view.Segment, word, plan.Query.Sort == FirmSort.Relevance, loan);
        unfiltered.And(match.All.Words);
        return match;
    }

    private FirmBits FilteredExcept(FirmFacet? ignored)
    {
        if (passing.Length == 0)
        {
            return unfiltered;
        }

        var firms = loan.Borrow(view.Segment.Firms);
        firms.CopyFrom(unfiltered);
        for (var i = 0; i < passing.Length; i++)
        {
            if (plan.Filters[i].Facet != ignored)
            {
                firms.And(passing[i].Words);
            }
        }

        return firms;
    }

    private void ApplyRanges()
    {
        var query = plan.Query;
        var segment = view.Segment;
        Keep(segment.Points, query.Points, static value => SortColumn.KeyOf(value));
        Keep(segment.VentureAmount, query.VentureAmountCny, static value => SortColumn.KeyOf(value));
        Keep(segment.RegisteredOn, query.RegisteredOn, static value => SortColumn.KeyOf(value));
        Keep(segment.LatestFact, query.LatestFactOn, static value => SortColumn.KeyOf(value));
    }

    private void Keep<T>(SortColumn column, Range<T>? range, Func<T?, long> keyOf)
        where T : struct
    {
        if (range is null || (range.From is null && range.Until is null))
        {
            return;
        }

        var within = loan.Borrow(view.Segment.Firms);
        column.AddWithin(
            keyOf(range.From),
            range.Until is null ? long.MaxValue : keyOf(range.Until),
            within);
        unfiltered.And(within.Words);
    }
}
