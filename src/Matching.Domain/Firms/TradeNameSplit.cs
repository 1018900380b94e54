using Matching.Domain.Text;

namespace Matching.Domain.Firms;

/// <summary>Cuts 光迅科技 into 光迅 and 科技: the cheapest way to read the text as a 字号 followed by industry words.</summary>
/// <remarks>Costs are in the same unit: a known word is cheap, a character outside every word dear, and a 字号 of two characters
/// the usual length. The figures were set on labelled names, not derived.</remarks>
internal static class TradeNameSplit
{
    private const double WordCost = 0.3;
    private const double StrayCost = 2.0;
    private const int LongestText = 40;

    private static readonly double[] LengthCost = [6, 3.5, 0, 0.9, 1.3, 2.8, 3.6];

    private static readonly PhraseTrie Words = LoadWords();

    public static (string TradeName, IReadOnlyList<string> TradeWords) Split(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestText)
        {
            return (text.ToString(), []);
        }

        Span<double> cost = stackalloc double[text.Length + 1];
        Span<int> step = stackalloc int[text.Length];
        Read(text, cost, step);

        var best = Cut(text, cost);
        return (text[..best].ToString(), WordsFrom(text, best, step));
    }

    /// <summary>True when the text is industry words from end to end, so that nothing is left to be a 字号.</summary>
    public static bool IsTradeOnly(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText)
        {
            return false;
        }

        Span<double> cost = stackalloc double[text.Length + 1];
        Span<int> step = stackalloc int[Math.Max(text.Length, 1)];
        Read(text, cost, step);
        return cost[0] < StrayCost;
    }

    /// <summary>Cheapest reading of every tail of the text, and the length of its first word (1 and no word for a stray character).</summary>
    private static void Read(ReadOnlySpan<char> text, Span<double> cost, Span<int> step)
    {
        Span<(int Length, int Value)> found = stackalloc (int, int)[12];
        cost[text.Length] = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            (cost[i], step[i]) = (cost[i + 1] + StrayCost, 0);
            var count = Words.All(text[i..], found);
            for (var w = 0; w < count; w++)
            {
                var whole = cost[i + found[w].Length] + WordCost;
                if (whole < cost[i])
                {
                    (cost[i], step[i]) = (whole, found[w].Length);
                }
            }
        }
    }

    private static int Cut(ReadOnlySpan<char> text, ReadOnlySpan<double> cost)
    {
        var (best, bestCost) = (text.Length, double.MaxValue);
        var units = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            // a run of Latin letters or digits reads as two characters
            var continuesRun = i > 1 && char.IsAsciiLetterOrDigit(text[i - 1]) && char.IsAsciiLetterOrDigit(text[i - 2]);
            units += continuesRun ? 0 : char.IsAsciiLetterOrDigit(text[i - 1]) ? 2 : 1;
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]) && char.IsAsciiLetterOrDigit(text[i - 1]))
            {
                continue;
            }

            var whole = cost[i] + (units < LengthCost.Length ? LengthCost[units] : LengthCost[^1] + units - LengthCost.Length + 1);
            if (whole < bestCost)
            {
                (best, bestCost) = (i, whole);
            }
        }

        return best;
    }

    private static List<string> WordsFrom(ReadOnlySpan<char> text, int start, ReadOnlySpan<int> step)
    {
        var words = new List<string>(3);
        var stray = start;
        for (var i = start; i < text.Length;)
        {
            if (step[i] == 0)
            {
                i++;
                continue;
            }

            if (stray < i)
            {
                words.Add(text[stray..i].ToString());
            }

            words.Add(text.Slice(i, step[i]).ToString());
            i += step[i];
            stray = i;
        }

        if (stray < text.Length)
        {
            words.Add(text[stray..].ToString());
        }

        return words;
    }

    private static PhraseTrie LoadWords()
    {
        var words = new PhraseTrie();
        foreach (var word in DataFile.Lines("trade-words.txt").Concat(IndustryWords.All()))
        {
            words.Add(word, words.Count);
        }

        return words;
    }
}
