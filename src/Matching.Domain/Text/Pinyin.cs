using System.Text;

namespace Matching.Domain.Text;

/// <summary>Reads Han text as pinyin without tones, for search by initials and for order.</summary>
/// <remarks>A character has its usual reading, unless it stands in a word of the table of readings (重庆, 银行, 长沙).
/// Letters and digits read as themselves in lower case; everything else is skipped.</remarks>
public static class Pinyin
{
    private static readonly string?[] Readings = LoadReadings();

    private static readonly (PhraseTrie Words, string[][] Syllables) Words = LoadWords();

    private static readonly Dictionary<string, ushort> SyllablesSeen = [];
    private static readonly ushort[] Numbers = Array.ConvertAll(Readings, reading => reading is null ? (ushort)0 : NumberOf(reading));
    private static readonly ushort[][] WordNumbers = Array.ConvertAll(Words.Syllables, syllables => Array.ConvertAll(syllables, NumberOf));

    /// <summary>First letters: 武汉光迅 → <c>whgx</c>.</summary>
    public static string Initials(string? text)
    {
        var initials = new StringBuilder(text?.Length ?? 0);
        Read(text, syllable => initials.Append(syllable[0]));
        return initials.ToString();
    }

    /// <summary>Whole syllables without blanks: 武汉光迅 → <c>wuhanguangxun</c>.</summary>
    public static string Full(string? text)
    {
        var full = new StringBuilder((text?.Length ?? 0) * 4);
        Read(text, syllable => full.Append(syllable));
        return full.ToString();
    }

    /// <summary>One syllable, letter or digit each: 武汉 → <c>wu</c>, <c>han</c>.</summary>
    public static IReadOnlyList<string> Syllables(string? text)
    {
        var syllables = new List<string>(text?.Length ?? 0);
        Read(text, syllables.Add);
        return syllables;
    }

    /// <summary>Syllables as numbers, equal for equal syllables in one process.</summary>
    /// <param name="plain">Text folded already.</param>
    public static ushort[] SyllableNumbers(ReadOnlySpan<char> plain)
    {
        var numbers = new ushort[plain.Length * 2];
        var count = 0;
        for (var i = 0; i < plain.Length;)
        {
            var length = Words.Words.Longest(plain[i..], out var word);
            if (length > 0)
            {
                foreach (var number in WordNumbers[word])
                {
                    numbers[count++] = number;
                }

                i += length;
                continue;
            }

            if (Numbers[plain[i]] is var one and > 0)
            {
                numbers[count++] = one;
            }

            i++;
        }

        return numbers[..count];
    }

    private static void Read(string? text, Action<string> onSyllable)
    {
        var plain = TextFold.Fold(text);
        for (var i = 0; i < plain.Length;)
        {
            var length = Words.Words.Longest(plain.AsSpan(i), out var word);
            if (length > 0)
            {
                Array.ForEach(Words.Syllables[word], onSyllable);
                i += length;
                continue;
            }

            if (Readings[plain[i]] is { } syllable)
            {
                onSyllable(syllable);
            }

            i++;
        }
    }

    private static ushort NumberOf(string syllable) => SyllablesSeen.TryGetValue(syllable, out var number) ? number : SyllablesSeen[syllable] = (ushort)(SyllablesSeen.Count + 1);

    private static string?[] LoadReadings()
    {
        var readings = new string?[char.MaxValue + 1];
        foreach (var line in DataFile.Lines("pinyin.tsv"))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var syllable = line[..tab].Replace('ü', 'v');
            foreach (var c in line.AsSpan(tab + 1))
            {
                readings[c] = syllable;
            }
        }

        for (var c = '!'; c <= '~'; c++)
        {
            readings[c] = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c).ToString() : null;
        }

        return readings;
    }

    private static (PhraseTrie, string[][]) LoadWords()
    {
        var words = new PhraseTrie();
        var syllables = new List<string[]>();
        foreach (var line in DataFile.Lines("pinyin-words.tsv"))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            words.Add(line.AsSpan(0, tab), syllables.Count);
            syllables.Add(line[(tab + 1)..].Split(' '));
        }

        return (words, [.. syllables]);
    }
}
