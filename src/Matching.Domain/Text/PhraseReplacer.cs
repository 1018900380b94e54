using System.Text;

namespace Matching.Domain.Text;

/// <summary>Replaces the phrases of a two-column table, the longest first, from left to right.</summary>
internal sealed class PhraseReplacer
{
    private readonly PhraseTrie phrases = new();
    private readonly List<string> replacements = [];
    private readonly bool[] begins = new bool[char.MaxValue + 1];

    public static PhraseReplacer Load(string fileName)
    {
        var replacer = new PhraseReplacer();
        foreach (var line in DataFile.Lines(fileName))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            replacer.phrases.Add(line.AsSpan(0, tab), replacer.replacements.Count);
            replacer.replacements.Add(line[(tab + 1)..]);
            replacer.begins[line[0]] = true;
        }

        return replacer;
    }

    /// <summary>The replacement for the phrase at the start of <paramref name="text"/>; null when none begins there.</summary>
    public string? At(ReadOnlySpan<char> text, out int length)
    {
        length = begins[text[0]] ? phrases.Longest(text, out var number) : Nothing(out number);
        return length == 0 ? null : replacements[number];
    }

    public string Replace(string text)
    {
        StringBuilder? replaced = null;
        for (var i = 0; i < text.Length;)
        {
            if (At(text.AsSpan(i), out var length) is { } replacement)
            {
                (replaced ??= new StringBuilder(text, 0, i, text.Length)).Append(replacement);
                i += length;
            }
            else
            {
                replaced?.Append(text[i]);
                i++;
            }
        }

        return replaced?.ToString() ?? text;
    }

    private static int Nothing(out int number)
    {
        number = -1;
        return 0;
    }
}
