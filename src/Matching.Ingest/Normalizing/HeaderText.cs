namespace Matching.Ingest.Normalizing;

/// <summary>Brings a header to the form headers are compared in: half-width, no blanks, no line ends.</summary>
public static class HeaderText
{
    public static string Fold(string header)
    {
        Span<char> folded = header.Length <= 128 ? stackalloc char[header.Length] : new char[header.Length];
        var length = 0;
        foreach (var c in header)
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '*')
            {
                continue;
            }

            folded[length++] = c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '【' or '〔' => '(',
                '】' or '〕' => ')',
                _ => c,
            };
        }

        return folded[..length].ToString();
    }
}
