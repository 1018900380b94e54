using System.Buffers;

namespace Matching.Search.Embedded;

/// <summary>A firm with the key it is ordered by.</summary>
internal readonly record struct RankedFirm(long Key, long Id, SegmentView View, int Firm);

/// <summary>Picks from each segment the first firms after the cursor, in the order of the query.</summary>
internal sealed class TopFirms(SearchPlan plan)
{
    /// <summary>When at least one firm in this many was found, walking a presorted order reaches a full page sooner than sorting the found ones.</summary>
    private const int WalkShare = 16;

    private readonly List<RankedFirm> found = [];

    public void Add(SegmentMatch match)
    {
        if (match.Size == 0)
        {
            return;
        }

        if (plan.Query.Sort != FirmSort.Relevance)
        {
            var column = match.View.Segment.OrderBy(plan.Query.Sort);
            AddOrdered(match.View, match.Firms, match.Size, column, static (key, _) => key, 0);
        }
        else if (match.Words.Count == 0)
        {
            AddWeighing(match.View, match.Firms, match.Size, 1);
        }
        else if (match.Words.Count == 1)
        {
            AddTierByTier(match);
        }
        else
        {
            AddByMeanWeight(match);
        }
    }

    /// <summary>The page, and one more when another page follows.</summary>
    public List<RankedFirm> Page()
    {
        found.Sort(static (left, right) => right.Key.CompareTo(left.Key) is var byKey and not 0 ? byKey : left.Id.CompareTo(right.Id));
        return [.. found.Skip(plan.Skip).Take(plan.Query.Take + 1)];
    }

    /// <summary>Within one weight, relevance falls with the points: each tier is a walk of its own.</summary>
    private void AddTierByTier(SegmentMatch match)
    {
        using var loan = new BitsLoan();
        var firms = loan.Borrow(match.Firms.Firms);
        foreach (var tier in match.Words[0].Tiers)
        {
            firms.CopyFrom(tier.Firms);
            firms.And(match.Firms.Words);
            AddWeighing(match.View, firms, firms.Count(), tier.Weight);
        }
    }

    private void AddWeighing(SegmentView view, FirmBits firms, int size, double weight) =>
        AddOrdered(
            view, firms, size, view.Segment.Points,
            static (points, weight) => Relevance.KeyOf(Relevance.Of(weight, points)), weight);

    private void AddOrdered(
        SegmentView view, FirmBits firms, int size, SortColumn column, Func<long, double, long> keyOf, double weight)
    {
        if (size * WalkShare < firms.Firms)
        {
            var best = new BestFirms(plan.Wanted, plan.After);
            foreach (var firm in firms)
            {
                best.Offer(keyOf(column[firm], weight), view.Segment.IdOf(firm), firm);
            }

            AddBest(view, best);
            return;
        }

        var order = column.Order;
        var left = plan.Wanted;
        for (var place = FirstAfterCursor(view.Segment, column, keyOf, weight); place < order.Length && left > 0; place++)
        {
            var firm = order[place];
            if (firms[firm])
            {
                found.Add(new RankedFirm(keyOf(column[firm], weight), view.Segment.IdOf(firm), view, firm));
                left--;
            }
        }
    }

    private int FirstAfterCursor(Segment segment, SortColumn column, Func<long, double, long> keyOf, double weight)
    {
        if (plan.After is not { } cursor)
        {
            return 0;
        }

        var low = 0;
        var high = column.Order.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var firm = column.Order[middle];
            if (cursor.IsBefore(keyOf(column[firm], weight), segment.IdOf(firm)))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private void AddByMeanWeight(SegmentMatch match)
    {
        var segment = match.View.Segment;
        var weights = ArrayPool<double>.Shared.Rent(segment.Firms);
        Array.Clear(weights, 0, segment.Firms);
        foreach (var word in match.Words)
        {
            foreach (var tier in word.Tiers)
            {
                foreach (var firm in tier.Firms)
                {
                    weights[firm] += tier.Weight;
                }
            }
        }

        var best = new BestFirms(plan.Wanted, plan.After);
        foreach (var firm in match.Firms)
        {
            var relevance = Relevance.Of(weights[firm] / match.Words.Count, segment.Points[firm]);
            best.Offer(Relevance.KeyOf(relevance), segment.IdOf(firm), firm);
        }

        ArrayPool<double>.Shared.Return(weights);
        AddBest(match.View, best);
    }

    private void AddBest(SegmentView view, BestFirms best)
    {
        foreach (var (firm, (key, id)) in best.Firms)
        {
            found.Add(new RankedFirm(key, id, view, firm));
        }
    }
}
