using System.Text.Json;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>What became of the rows of a delivery: issues by kind with examples, rows skipped by kind, firms touched.</summary>
public sealed class DeliveryReport(MatchingDbContext db)
{
    public const int ExamplesShown = 3;
    public const int FirmsShown = 20;

    /// <summary>Rows with issues looked at; more would make the page wait.</summary>
    private const int MostRows = 200_000;

    /// <param name="Place">E.g. <c>Sheet1!F218</c>.</param>
    public sealed record Example(string Place, string Value, string Text);

    public sealed record IssueGroup(string Code, IssueSeverity Severity, int Count, IReadOnlyList<Example> Examples);

    public sealed record Response(
        IReadOnlyList<IssueGroup> Issues,
        IReadOnlyList<(SkipKind Kind, int Count)> Skipped,
        IReadOnlyList<(FirmId Id, string Name)> Firms,
        int FirmsTouched,
        bool IsComplete,
        int CorrectedLater,
        int Corrections);

    public async Task<Response> HandleAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var (issues, isComplete) = await IssuesAsync(delivery.Id, cancellationToken);
        var skipped = await db.Rows.AsNoTracking()
            .Where(row => row.DeliveryId == delivery.Id && row.SkipKind != null)
            .GroupBy(row => row.SkipKind!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var touched =
            from record in db.Records.AsNoTracking()
            where record.DeliveryId == delivery.Id
            join linkage in db.Linkages.AsNoTracking() on record.Id equals linkage.RecordId
            where linkage.EndedAt == null
            select linkage.FirmId;
        var firms = await db.Firms.AsNoTracking()
            .Where(firm => touched.Contains(firm.Id))
            .OrderBy(firm => firm.Id)
            .Select(firm => new { firm.Id, firm.Name })
            .Take(FirmsShown)
            .ToListAsync(cancellationToken);
        return new Response(
            issues,
            [.. skipped.OrderBy(group => group.Key).Select(group => (group.Key, group.Count))],
            [.. firms.Select(firm => (new FirmId(firm.Id), firm.Name))],
            await touched.Distinct().CountAsync(cancellationToken),
            isComplete,
            await CorrectedLaterAsync(delivery.Id, cancellationToken),
            await CorrectionsAsync(delivery.Id, cancellationToken));
    }

    /// <summary>Rejected rows of the delivery that came again corrected and were taken.</summary>
    private Task<int> CorrectedLaterAsync(Guid deliveryId, CancellationToken cancellationToken) => db.Rows
        .Where(row => row.DeliveryId == deliveryId && row.Outcome == RowOutcome.Rejected
            && db.Rows.Any(later => later.Corrects == row.Id && later.Outcome != RowOutcome.Rejected && later.Outcome != RowOutcome.Skipped
                && db.Deliveries.Any(list => list.Id == later.DeliveryId && list.State == DeliveryState.Loaded)))
        .CountAsync(cancellationToken);

    /// <summary>Rows of the delivery that were taken and correct a rejected row of an earlier one.</summary>
    private Task<int> CorrectionsAsync(Guid deliveryId, CancellationToken cancellationToken) => db.Rows
        .Where(row => row.DeliveryId == deliveryId && row.Corrects != null && row.Outcome != RowOutcome.Rejected && row.Outcome != RowOutcome.Skipped
            && db.Rows.Any(first => first.Id == row.Corrects && first.Outcome == RowOutcome.Rejected))
        .CountAsync(cancellationToken);

    private async Task<(IReadOnlyList<IssueGroup> Issues, bool IsComplete)> IssuesAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<(string Code, IssueSeverity Severity), (int Count, List<Example> Examples)>();
        var looked = 0;
        var rows = db.Rows.AsNoTracking()
            .Where(row => row.DeliveryId == deliveryId && row.Issues != null)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Sheet, row.Row, row.Issues })
            .Take(MostRows);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            looked++;
            foreach (var issue in JsonSerializer.Deserialize<List<RowIssue>>(row.Issues!) ?? [])
            {
                var (count, examples) = groups.GetValueOrDefault((issue.Code, issue.Severity), (0, []));
                if (examples.Count < ExamplesShown)
                {
                    examples.Add(new Example(DeliveryText.Place(row.Sheet, row.Row, issue.Column), issue.Value, issue.Text));
                }

                groups[(issue.Code, issue.Severity)] = (count + 1, examples);
            }
        }

        IReadOnlyList<IssueGroup> issues =
        [
            .. groups.Select(pair => new IssueGroup(pair.Key.Code, pair.Key.Severity, pair.Value.Count, pair.Value.Examples))
                .OrderByDescending(group => group.Severity).ThenByDescending(group => group.Count).ThenBy(group => group.Code, StringComparer.Ordinal),
        ];
        return (issues, looked < MostRows);
    }
}
