using System.Text.Json;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>Writes the rejected rows in the list's own columns with the reason beside them, so they can be corrected and sent again.</summary>
/// <remarks>Titles and headers come along, because year, batch and kind stand there. The reason's column is known to the reader and not kept.</remarks>
public sealed class ExportRejectedRows(MatchingDbContext db, AuditTrail audit)
{
    private const string ReasonHeader = "退回原因";

    /// <summary>By this number the corrected row is known again.</summary>
    private const string NumberHeader = "退回编号";

    public async Task<FileStreamResult> HandleAsync(Delivery delivery, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var head = await HeadAsync(delivery.Id, cancellationToken);
        var width = Math.Max(
            head.Select(line => line.Count).DefaultIfEmpty(0).Max(),
            await WidthAsync(delivery.Id, cancellationToken));
        var header = head.Count > 0 ? head[^1] : [];
        XlsxColumn[] columns =
        [
            .. Enumerable.Range(0, width).Select(index => new XlsxColumn(index < header.Count ? header[index] : "", Width: 20)),
            new(ReasonHeader, Width: 70),
            new(NumberHeader, Width: 14),
        ];
        var sheet = new XlsxSheet("退回", columns, RowsAsync(delivery.Id, width, cancellationToken)) { Above = [.. head.SkipLast(1)] };
        var name = Path.GetFileNameWithoutExtension(delivery.FileName);
        var (file, rows) = await ExportFile.CreateAsync($"{name}-退回行.xlsx", null, sheet, cancellationToken);
        await audit.NoteAsync(by, "rejected-rows-exported", delivery.Id.ToString(), new { rows }, cancellationToken);
        return file;
    }

    /// <summary>Title and header rows of the first table, in order; the header last.</summary>
    private async Task<List<List<string>>> HeadAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var rows = await db.Rows.AsNoTracking()
            .Where(row => row.DeliveryId == deliveryId && (row.SkipKind == SkipKind.Title || row.SkipKind == SkipKind.Header))
            .OrderBy(row => row.Id)
            .Select(row => new { row.Sheet, row.Row, row.SkipKind, row.Cells })
            .Take(20)
            .ToListAsync(cancellationToken);
        var first = rows.FindIndex(row => row.SkipKind == SkipKind.Header);
        if (first < 0)
        {
            return [];
        }

        // a second header row follows at once; a repeated header stands further down
        var last = first + 1 < rows.Count && rows[first + 1].SkipKind == SkipKind.Header && rows[first + 1].Sheet == rows[first].Sheet
            && rows[first + 1].Row == rows[first].Row + 1 ? first + 1 : first;
        return [.. rows.Take(last + 1).Where(row => row.Sheet == rows[first].Sheet).Select(row => CellsOf(row.Cells))];
    }

    private async Task<int> WidthAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var width = 0;
        await foreach (var cells in Rejected(deliveryId).Select(row => row.Cells).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            width = Math.Max(width, CellsOf(cells).Count);
        }

        return width;
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        Guid deliveryId, int width, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Rejected(deliveryId).Select(row => new { row.Id, row.Sheet, row.Row, row.Cells, row.Issues });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var cells = new object?[width + 2];
            CellsOf(row.Cells).ToArray<object?>().CopyTo(cells, 0);
            var issues = JsonSerializer.Deserialize<List<RowIssue>>(row.Issues ?? "[]") ?? [];
            cells[width] = string.Join("；", issues.Select(issue => $"{DeliveryText.Place(row.Sheet, row.Row, issue.Column)} {issue.Text}"));
            cells[width + 1] = ReturnedRow.Print(row.Id);
            yield return cells;
        }
    }

    private IQueryable<Storage.Records.StoredRow> Rejected(Guid deliveryId) =>
        db.Rows.AsNoTracking().Where(row => row.DeliveryId == deliveryId && row.Outcome == RowOutcome.Rejected).OrderBy(row => row.Id);

    private static List<string> CellsOf(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
