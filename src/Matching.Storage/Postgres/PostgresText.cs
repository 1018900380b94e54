using System.Buffers;

namespace Matching.Storage.Postgres;

/// <summary>Text as PostgreSQL takes it: UTF-8 without U+0000 and without halves of surrogate pairs, both of which broken files contain.</summary>
internal static class PostgresText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        ['\0', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>The same text, each character that cannot be stored replaced by U+FFFD.</summary>
    public static string Storable(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspects) is not (>= 0 and var first))
        {
            return text;
        }

        var buffer = text.ToCharArray();
        for (var place = first; place < buffer.Length; place++)
        {
            if (char.IsHighSurrogate(buffer[place]) && place + 1 < buffer.Length && char.IsLowSurrogate(buffer[place + 1]))
            {
                place++;
            }
            else if (buffer[place] == '\0' || char.IsSurrogate(buffer[place]))
            {
                buffer[place] = Replacement;
            }
        }

        return new string(buffer);
    }
}
