using System.Text;

namespace Matching.Ingest.Linking.Comparing;

/// <summary>Records of a file with commas the product wrote itself, or one made to look like it.</summary>
internal static class CsvRecords
{
    /// <summary>One record; a quoted cell may hold commas, quotes and line ends. Null at the end.</summary>
    public static async Task<List<string>?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
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
