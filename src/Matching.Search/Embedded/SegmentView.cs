using System.Buffers;

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

    /// <summary>Adds each facet's counts over <paramref name="firms"/>, reading whichever is fewer: the set or what it leaves out.</summary>
    /// <param name="size">Firms in the set.</param>
    /// <param name="counts">One array per facet, indexed by ordinal.</param>
    public void Count(IReadOnlyList<FirmFacet> facets, FirmBits firms, int size, IReadOnlyList<int[]> counts, BitsLoan loan)
    {
        var countsOthers = size * 2 > LiveFirms;
        if (countsOthers)
        {
            var others = loan.Borrow(Segment.Firms);
            others.CopyFrom(Live);
            others.AndNot(firms.Words);
            firms = others;
        }

        var list = ArrayPool<ushort>.Shared.Rent(Segment.MaxFirms);
        var listed = list.AsSpan(0, firms.List(list));
        for (var i = 0; i < facets.Count; i++)
        {
            var column = Segment.Facet(facets[i]);
            if (!countsOthers)
            {
                column.Count(listed, counts[i]);
                continue;
            }

            var left = new int[counts[i].Length];
            column.Count(listed, left);
            var all = TotalsOf(facets[i]);
            for (var ordinal = 0; ordinal < left.Length; ordinal++)
            {
                counts[i][ordinal] += (ordinal < all.Length ? all[ordinal] : 0) - left[ordinal];
            }
        }

        ArrayPool<ushort>.Shared.Return(list);
    }

    /// <summary>Counts over all live firms; made at first use, the same whoever makes them.</summary>
    private int[] TotalsOf(FirmFacet facet)
    {
        ref var known = ref totals[(int)facet - 1];
        if (known is null)
        {
            var list = new ushort[Segment.Firms];
            var made = new int[Segment.Facet(facet).Dictionary.Count];
            Segment.Facet(facet).Count(list.AsSpan(0, Live.List(list)), made);
            Volatile.Write(ref known, made);
        }

        return known;
    }
}
