namespace Matching.Ml.Training.Reading;

/// <summary>Cells of one line; valid until the next line is read.</summary>
internal readonly ref struct CsvCells(ReadOnlySpan<char> text, ReadOnlySpan<(int Start, int End)> places)
{
    private readonly ReadOnlySpan<char> text = text;
    private readonly ReadOnlySpan<(int Start, int End)> places = places;

    public ReadOnlySpan<char> Cell(int c) => text[places[c].Start..places[c].End];
}

/// <summary>Lines of a CSV file, cut into cells without a string each.</summary>
internal sealed class CsvLines(TextReader reader, string path)
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private char[] unquoted = new char[1024];
    private (int Start, int End)[] places = [];
    private char separator = ',';
    private int read;

    /// <summary>Line of the file the last row began on, from 1.</summary>
    public int Line { get; private set; }

    public string[] Header()
    {
        var line = reader.ReadLine() ?? throw new TableFileException($"{path} 是空文件，第一行应是表头");
        read = Line = 1;
        separator = Separators.MaxBy(candidate => line.Count(c => c == candidate));
        places = new (int, int)[line.Count(c => c == separator) + 1];
        var count = Cut(line, out var text);
        var header = new string[count];
        for (var c = 0; c < count; c++)
        {
            var name = text[places[c].Start..places[c].End].Trim();

            // Some tools write an index without a name; every column needs one to be asked for.
            header[c] = name.Length > 0 ? name.ToString() : $"列{c + 1}";
        }

        places = new (int, int)[count];
        return header;
    }

    public bool Next(out CsvCells cells)
    {
        while (reader.ReadLine() is { } line)
        {
            Line = ++read;
            if (line.Length == 0 && places.Length > 1)
            {
                continue;
            }

            while (line.Contains('"', StringComparison.Ordinal) && line.Count(c => c == '"') % 2 != 0)
            {
                line = line + "\n" + (reader.ReadLine() ?? throw new TableFileException($"{path} 第 {Line} 行：引号没有结束"));
                read++;
            }

            var count = Cut(line, out var text);
            if (count != places.Length)
            {
                throw new TableFileException($"{path} 第 {Line} 行有 {count} 格，表头有 {places.Length} 列；值里的逗号要用引号括起来");
            }

            cells = new CsvCells(text, places);
            return true;
        }

        cells = default;
        return false;
    }

    private int Cut(string line, out ReadOnlySpan<char> text)
    {
        if (line.Contains('"', StringComparison.Ordinal))
        {
            return CutQuoted(line, out text);
        }

        text = line;
        var (count, start) = (0, 0);
        while (true)
        {
            var next = line.IndexOf(separator, start);
            Keep(count++, start, next < 0 ? line.Length : next);
            if (next < 0)
            {
                return count;
            }

            start = next + 1;
        }
    }

    private int CutQuoted(string line, out ReadOnlySpan<char> text)
    {
        if (unquoted.Length < line.Length)
        {
            unquoted = new char[line.Length * 2];
        }

        var (count, start, at, isQuoted) = (0, 0, 0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == separator && !isQuoted))
            {
                Keep(count++, start, at);
                start = at;
            }
            else if (line[i] != '"')
            {
                unquoted[at++] = line[i];
            }
            else if (isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                unquoted[at++] = '"';
                i++;
            }
            else
            {
                isQuoted = !isQuoted;
            }
        }

        text = unquoted.AsSpan(0, at);
        return count;
    }

    private void Keep(int cell, int start, int end)
    {
        if (cell < places.Length)
        {
            places[cell] = (start, end);
        }
    }
}
