using System.Text;

namespace Matching.Ingest.Linking.Comparing;

/// <summary>Reads an export of links back: which row belongs to which firm.</summary>
public static class LinkFile
{
    /// <summary>Columns that name a row, in the export and in a file of the truth.</summary>
    internal static readonly string[] RowColumns = ["delivery", "sheet", "row", "position"];

    internal const string FirmColumn = "firm";
    private const string BandColumn = "band";
    private const string ReviewBand = "review";

    /// <returns>Firm by row; rows not linked yet are left out.</returns>
    /// <exception cref="InvalidDataException">It is no export of links; the message says what is missing, for people.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = await CsvRecords.ReadAsync(reader, cancellationToken) ?? [];
        var (places, firm) = (PlacesOf(head), head.IndexOf(FirmColumn));
        if (places.Contains(-1) || firm < 0)
        {
            throw NoExport(path, FirmColumn);
        }

        return await RowsAsync(path, reader, places, places.Append(firm), (_, cells) => cells[firm], cancellationToken);
    }

    /// <summary>The same; rows that wait for a person stand alone.</summary>
    /// <exception cref="InvalidDataException">It is no export of links; the message says what is missing, for people.</exception>
    public static async Task<Dictionary<string, string>> ReadSettledAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = await CsvRecords.ReadAsync(reader, cancellationToken) ?? [];
        var (places, firm, band) = (PlacesOf(head), head.IndexOf(FirmColumn), head.IndexOf(BandColumn));
        if (places.Contains(-1) || firm < 0 || band < 0)
        {
            throw NoExport(path, $"{FirmColumn}、{BandColumn}");
        }

        return await RowsAsync(
            path, reader, places, [.. places, firm, band],
            (row, cells) => cells[firm].Length > 0 && cells[band] == ReviewBand ? $"alone {row}" : cells[firm],
            cancellationToken);
    }

    /// <summary>A row by the values of <see cref="RowColumns"/>.</summary>
    internal static string KeyOf(IEnumerable<string> values) => string.Join('\u001f', values);

    /// <summary>Where the columns stand that name a row; −1 for one that is missing.</summary>
    internal static List<int> PlacesOf(List<string> head) => [.. RowColumns.Select(column => head.IndexOf(column))];

    /// <summary>Reads what follows the head.</summary>
    /// <param name="needed">Places every record must reach.</param>
    /// <param name="ownerOf">Of a row and its cells; an empty text leaves the row out.</param>
    internal static async Task<Dictionary<string, string>> RowsAsync(
        string path, StreamReader reader, List<int> places, IEnumerable<int> needed, Func<string, List<string>, string> ownerOf, CancellationToken cancellationToken)
    {
        var least = needed.Max() + 1;
        var rows = new Dictionary<string, string>();
        for (var number = 2; await CsvRecords.ReadAsync(reader, cancellationToken) is { } cells; number++)
        {
            if (cells.Count < least)
            {
                throw new InvalidDataException($"{path} 第 {number} 条：只有 {cells.Count} 列，应至少有 {least} 列");
            }

            var row = KeyOf(places.Select(place => cells[place]));
            if (ownerOf(row, cells) is { Length: > 0 } owner)
            {
                rows[row] = owner;
            }
        }

        return rows;
    }

    private static InvalidDataException NoExport(string path, string columns) =>
        new($"{path}：第一行应有 {string.Join("、", RowColumns)} 和 {columns} 列，请使用 export links 或 link --out 写出的文件");
}
