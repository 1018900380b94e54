using System.Text;
using System.Text.Unicode;

namespace Matching.Ingest.Reading.Text;

/// <summary>Which encoding the bytes are in, told by the bytes alone: labels in files and headers of real lists are often wrong.</summary>
/// <param name="Encoding">Null when no supported encoding fits.</param>
/// <param name="PreambleLength">Bytes of the byte order mark.</param>
/// <param name="BadSequences">Sequences that are not valid in the encoding, at most one in a hundred.</param>
/// <param name="IsBinary">True when zero bytes say that this is no text at all.</param>
internal sealed record TextEncodingGuess(Encoding? Encoding, string Name, int PreambleLength, long BadSequences, bool IsBinary)
{
    private const int ChunkBytes = 1 << 16;

    static TextEncodingGuess() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Scans the whole stream from its start and leaves it at the start.</summary>
    public static TextEncodingGuess Of(Stream stream)
    {
        stream.Position = 0;
        var head = new byte[4096];
        var headLength = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var guess = FromMark(head.AsSpan(0, headLength)) ?? FromZeros(head.AsSpan(0, headLength)) ?? FromScan(stream);
        stream.Position = 0;
        return guess;
    }

    private static TextEncodingGuess? FromMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(new UTF8Encoding(), "UTF-8（带 BOM）", 3, 0, false),
        [0xFF, 0xFE, ..] => new(Encoding.Unicode, "UTF-16", 2, 0, false),
        [0xFE, 0xFF, ..] => new(Encoding.BigEndianUnicode, "UTF-16（大端）", 2, 0, false),
        _ => null,
    };

    private static TextEncodingGuess? FromZeros(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                _ = (i & 1) == 0 ? even++ : odd++;
            }
        }

        // Separators, digits and line ends of UTF-16 text have their zero byte on one side only.
        return (even, odd) switch
        {
            (0, 0) => null,
            (0, > 3) => new(Encoding.Unicode, "UTF-16", 0, 0, false),
            ( > 3, 0) => new(Encoding.BigEndianUnicode, "UTF-16（大端）", 0, 0, false),
            _ => new(null, "", 0, 0, true),
        };
    }

    private static TextEncodingGuess FromScan(Stream stream)
    {
        if (IsValidUtf8(stream))
        {
            return new(new UTF8Encoding(), "UTF-8", 0, 0, false);
        }

        var (utf8Good, utf8Bad) = MultiByteCount.Utf8(stream);
        var (gbGood, gbBad) = MultiByteCount.Gb18030(stream);
        if (gbBad == 0 || gbBad * 100 < gbGood && gbBad <= utf8Bad)
        {
            return new(Encoding.GetEncoding("GB18030"), "GB18030", 0, gbBad, false);
        }

        return utf8Bad * 100 < utf8Good
            ? new(new UTF8Encoding(), "UTF-8", 0, utf8Bad, false)
            : new(null, "", 0, 0, false);
    }

    private static bool IsValidUtf8(Stream stream)
    {
        stream.Position = 0;
        var chunk = new byte[ChunkBytes];
        var carried = 0;
        while (true)
        {
            var read = stream.Read(chunk, carried, chunk.Length - carried);
            if (read == 0)
            {
                return carried == 0;
            }

            var filled = carried + read;
            var whole = filled - IncompleteTail(chunk.AsSpan(0, filled));
            if (!Utf8.IsValid(chunk.AsSpan(0, whole)))
            {
                return false;
            }

            carried = filled - whole;
            chunk.AsSpan(whole, carried).CopyTo(chunk);
        }
    }

    /// <summary>Length of a sequence that starts at the end of the chunk and needs bytes of the next one.</summary>
    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var value = bytes[^back];
            if (value < 0x80)
            {
                return 0;
            }

            if (value >= 0xC0)
            {
                var needed = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }
}
