using System.Text;

namespace Matching.Domain.Text;

/// <summary>Traditional characters and phrases with their simplified forms.</summary>
internal sealed class ScriptTable
{
    private readonly char[] simplified = new char[char.MaxValue + 1];
    private readonly PhraseReplacer phrases = PhraseReplacer.Load("traditional-phrases.tsv");

    private ScriptTable()
    {
    }

    public static ScriptTable Load()
    {
        var table = new ScriptTable();
        for (var c = 0; c <= char.MaxValue; c++)
        {
            table.simplified[c] = (char)c;
        }

        foreach (var line in DataFile.Lines("traditional-characters.tsv"))
        {
            foreach (var traditional in line.AsSpan(2))
            {
                table.simplified[traditional] = line[0];
            }
        }

        return table;
    }

    public string Simplify(string text)
    {
        var first = FirstToChange(text);
        if (first < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length).Append(text, 0, first);
        for (var i = first; i < text.Length;)
        {
            if (phrases.At(text.AsSpan(i), out var length) is { } phrase)
            {
                result.Append(phrase);
                i += length;
            }
            else
            {
                result.Append(simplified[text[i]]);
                i++;
            }
        }

        return result.ToString();
    }

    private int FirstToChange(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (simplified[text[i]] != text[i] || phrases.At(text.AsSpan(i), out _) is not null)
            {
                return i;
            }
        }

        return -1;
    }
}
