using System.Text.Json;
using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries;

/// <summary>Finds the cell a field of a fact stands in, from the header kept with the rows of its list.</summary>
public sealed class LocateCells(IDbContextFactory<MatchingDbContext> contexts)
{
    /// <summary>Where a field may stand, the likeliest first.</summary>
    private static readonly Dictionary<FirmField, ListColumn[]> Columns = new()
    {
        [FirmField.Name] = [ListColumn.FirmName, ListColumn.NewName, ListColumn.ShortName, ListColumn.LeadUnit, ListColumn.Units, ListColumn.MixedUnits],
        [FirmField.Uscc] = [ListColumn.Uscc],
        [FirmField.RegisteredOn] = [ListColumn.RegisteredOn],
        [FirmField.Capital] = [ListColumn.Capital],
        [FirmField.BusinessScope] = [ListColumn.BusinessScope],
        [FirmField.Region] = [ListColumn.Region, ListColumn.City, ListColumn.Province],
        [FirmField.TechnologyField] = [ListColumn.Field],
    };

    /// <summary>Places such as <c>Sheet1!F218</c>, without a column where the list does not tell it (a value read off the title, a table without a header).</summary>
    public async Task<IReadOnlyDictionary<(FirmField Field, long FactId), string>> HandleAsync(
        IReadOnlyCollection<(FirmField Field, FirmFact Fact)> wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var places = new Dictionary<(FirmField, long), string>();
        foreach (var list in wanted.Distinct().GroupBy(one => (one.Fact.Source.DeliveryId, one.Fact.Source.Sheet, one.Fact.Library)))
        {
            var mapped = await ColumnsAsync(db, list.Key.DeliveryId, list.Key.Sheet, list.Key.Library, cancellationToken);
            foreach (var (field, fact) in list)
            {
                var source = fact.Source;
                var column = Columns[field].Select(meaning => mapped.FirstOrDefault(mapping => mapping.Column == meaning)).FirstOrDefault(mapping => mapping is not null);
                places[(field, fact.Id)] = (source.Sheet.Length > 0 ? source.Sheet + "!" : "")
                    + (column is null ? $"第 {source.Row} 行" : $"{CellPlace.Letters(column.Index)}{source.Row}");
            }
        }

        return places;
    }

    private static async Task<IReadOnlyList<ColumnMapping>> ColumnsAsync(
        MatchingDbContext db, Guid deliveryId, string sheet, Library library, CancellationToken cancellationToken)
    {
        var shape = await db.Deliveries.Where(delivery => delivery.Id == deliveryId).Select(delivery => delivery.ShapeJson).SingleAsync(cancellationToken);
        var head = await db.Rows.AsNoTracking()
            .Where(row => row.DeliveryId == deliveryId && row.Sheet == sheet)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Row, row.Cells })
            .Take(SheetHead.RowsKept)
            .ToListAsync(cancellationToken);
        var rows = head.ConvertAll(row => new ListRow(new LibraryRecord(sheet, row.Row, JsonSerializer.Deserialize<string[]>(row.Cells)!), null));
        return HeaderFinder.Find(library, ListShapeJson.Read(shape), sheet, isHidden: false, rows, []).Columns;
    }
}
