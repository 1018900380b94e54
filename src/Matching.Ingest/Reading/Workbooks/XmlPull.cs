using System.Buffers;
using System.Text;

namespace Matching.Ingest.Reading.Workbooks;

/// <summary>Walks the tags of one UTF-8 part of a workbook without building names or text that nobody asks for.</summary>
/// <remarks>Knows what SpreadsheetML needs and no more: elements, attributes, text, CDATA, comments. Document type
/// declarations are refused, so there are no entities to expand and nothing outside is ever fetched. Prefixes are
/// dropped: writers differ in them, and local names do not clash inside a part.</remarks>
internal sealed class XmlPull : IDisposable
{
    private const int MaxToken = 1 << 21;

    private readonly Stream stream;
    private readonly string part;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int position;
    private int filled;
    private int nameStart;
    private int nameEnd;
    private int tagEnd;

    public XmlPull(Stream stream, string part)
    {
        this.part = part;
        this.stream = stream;
        Fill(0);
        if (filled >= 2 && (buffer[0], buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
        {
            throw new InvalidDataException($"{part}: UTF-16");
        }
    }

    /// <summary>Local name of the current tag; valid until the next call.</summary>
    public ReadOnlySpan<byte> Name => buffer.AsSpan(nameStart, nameEnd - nameStart);

    public bool IsEnd { get; private set; }

    /// <summary>True for <c>&lt;c/&gt;</c>, which has no end tag of its own.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Goes to the next tag, over text. False at the end of the part.</summary>
    public bool NextTag()
    {
        while (true)
        {
            var open = Find((byte)'<', position);
            if (open < 0)
            {
                return false;
            }

            position = open;
            Need(2);
            switch (buffer[position + 1])
            {
                case (byte)'!' when !StartsWith("<!--"u8) && !StartsWith("<![CDATA["u8):
                    throw new InvalidDataException($"{part}: document type declaration");
                case (byte)'!':
                    SkipPast(StartsWith("<!--"u8) ? "-->"u8 : "]]>"u8);
                    continue;
                case (byte)'?':
                    SkipPast("?>"u8);
                    continue;
                default:
                    ReadTag();
                    return true;
            }
        }
    }

    /// <summary>Bytes of an attribute by local name, entities not decoded; empty when it is missing.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var tag = buffer.AsSpan(nameEnd, tagEnd - nameEnd);
        while (true)
        {
            var equals = tag.IndexOf((byte)'=');
            if (equals < 0 || equals + 1 >= tag.Length)
            {
                return default;
            }

            var key = tag[..equals].Trim(" \t\r\n"u8);
            var rest = tag[(equals + 1)..].TrimStart(" \t\r\n"u8);
            var close = rest.Length < 2 ? -1 : rest[1..].IndexOf(rest[0]);
            if (close < 0)
            {
                return default;
            }

            var colon = key.IndexOf((byte)':');
            if (key[(colon + 1)..].SequenceEqual(name))
            {
                return rest.Slice(1, close);
            }

            tag = rest[(close + 2)..];
        }
    }

    /// <summary>Text from here to the next tag, still with entities; valid until the next call.</summary>
    public ReadOnlySpan<byte> RawText()
    {
        var open = Find((byte)'<', position);
        if (open < 0)
        {
            throw new InvalidDataException($"{part}: ends inside text");
        }

        var text = buffer.AsSpan(position, open - position);
        position = open;
        return text;
    }

    /// <summary>True when a CDATA section starts here; <see cref="RawText"/> stops before it.</summary>
    public bool IsAtCData => StartsWith("<![CDATA["u8);

    /// <summary>Adds the text up to the end tag of the current element, CDATA included, nested elements left out.</summary>
    public void AppendText(StringBuilder text)
    {
        if (IsEmpty)
        {
            return;
        }

        var raw = RawText();
        XmlText.Append(raw, text);
        Need(2);
        while (StartsWith("<![CDATA["u8))
        {
            var start = position;
            SkipPast("]]>"u8, keep: true, out var end);
            text.Append(Encoding.UTF8.GetString(buffer.AsSpan(start + 9, end - start - 12)));
            position = end;
            XmlText.Append(RawText(), text);
        }
    }

    /// <summary>Passes over everything inside the current element.</summary>
    public void SkipElement()
    {
        for (var depth = IsEmpty ? 0 : 1; depth > 0 && NextTag();)
        {
            depth += IsEnd ? -1 : IsEmpty ? 0 : 1;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        stream.Dispose();
    }

    private void ReadTag()
    {
        var close = Find((byte)'>', position + 1);
        if (close < 0)
        {
            throw new InvalidDataException($"{part}: ends inside a tag");
        }

        IsEnd = buffer[position + 1] == '/';
        IsEmpty = buffer[close - 1] == '/';
        nameStart = position + (IsEnd ? 2 : 1);
        tagEnd = IsEmpty ? close - 1 : close;
        var inner = buffer.AsSpan(nameStart, Math.Max(0, tagEnd - nameStart));
        var space = inner.IndexOfAny(" \t\r\n"u8);
        var name = space < 0 ? inner : inner[..space];
        nameEnd = nameStart + name.Length;
        nameStart += name.IndexOf((byte)':') + 1;
        position = close + 1;
    }

    private bool StartsWith(ReadOnlySpan<byte> text)
    {
        Need(text.Length);
        return buffer.AsSpan(position, filled - position).StartsWith(text);
    }

    private void SkipPast(ReadOnlySpan<byte> end) => SkipPast(end, keep: false, out position);

    private void SkipPast(ReadOnlySpan<byte> end, bool keep, out int after)
    {
        var from = position;
        while (true)
        {
            var found = buffer.AsSpan(from, filled - from).IndexOf(end);
            if (found >= 0)
            {
                after = from + found + end.Length;
                return;
            }

            // Keep enough for an end mark that is cut by the end of the buffer.
            var next = Math.Max(from, filled - end.Length + 1);
            var keepFrom = keep ? position : next;
            if (!Fill(keepFrom))
            {
                throw new InvalidDataException($"{part}: ends inside markup");
            }

            from = next - keepFrom;
        }
    }

    private int Find(byte value, int from)
    {
        while (true)
        {
            var found = buffer.AsSpan(from, filled - from).IndexOf(value);
            if (found >= 0)
            {
                return from + found;
            }

            var looked = filled - position;
            if (!Fill(position))
            {
                return -1;
            }

            from = looked;
        }
    }

    private void Need(int length)
    {
        while (filled - position < length && Fill(position))
        {
        }
    }

    /// <summary>Moves what is kept to the front and reads more behind it; the current token then starts at 0.</summary>
    private bool Fill(int keepFrom)
    {
        var kept = filled - keepFrom;
        var target = buffer;
        if (kept > buffer.Length / 2)
        {
            if (kept > MaxToken)
            {
                throw new InvalidDataException($"{part}: a tag or text of more than {MaxToken} bytes");
            }

            target = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        }

        buffer.AsSpan(keepFrom, kept).CopyTo(target);
        if (!ReferenceEquals(target, buffer))
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }

        position = 0;
        var read = stream.Read(buffer, kept, buffer.Length - kept);
        filled = kept + read;
        return read > 0;
    }
}
