using System.Runtime.CompilerServices;
using Matching.Api.Features.Exports;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries.Duties;

/// <summary>Writes the firms that are no longer on a whole list, for the office that owes it to check.</summary>
public sealed class ExportAbsentFirms(MatchingDbContext db, AbsentFirms absent, AuditTrail audit)
{
    /// <summary>Ids asked for at once; some databases take few parameters.</summary>
    private const int Batch = 500;

    private static readonly XlsxColumn[] Columns =
        [new("企业名称", Width: 44), new("统一社会信用代码", Width: 24), new("企业编号", Width: 14), new("核对结果", Width: 20), new("说明", Width: 40)];

    /// <returns>Null when the list is not compared with an earlier one.</returns>
    public async Task<FileStreamResult?> HandleAsync(Delivery delivery, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (await absent.HandleAsync(delivery, cancellationToken) is not { } comparison)
        {
            return null;
        }

        string[] title =
            [$"{comparison.Duty.Owner}：“{comparison.Before.FileName}”里有、“{delivery.FileName}”里没有的企业，请在“核对结果”填“已退出”或“漏报”。已退出的请另发撤销名单，漏报的请补报。"];
        var sheet = new XlsxSheet("缺席企业", Columns, RowsAsync(comparison.Absent, cancellationToken)) { Above = [title] };
        var (file, rows) = await ExportFile.CreateAsync($"{Path.GetFileNameWithoutExtension(delivery.FileName)}-缺席企业.xlsx", null, sheet, cancellationToken);
        await audit.NoteAsync(by, "absent-firms-exported", delivery.Id.ToString(), new { rows }, cancellationToken);
        return file;
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IReadOnlyList<long> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in ids.Chunk(Batch))
        {
            var firms = await db.Firms.AsNoTracking().Where(firm => some.Contains(firm.Id)).OrderBy(firm => firm.Id)
                .Select(firm => new { firm.Id, firm.Name, firm.Uscc })
                .ToListAsync(cancellationToken);
            foreach (var firm in firms)
            {
                yield return [firm.Name, firm.Uscc, new FirmId(firm.Id).ToString(), null, null];
            }
        }
    }
}
