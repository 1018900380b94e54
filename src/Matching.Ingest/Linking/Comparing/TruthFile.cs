using System.Text;

namespace Matching.Ingest.Linking.Comparing;

/// <summary>Reads who each row really is: from a file with the columns of an export of links, or from <c>truth.csv</c> beside generated lists.</summary>
public static class TruthFile
{
    private const string FileColumn = "file";
    private const string NumberColumn = "number";
    private const string KindColumn = "kind";

    /// <summary>Kinds of generated rows that must be rejected: they belong to nobody.</summary>
    private const string BadKind = "bad";

    /// <returns>Owner by row.</returns>
    /// <exception cref="InvalidDataException">Columns are missing; the message says which, for people.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = await CsvRecords.ReadAsync(reader, cancellationToken) ?? [];
        var (places, firm) = (LinkFile.PlacesOf(head), head.IndexOf(LinkFile.FirmColumn));
        if (firm >= 0 && !places.Contains(-1))
        {
            return await LinkFile.RowsAsync(path, reader, places, places.Append(firm), (_, cells) => cells[firm], cancellationToken);
        }

        var (number, kind) = (head.IndexOf(NumberColumn), head.IndexOf(KindColumn));
        places[0] = places[0] < 0 ? head.IndexOf(FileColumn) : places[0];
        if (places.Contains(-1) || number < 0 || kind < 0)
        {
            throw new InvalidDataException(
                $"{path}：第一行应有 {string.Join("、", LinkFile.RowColumns)} 和 {LinkFile.FirmColumn} 列（{LinkFile.FirmColumn} 写同一主体的同一标识）");
        }

        return await LinkFile.RowsAsync(path, reader, places, [.. places, number, kind], (_, cells) => OwnerOf(cells[kind], cells[number]), cancellationToken);
    }

    /// <summary>Firms and their branches are numbered in one series, other units in another.</summary>
    private static string OwnerOf(string kind, string number) =>
        number.Length == 0 || kind.StartsWith(BadKind, StringComparison.Ordinal) ? ""
        : kind is "firm" or "branch" ? $"firm {number}"
        : $"unit {number}";
}
