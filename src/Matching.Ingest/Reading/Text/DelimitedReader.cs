using System.Buffers;
using System.Globalization;
using System.Text;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Reading.Text;

/// <summary>Reads delimited text after RFC 4180, and forgives what real files do to it.</summary>
/// <remarks>A quote counts only at the start of a cell. When its partner is missing, is not followed by a delimiter,
/// or lies more than a few cell lengths away, the quote is a plain character and the cell is marked
/// <see cref="CellMarks.StrayQuote"/>: one stray quote must not swallow the rows after it.</remarks>
internal sealed class DelimitedReader : IListReader
{
    private const int ChunkBytes = 1 << 16;
    private const char Quote = '"';

    private readonly Stream stream;
    private readonly string fileName;
    private readonly ListLimits limits;
    private readonly char delimiter;
    private readonly Decoder decoder;
    private readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(ChunkBytes);
    private readonly CellBuffer cells;
    private readonly SearchValues<char> cellEnds;
    private char[] chars = ArrayPool<char>.Shared.Rent(ChunkBytes * 2);
    private int position;
    private int filled;
    private bool atEnd;
    private bool isStarted;
    private int line = 1;
    private int rows;

    public DelimitedReader(Stream stream, string fileName, TextEncodingGuess encoding, char delimiter, ListLimits limits)
    {
        this.stream = stream;
        this.fileName = fileName;
        this.limits = limits;
        this.delimiter = delimiter;
        decoder = encoding.Encoding!.GetDecoder();
        cells = new CellBuffer(limits, Notes);
        cellEnds = SearchValues.Create([delimiter, '\r', '\n']);
        Notes.BadBytes = encoding.BadSequences;
        stream.Position = encoding.PreambleLength;
    }

    public string Sheet => "";

    public bool IsSheetHidden => false;

    public IReadOnlyList<string> Headlines => [];

    public ReadingNotes Notes { get; } = new();

    public bool NextSheet()
    {
        var first = !isStarted;
        isStarted = true;
        return first;
    }

    public bool Read(out ListRow row)
    {
        while (true)
        {
            if (position == filled && !Fill(position))
            {
                row = default;
                return false;
            }

            var start = position;
            var startLine = line;
            cells.Clear();
            while (!TryParseRecord())
            {
                Fill(start);
                start = 0;
                line = startLine;
                cells.Clear();
            }

            if (cells.IsBlank)
            {
                Notes.EmptyRows++;
                continue;
            }

            if (startLine == 1 && cells.Count <= 2 && cells.First.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (cells.Count > limits.MaxColumns)
            {
                throw new ListFileException(new ListFileRefusal.TooManyColumns(
                    fileName, CellPlace.Of(fileName, "", startLine), limits.MaxColumns));
            }

            if (++rows > limits.MaxRows)
            {
                throw new ListFileException(new ListFileRefusal.TooLarge(
                    fileName, "行数", string.Create(CultureInfo.InvariantCulture, $"{limits.MaxRows} 行")));
            }

            row = new ListRow(new LibraryRecord("", startLine, cells.ToArray()), cells.MarksOrNull());
            return true;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<char>.Shared.Return(chars);
        stream.Dispose();
    }

    /// <summary>Parses one record from <see cref="position"/>. False when it runs past the filled part and more may come.</summary>
    private bool TryParseRecord()
    {
        var text = chars.AsSpan(0, filled);
        var at = position;
        var lines = 0;
        while (true)
        {
            int end;
            if (at < text.Length && text[at] == Quote)
            {
                switch (ReadQuoted(text, at, out end, out var cellLines))
                {
                    case QuotedCell.NeedsMore:
                        return false;
                    case QuotedCell.Stray:
                        if (!FindEnd(text, at, out end))
                        {
                            return false;
                        }

                        cells.Add(text[at..end], CellMarks.StrayQuote);
                        break;
                    default:
                        lines += cellLines;
                        break;
                }
            }
            else
            {
                if (!FindEnd(text, at, out end))
                {
                    return false;
                }

                cells.Add(text[at..end], CellMarks.None);
            }

            if (end < text.Length && text[end] == delimiter)
            {
                at = end + 1;
                if (at == text.Length && !atEnd)
                {
                    return false;
                }

                continue;
            }

            if (end + 1 >= text.Length && !atEnd)
            {
                return false;
            }

            position = end + LineEndLength(text, end);
            line += lines + 1;
            return true;
        }
    }

    private enum QuotedCell
    {
        Read,
        Stray,
        NeedsMore,
    }

    private QuotedCell ReadQuoted(ReadOnlySpan<char> text, int start, out int end, out int lines)
    {
        var hasEscapes = false;
        var at = start + 1;
        end = start;
        lines = 0;
        while (true)
        {
            var found = at < text.Length ? text[at..].IndexOf(Quote) : -1;
            var close = at + found;
            if (found < 0 || close + 1 == text.Length && !atEnd)
            {
                var tooFar = text.Length - start > limits.MaxCellLength * 4;
                return found < 0 && (atEnd || tooFar) ? QuotedCell.Stray : QuotedCell.NeedsMore;
            }

            if (close + 1 < text.Length && text[close + 1] == Quote)
            {
                hasEscapes = true;
                at = close + 2;
                continue;
            }

            end = close + 1;
            while (end < text.Length && text[end] == ' ' && delimiter != ' ')
            {
                end++;
            }

            if (end < text.Length && text[end] != delimiter && text[end] is not ('\r' or '\n'))
            {
                return QuotedCell.Stray;
            }

            var content = text[(start + 1)..close];
            lines = content.Count('\n');
            if (hasEscapes)
            {
                cells.Add(content.ToString().Replace("\"\"", "\"", StringComparison.Ordinal), CellMarks.None);
            }
            else
            {
                cells.Add(content, CellMarks.None);
            }

            return QuotedCell.Read;
        }
    }

    private bool FindEnd(ReadOnlySpan<char> text, int start, out int end)
    {
        var found = text[start..].IndexOfAny(cellEnds);
        end = found < 0 ? text.Length : start + found;
        return found >= 0 || atEnd;
    }

    private static int LineEndLength(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        return text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
    }

    /// <summary>Moves what is kept to the front and decodes the next bytes behind it; grows when a record fills the buffer.</summary>
    private bool Fill(int keepFrom)
    {
        var kept = filled - keepFrom;
        if (kept + ChunkBytes + 1 > chars.Length)
        {
            if (chars.Length > limits.MaxCellLength * limits.MaxColumns)
            {
                throw new ListFileException(new ListFileRefusal.TooLarge(
                    fileName, string.Create(CultureInfo.InvariantCulture, $"第 {line} 行"), "一行 1600 万字"));
            }

            var larger = ArrayPool<char>.Shared.Rent(chars.Length * 2);
            chars.AsSpan(keepFrom, kept).CopyTo(larger);
            ArrayPool<char>.Shared.Return(chars);
            chars = larger;
        }
        else
        {
            chars.AsSpan(keepFrom, kept).CopyTo(chars);
        }

        position = 0;
        filled = kept;
        while (!atEnd && filled == kept)
        {
            var read = stream.Read(bytes, 0, ChunkBytes);
            atEnd = read == 0;
            filled += decoder.GetChars(bytes.AsSpan(0, read), chars.AsSpan(filled), flush: atEnd);
        }

        return filled > kept;
    }
}
