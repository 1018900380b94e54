namespace Matching.Api.Features.Reviews;

/// <summary>A piece of one of two texts; pieces that the other text lacks are marked.</summary>
public readonly record struct TextPiece(string Text, bool IsMarked);

/// <summary>Marks the characters in which two texts differ, by their longest common subsequence.</summary>
public static class Difference
{
    /// <summary>Longer texts are shown unmarked: nobody compares them by eye, and the table grows with the square.</summary>
    private const int Longest = 200;

    public static (IReadOnlyList<TextPiece> Left, IReadOnlyList<TextPiece> Right) Of(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left == right || left.Length == 0 || right.Length == 0 || left.Length > Longest || right.Length > Longest)
        {
            return ([new(left, false)], [new(right, false)]);
        }

        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        var (common, other) = (new bool[left.Length], new bool[right.Length]);
        for (var (i, j) = (0, 0); i < left.Length && j < right.Length;)
        {
            if (left[i] == right[j])
            {
                common[i++] = other[j++] = true;
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (Pieces(left, common), Pieces(right, other));
    }

    private static List<TextPiece> Pieces(string text, bool[] common)
    {
        var pieces = new List<TextPiece>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && common[end] == common[start])
            {
                end++;
            }

            pieces.Add(new(text[start..end], !common[start]));
            start = end;
        }

        return pieces;
    }
}
