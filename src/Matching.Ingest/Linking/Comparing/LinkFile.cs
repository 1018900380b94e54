using System.Text;

namespace Matching.Ingest.Linking.Comparing;

/// <summary>Reads an export of links back: which row belongs to which firm.</summary>
public static class LinkFile
{
    private static readonly string[] RowColumns = ["delivery", "sheet", "row", "position"];

    private const string FirmColumn = "firm";

    /// <returns>Firm by row; rows not linked yet are left out.</returns>
    /// <exception cref="InvalidDataException">It is no export of links; the message says what is missing, for people.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = await ReadLineAsync(reader, cancellationToken) ?? [];
        var places = RowColumns.Select(column => head.IndexOf(column)).ToList();
        var firm = head.IndexOf(FirmColumn);
        if (places.Contains(-1) || firm < 0)
        {
            throw new InvalidDataException($"{path}：第一行应有 {string.Join("、", RowColumns)} 和 {FirmColumn} 列，请使用 export links 或 link --out 写出的文件");
        }

        var needed = places.Append(firm).Max() + 1;
        var rows = new Dictionary<string, string>();
        for (var number = 2; await ReadLineAsync(reader, cancellationToken) is { } cells; number++)
        {
            if (cells.Count < needed)
            {
                throw new InvalidDataException($"{path} 第 {number} 条：只有 {cells.Count} 列，应至少有 {needed} 列");
            }

            if (cells[firm].Length > 0)
            {
                rows[string.Join('\u001f', places.Select(place => cells[place]))] = cells[firm];
            }
        }

        return rows;
    }

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
