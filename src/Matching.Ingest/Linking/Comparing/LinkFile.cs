using System.Text;

namespace Matching.Ingest.Linking.Comparing;

/// <summary>Reads an export of links back: which row belongs to which firm. A file of the truth has the same columns.</summary>
public static class LinkFile
{
    private static readonly string[] RowColumns = ["delivery", "sheet", "row", "position"];

    private const string FirmColumn = "firm";
    private const string BandColumn = "band";
    private const string FileColumn = "file";
    private const string NumberColumn = "number";
    private const string KindColumn = "kind";

    /// <summary>Kinds of sample rows that must be rejected: they belong to nobody.</summary>
    private const string BadKind = "bad";

    /// <returns>Firm by row; rows not linked yet are left out.</returns>
    /// <exception cref="InvalidDataException">It is no export of links; the message says what is missing, for people.</exception>
    public static Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, false, false, cancellationToken);

    /// <summary>The same; rows that wait for a person stand alone.</summary>
    public static Task<Dictionary<string, string>> ReadSettledAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, true, false, cancellationToken);

    /// <summary>Who each row really is: the columns of an export of links, or those of <c>truth.csv</c> beside generated lists.</summary>
    public static Task<Dictionary<string, string>> ReadTruthAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, false, true, cancellationToken);

    private static async Task<Dictionary<string, string>> ReadAsync(string path, bool settledOnly, bool isTruth, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = await ReadLineAsync(reader, cancellationToken) ?? [];
        var places = RowColumns.Select(column => head.IndexOf(column)).ToList();
        var (firm, band, kind) = (head.IndexOf(FirmColumn), head.IndexOf(BandColumn), -1);
        if (isTruth && firm < 0)
        {
            places[0] = places[0] < 0 ? head.IndexOf(FileColumn) : places[0];
            (firm, kind) = (head.IndexOf(NumberColumn), head.IndexOf(KindColumn));
        }

        if (places.Contains(-1) || firm < 0 || (settledOnly && band < 0) || (isTruth && head.IndexOf(FirmColumn) < 0 && kind < 0))
        {
            throw new InvalidDataException(isTruth
                ? $"{path}：第一行应有 {string.Join("、", RowColumns)} 和 {FirmColumn} 列（{FirmColumn} 写同一主体的同一标识）"
                : $"{path}：第一行应有 {string.Join("、", RowColumns)} 和 {FirmColumn}{(settledOnly ? $"、{BandColumn}" : "")} 列，请使用 export links 或 link --out 写出的文件");
        }

        var needed = places.Append(firm).Append(settledOnly ? band : 0).Append(kind).Max() + 1;
        var rows = new Dictionary<string, string>();
        for (var number = 2; await ReadLineAsync(reader, cancellationToken) is { } cells; number++)
        {
            if (cells.Count < needed)
            {
                throw new InvalidDataException($"{path} 第 {number} 条：只有 {cells.Count} 列，应至少有 {needed} 列");
            }

            if (cells[firm].Length == 0 || (kind >= 0 && cells[kind].StartsWith(BadKind, StringComparison.Ordinal)))
            {
                continue;
            }

            var row = string.Join('\u001f', places.Select(place => cells[place]));
            rows[row] = kind >= 0 ? $"{SeriesOf(cells[kind])} {cells[firm]}"
                : settledOnly && cells[band] == "review" ? $"alone {row}"
                : cells[firm];
        }

        return rows;
    }

    /// <summary>Firms and their branches are numbered in one series, other units in another.</summary>
    private static string SeriesOf(string kind) => kind is "firm" or "branch" ? "firm" : "unit";

    /// <summary>One record; a quoted cell may hold commas, quotes and line ends. Null at the end.</summary>
    private static async Task<List<string>?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadLineAsync(cancellationToken) is not { } line)
        {
            return null;
        }

        while (line.AsSpan().Count('"') % 2 == 1 && await reader.ReadLineAsync(cancellationToken) is { } more)
        {
            line += '\n' + more;
        }

        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
