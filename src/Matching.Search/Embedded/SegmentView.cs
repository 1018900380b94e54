namespace Matching.Search.Embedded;

/// <summary>A segment as one snapshot sees it: without the firms removed or replaced since it was made.</summary>
internal sealed class SegmentView
{
    private readonly int[]?[] totals = new int[]?[Segment.Facets.Length];

    public SegmentView(Segment segment, FirmBits live)
    {
        Segment = segment;
        Live = live;
        LiveFirms = live.Count();
    }

    public static SegmentView Whole(Segment segment)
    {
        var live = new FirmBits(segment.Firms);
        live.Fill();
        return new SegmentView(segment, live);
    }

    public Segment Segment { get; }

    public FirmBits Live { get; }

    public int LiveFirms { get; }

    public bool TryFind(long id, out int firm)
    {
        firm = Segment.Find(id);
        return firm >= 0 && Live[firm];
    }

    public SegmentView Without(IReadOnlyCollection<int> firms)
    {
        if (firms.Count == 0)
        {
            return this;
        }

        var live = Live.Copy();
        foreach (var firm in firms)
        {
            live.Remove(firm);
        }

        return new SegmentView(Segment, live);
    }

    public IEnumerable<FirmDocument> Documents()
    {
        for (var firm = 0; firm < Segment.Firms; firm++)
        {
            if (Live[firm])
            {
                yield return Segment.Document(firm);
            }
        }
    }

    /// <summary>Adds the facet's counts over <paramref name="firms"/>, reading whichever is fewer: the set or what it leaves out.</summary>
    public void Count(FirmFacet facet, FirmBits firms, int size, int[] counts, BitsLoan loan)
    {
        var column = Segment.Facet(facet);
        if (size * 2 <= LiveFirms)
        {
            column.Count(firms, counts);
            return;
        }

        var all = TotalsOf(facet);
        for (var ordinal = 0; ordinal < Math.Min(all.Length, counts.Length); ordinal++)
        {
            counts[ordinal] += all[ordinal];
        }

        if (size == LiveFirms)
        {
            return;
        }

        var others = loan.Borrow(Segment.Firms);
        others.CopyFrom(Live);
        others.AndNot(firms.Words);
        var left = new int[counts.Length];
        column.Count(others, left);
        for (var ordinal = 0; ordinal < left.Length; ordinal++)
        {
            counts[ordinal] -= left[ordinal];
        }
    }

    /// <summary>Counts over all live firms; made at first use, the same whoever makes them.</summary>
    private int[] TotalsOf(FirmFacet facet)
    {
        ref var known = ref totals[(int)facet - 1];
        if (known is null)
        {
            var made = new int[Segment.Facet(facet).Dictionary.Count];
            Segment.Facet(facet).Count(Live, made);
            Volatile.Write(ref known, made);
        }

        return known;
    }
}
