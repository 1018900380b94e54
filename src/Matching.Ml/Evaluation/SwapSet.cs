namespace Matching.Ml.Evaluation;

/// <summary>A row that enters or leaves the top when another scorer ranks.</summary>
/// <param name="Before">Rank by the old scorer, 1 = best.</param>
/// <param name="After">Rank by the new one.</param>
public sealed record Swap(int Row, int Before, int After, bool Enters);

/// <summary>Who enters and who leaves the first N when one scorer takes over from another.</summary>
public static class SwapSet
{
    /// <summary>Entering rows first, best new rank first; then leaving ones, best old rank first.</summary>
    public static IReadOnlyList<Swap> Of(IReadOnlyList<double> before, IReadOnlyList<double> after, int top)
    {
        var (old, fresh) = (Ranks(before), Ranks(after));
        var swaps = Enumerable.Range(0, old.Length)
            .Where(row => old[row] <= top != fresh[row] <= top)
            .Select(row => new Swap(row, old[row], fresh[row], fresh[row] <= top))
            .ToList();
        return [.. swaps.Where(swap => swap.Enters).OrderBy(swap => swap.After), .. swaps.Where(swap => !swap.Enters).OrderBy(swap => swap.Before)];
    }

    /// <summary>Rank of each row by falling score, equal scores in the order of the rows.</summary>
    public static int[] Ranks(IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var ranks = new int[scores.Count];
        var rank = 0;
        foreach (var row in Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row]).ThenBy(row => row))
        {
            ranks[row] = ++rank;
        }

        return ranks;
    }
}
