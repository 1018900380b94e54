namespace Matching.Domain.Linkage.Comparing;

/// <summary>How much of what belongs together was found, estimated without labels from two ways of finding it.</summary>
/// <remarks>Chapman's estimator: with n₁ pairs found one way, n₂ another, m both ways, all pairs number about (n₁+1)(n₂+1)/(m+1) − 1.
/// It assumes that the two ways find a pair independently of each other. Codes and names are nearly so; where rows with a code also
/// print cleaner names the true recall is lower than told.</remarks>
/// <param name="Estimated">Pairs there are, as estimated.</param>
/// <param name="Recall">Share of them that either way found, 0 to 1; NaN when nothing was found both ways, for then nothing can be said.</param>
public sealed record CaptureRecapture(long First, long Second, long Both, double Estimated, double Recall)
{
    public static CaptureRecapture Of(long first, long second, long both)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(both, Math.Min(first, second));
        ArgumentOutOfRangeException.ThrowIfNegative(both);
        var estimated = ((first + 1.0) * (second + 1.0) / (both + 1.0)) - 1;
        return new(first, second, both, estimated, both == 0 ? double.NaN : Math.Min(1, (first + second - both) / estimated));
    }
}
