using Matching.Ml.Training.Binning;

namespace Matching.Ml.Training.Boosting;

/// <summary>The best question of a node, its gain, and what goes left.</summary>
internal readonly record struct FoundSplit(Split Split, double Gain, long Left, double LeftValue, double RightValue)
{
    public static readonly FoundSplit None = new(default, double.NegativeInfinity, 0, 0, 0);
}

/// <summary>
/// Looks for the question of one factor that lowers the loss most. Candidates: every cut of the ordered bins, with missing and special codes
/// on either side, and each unordered bin against all others. A factor with a sign only takes cuts whose values keep the order.
/// </summary>
internal readonly struct SplitSearch(BinMap map, int factor, MonotoneSign sign, double ridge, double leastCurvature, double gradientUnit, double curvatureUnit)
{
    /// <param name="sums">Sums of this factor's bins in the node.</param>
    /// <param name="total">Sum of the node.</param>
    /// <param name="low">Least value a leaf below may take.</param>
    /// <param name="high">Greatest value a leaf below may take.</param>
    public FoundSplit Find(ReadOnlySpan<long> sums, long total, double low, double high)
    {
        var best = FoundSplit.None;
        var first = map.FirstOrdered;
        var isBound = sign != MonotoneSign.Free || low > double.NegativeInfinity || high < double.PositiveInfinity;
        var unordered = 0L;
        for (var b = 0; b < first; b++)
        {
            unordered += sums[b];
            if (sums[b] != 0)
            {
                Try(ref best, sums[b], total, new Split(factor, first, -1, b, false), isBound, MonotoneSign.Free, low, high);
            }
        }

        Cuts(ref best, sums, total, 0, false, isBound, low, high);
        if (unordered != 0)
        {
            Cuts(ref best, sums, total, unordered, true, isBound, low, high);
        }

        return best;
    }

    private void Cuts(ref FoundSplit best, ReadOnlySpan<long> sums, long total, long left, bool unorderedLeft, bool isBound, double low, double high)
    {
        var first = map.FirstOrdered;
        if (isBound)
        {
            for (var b = first; b < map.Count - 1; b++)
            {
                left += sums[b];
                Try(ref best, left, total, new Split(factor, first, b, -1, unorderedLeft), true, sign, low, high);
            }

            return;
        }

        var (bestGain, bestBin, bestLeft) = (best.Gain, -1, 0L);
        for (var b = first; b < map.Count - 1; b++)
        {
            if (sums[b] == 0)
            {
                continue;
            }

            left += sums[b];
            var right = total - left;
            var (hl, hr) = ((uint)left * curvatureUnit, (uint)right * curvatureUnit);
            if (hl < leastCurvature || hr < leastCurvature)
            {
                continue;
            }

            var (gl, gr) = ((left >> 32) * gradientUnit, (right >> 32) * gradientUnit);
            var gain = (gl * gl / (hl + ridge)) + (gr * gr / (hr + ridge));
            if (gain > bestGain)
            {
                (bestGain, bestBin, bestLeft) = (gain, b, left);
            }
        }

        if (bestBin >= 0)
        {
            Try(ref best, bestLeft, total, new Split(factor, first, bestBin, -1, unorderedLeft), false, MonotoneSign.Free, low, high);
        }
    }

    private void Try(ref FoundSplit best, long left, long total, Split split, bool isBound, MonotoneSign order, double low, double high)
    {
        var right = total - left;
        var (hl, hr) = ((uint)left * curvatureUnit, (uint)right * curvatureUnit);
        if (hl < leastCurvature || hr < leastCurvature)
        {
            return;
        }

        var (gl, gr) = ((left >> 32) * gradientUnit, (right >> 32) * gradientUnit);
        var (vl, vr) = (-gl / (hl + ridge), -gr / (hr + ridge));
        double gain;
        if (isBound)
        {
            (vl, vr) = (Math.Clamp(vl, low, high), Math.Clamp(vr, low, high));
            if ((order == MonotoneSign.Rising && vr < vl) || (order == MonotoneSign.Falling && vr > vl))
            {
                return;
            }

            gain = -((2 * gl * vl) + ((hl + ridge) * vl * vl)) - ((2 * gr * vr) + ((hr + ridge) * vr * vr));
        }
        else
        {
            gain = (gl * gl / (hl + ridge)) + (gr * gr / (hr + ridge));
        }

        if (gain > best.Gain)
        {
            best = new FoundSplit(split, gain, left, vl, vr);
        }
    }
}
