using Matching.Ingest.Reading;

namespace Matching.Ingest.Normalizing;

/// <summary>First rows of every sheet of a file.</summary>
internal sealed record SheetHead(string Sheet, bool IsHidden, IReadOnlyList<string> Headlines, IReadOnlyList<ListRow> Rows)
{
    public const int RowsKept = 60;

    public static IReadOnlyList<SheetHead> ReadAll(ListFile file, CancellationToken cancellationToken)
    {
        var heads = new List<SheetHead>();
        using var reader = file.OpenReader();
        while (reader.NextSheet())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new List<ListRow>();
            while (rows.Count < RowsKept && reader.Read(out var row))
            {
                rows.Add(row);
            }

            heads.Add(new SheetHead(reader.Sheet, reader.IsSheetHidden, [.. reader.Headlines], rows));
        }

        return heads;
    }
}
