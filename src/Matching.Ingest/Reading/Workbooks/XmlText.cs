using System.Globalization;
using System.Text;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Turns the raw text of a workbook part into what a spreadsheet program shows.</summary>
internal static class XmlText
{
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'&') < 0 && raw.IndexOf("_x"u8) < 0)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var text = new StringBuilder(raw.Length);
        Append(raw, text);
        return Unescape(text.ToString());
    }

    /// <summary>Appends with the five named entities and character references replaced.</summary>
    public static void Append(ReadOnlySpan<byte> raw, StringBuilder text)
    {
        while (true)
        {
            var mark = raw.IndexOf((byte)'&');
            if (mark < 0)
            {
                text.Append(Encoding.UTF8.GetString(raw));
                return;
            }

            text.Append(Encoding.UTF8.GetString(raw[..mark]));
            raw = raw[mark..];
            var end = raw[..Math.Min(raw.Length, 12)].IndexOf((byte)';');
            if (end < 0 || !TryReference(raw[1..end], text))
            {
                text.Append('&');
                end = 0;
            }

            raw = raw[(end + 1)..];
        }
    }

    /// <summary>ECMA-376 part 1 §22.9.2.19: <c>_x000D_</c> stands for the character with that code, <c>_x005F_</c> for the underscore.</summary>
    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var done = 0;
        for (; at >= 0; at = text.IndexOf("_x", at, StringComparison.Ordinal))
        {
            if (at + 7 <= text.Length && text[at + 6] == '_'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append(text, done, at - done).Append((char)code);
                at += 7;
                done = at;
            }
            else
            {
                at += 2;
            }
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static bool TryReference(ReadOnlySpan<byte> name, StringBuilder text)
    {
        if (name.Length > 1 && name[0] == '#')
        {
            var isHex = name[1] is (byte)'x' or (byte)'X';
            var digits = Encoding.ASCII.GetString(name[(isHex ? 2 : 1)..]);
            if (!int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || !Rune.IsValid(code))
            {
                return false;
            }

            text.Append(new Rune(code).ToString());
            return true;
        }

        var letter = name.SequenceEqual("amp"u8) ? '&'
            : name.SequenceEqual("lt"u8) ? '<'
            : name.SequenceEqual("gt"u8) ? '>'
            : name.SequenceEqual("quot"u8) ? '"'
            : name.SequenceEqual("apos"u8) ? '\''
            : '\0';
        if (letter == '\0')
        {
            return false;
        }

        text.Append(letter);
        return true;
    }
}
