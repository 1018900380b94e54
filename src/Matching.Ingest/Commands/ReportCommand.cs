using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Matching.Domain.Libraries;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>report</c>: the row ledger of every delivery and its issues by code.</summary>
internal static class ReportCommand
{
    public static Command Create() => new Command("report", "row ledgers and issues of all deliveries").WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        await using var db = await services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(cancellationToken);
        var deliveries = await db.Deliveries.AsNoTracking().OrderBy(delivery => delivery.ReceivedAt).ToListAsync(cancellationToken);
        var reports = new List<DeliveryReport>();
        foreach (var delivery in deliveries)
        {
            var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var issues = db.Rows.AsNoTracking().Where(row => row.DeliveryId == delivery.Id && row.Issues != null).Select(row => row.Issues!);
            await foreach (var json in issues.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                foreach (var issue in JsonSerializer.Deserialize<List<RowIssue>>(json)!)
                {
                    codes[issue.Code] = codes.GetValueOrDefault(issue.Code) + 1;
                }
            }

            reports.Add(new DeliveryReport(delivery.Id, delivery.FileName, delivery.Library.Info().Code, delivery.State.ToString(), delivery.Message, delivery.Ledger, codes));
        }

        output.Result(new { deliveries = reports }, reports.Select(report => report.ToString()));
        return 0;
    }

    private sealed record DeliveryReport(
        Guid Id, string File, string Library, string State, string Message, RowLedger Ledger, IReadOnlyDictionary<string, int> Issues)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{File}（{Library}，{State}）读 {Ledger.Read} = 采用 {Ledger.Accepted} + 未变 {Ledger.Unchanged} + 被取代 {Ledger.Superseded} + 撤销 {Ledger.Withdrawn} + 略过 {Ledger.Skipped} + 退回 {Ledger.Rejected}")
            + (Issues.Count == 0 ? "" : "；" + string.Join("，", Issues.Select(pair => $"{pair.Key} {pair.Value}")))
            + (Message.Length == 0 ? "" : "；" + Message);
    }
}
