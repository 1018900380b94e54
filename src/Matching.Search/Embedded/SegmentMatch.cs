namespace Matching.Search.Embedded;

/// <summary>The firms of one segment that answer a query, with what ranking and counting need.</summary>
internal sealed class SegmentMatch
{
    private readonly SegmentView view;
    private readonly SearchPlan plan;
    private readonly BitsLoan loan;
    private readonly FirmBits unfiltered;

    private SegmentMatch(SegmentView view, SearchPlan plan, BitsLoan loan)
    {
        this.view = view;
        this.plan = plan;
        this.loan = loan;
        unfiltered = loan.Borrow(view.Segment.Firms);
        unfiltered.CopyFrom(view.Live);
        Words = Array.ConvertAll(plan.Words, FindWord);
        ApplyRanges();
        Firms = FilteredExcept(null);
        Size = Firms.Count();
    }

    public SegmentView View => view;

    public IReadOnlyList<WordMatch> Words { get; }

    public FirmBits Firms { get; }

    public int Size { get; }

    public static SegmentMatch Find(SegmentView view, SearchPlan plan, BitsLoan loan) => new(view, plan, loan);

    /// <summary>Adds the facet's counts, indexed by ordinal, ignoring the filters on the facet itself.</summary>
    public void Count(FirmFacet facet, int[] counts)
    {
        if (plan.Filters.All(filter => filter.Facet != facet))
        {
            view.Count(facet, Firms, Size, counts, loan);
            return;
        }

        var firms = FilteredExcept(facet);
        view.Count(facet, firms, firms.Count(), counts, loan);
    }

    private WordMatch FindWord(string word)
    {
        var match = WordMatch.Find(view.Segment, word, plan.Query.Sort == FirmSort.Relevance, loan);
        unfiltered.And(match.All.Words);
        return match;
    }

    private FirmBits FilteredExcept(FirmFacet? ignored)
    {
        if (plan.Filters.Count == 0)
        {
            return unfiltered;
        }

        var firms = loan.Borrow(view.Segment.Firms);
        firms.CopyFrom(unfiltered);
        foreach (var filter in plan.Filters)
        {
            if (filter.Facet != ignored)
            {
                filter.Apply(view.Segment, firms, loan);
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
