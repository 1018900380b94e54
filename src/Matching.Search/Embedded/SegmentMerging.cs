namespace Matching.Search.Embedded;

/// <summary>Decides which segments to write anew as one. Depends on sizes only, so the same changes always leave the same segments.</summary>
internal static class SegmentMerging
{
    /// <summary>So many segments of like size become one; each document is thus written about once per power of this.</summary>
    private const int LikeSegments = 8;

    /// <summary>Smaller segments are not worth a clean-up of their own.</summary>
    private const int CleanFrom = 64;

    /// <returns>Places in <paramref name="views"/>; empty when nothing is to be done.</returns>
    public static IReadOnlyList<int> Pick(IReadOnlyList<SegmentView> views)
    {
        for (var i = 0; i < views.Count; i++)
        {
            var view = views[i];
            if (view.LiveFirms == 0 || (view.Segment.Firms >= CleanFrom && view.LiveFirms * 2 < view.Segment.Firms))
            {
                return [i];
            }
        }

        foreach (var tier in views.Index().GroupBy(view => TierOf(view.Item.LiveFirms)).OrderBy(tier => tier.Key))
        {
            var fitting = new List<int>();
            var firms = 0;
            foreach (var (i, view) in tier.OrderBy(view => view.Item.LiveFirms).ThenBy(view => view.Index))
            {
                firms += view.LiveFirms;
                if (firms > Segment.MaxFirms)
                {
                    break;
                }

                fitting.Add(i);
            }

            if (tier.Count() >= LikeSegments && fitting.Count > 1)
            {
                return fitting;
            }
        }

        return [];
    }

    private static int TierOf(int firms)
    {
        var tier = 0;
        for (; firms >= LikeSegments; firms /= LikeSegments)
        {
            tier++;
        }

        return tier;
    }
}
