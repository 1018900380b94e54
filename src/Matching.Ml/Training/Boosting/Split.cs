namespace Matching.Ml.Training.Boosting;

/// <summary>One question of a tree: which bins of a factor go left.</summary>
/// <param name="Threshold">Last ordered bin that goes left.</param>
/// <param name="Only">The one unordered bin (missing or a special code) that goes left, all others right; −1 = cut by order.</param>
/// <param name="IsUnorderedLeft">Cut by order: missing and special codes go left.</param>
internal readonly record struct Split(int Factor, int FirstOrdered, int Threshold, int Only, bool IsUnorderedLeft)
{
    public bool GoesLeft(int bin)
    {
        if (Only >= 0)
        {
            return bin == Only;
        }

        return bin < FirstOrdered ? IsUnorderedLeft : bin <= Threshold;
    }

    /// <summary>1 for every bin that goes left.</summary>
    public void Fill(Span<byte> sides)
    {
        for (var b = 0; b < sides.Length; b++)
        {
            sides[b] = GoesLeft(b) ? (byte)1 : (byte)0;
        }
    }
}
