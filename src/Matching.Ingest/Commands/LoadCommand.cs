using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Folders;
using Matching.Ingest.Linking.Near;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ingest.Commands;

/// <summary><c>load LIST…</c>: takes lists in, reads and links them. Folders are searched for lists.</summary>
internal static class LoadCommand
{
    private static readonly Argument<string[]> Lists = new("lists") { Arity = ArgumentArity.OneOrMore, Description = "files or folders" };
    private static readonly Option<string?> LibraryCode = new("--library") { Description = "library of the lists; recognised from the content when left out" };
    private static readonly Option<DateOnly?> Published = new("--published")
    {
        Description = "day the lists were public, e.g. 2025-03-20; from title or file name when left out",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--published {result.Tokens[0].Value}: 应为 2025-03-20 这样的日期");
            return null;
        },
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "only say what would become of the rows; nothing is kept" };

    public static Command Create() =>
        new Command("load", "take lists in, read and link them") { Lists, LibraryCode, Published, DryRun }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        Library? library = null;
        if (arguments.GetValue(LibraryCode) is { } code)
        {
            if (!LibraryCatalog.TryFind(code, out var info))
            {
                CommandOutput.Complain($"--library {code}：没有这个库。可用：{string.Join("、", LibraryCatalog.All.Select(one => one.Code))}");
                return 2;
            }

            library = info.Library;
        }

        var files = FilesOf(arguments.GetRequiredValue(Lists), output);
        if (files.Count == 0)
        {
            return 2;
        }

        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        if (arguments.GetValue(DryRun))
        {
            return await LoadRehearsal.RunAsync(services, files, library, output, cancellationToken);
        }

        var loaded = new List<LoadedList>();
        foreach (var file in files)
        {
            var list = await LoadAsync(services, file, library, arguments.GetValue(Published), output, cancellationToken);
            loaded.Add(list);
            if (list.Refusal is not null)
            {
                CommandOutput.Complain(list.Refusal);
            }
        }

        var compared = await services.GetRequiredService<CompareNames>().IfDueAsync(cancellationToken);
        output.Result(new { lists = loaded, compared }, [.. loaded.Where(list => list.Refusal is null).Select(list => list.ToString()), .. Lines(compared)]);
        return loaded.Exists(list => list.Refusal is not null) ? 1 : 0;
    }

    private static IEnumerable<string> Lines(LinkReport? compared)
    {
        if (compared is not null)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"名称比对：{compared.Units} 行，改动关联 {compared.LinkagesChanged} 条，合并企业 {compared.FirmsMerged} 家，新增待核 {compared.ReviewsOpened} 项");
        }
    }

    private static List<string> FilesOf(string[] paths, CommandOutput output)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path).Where(FolderList.IsList).Order(StringComparer.Ordinal));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                CommandOutput.Complain($"找不到 {path}");
                return [];
            }
        }

        return files;
    }

    private static async Task<LoadedList> LoadAsync(
        ServiceProvider services, string path, Library? library, DateOnly? publishedOn, CommandOutput output, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var name = Path.GetFileName(path);
        await using var content = File.OpenRead(path);
        var request = new ReceiveDelivery.Request(content, name, library, publishedOn, "cli");
        switch (await services.GetRequiredService<ReceiveDelivery>().HandleAsync(request, cancellationToken))
        {
            case ReceiveResult.Refused refused:
                return new LoadedList(name, null, null, RowLedger.Empty, 0, refused.Message);
            case ReceiveResult.AlreadyKnown known:
                return await ReportAsync(services, known.DeliveryId, name, started, isKnown: true, cancellationToken);
            case ReceiveResult.Accepted accepted:
                await output.WithBarAsync(name, report => CarryAsync(services, accepted.JobId, report, cancellationToken));
                return await ReportAsync(services, accepted.DeliveryId, name, started, isKnown: false, cancellationToken);
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    /// <summary>Carries the job through reading and linking, or waits for the server that holds it.</summary>
    private static async Task<ImportJob> CarryAsync(ServiceProvider services, Guid jobId, Action<long, long> report, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<ImportJobs>();
        var steps = services.GetRequiredService<DeliverySteps>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var work = Task.Run(
            async () =>
            {
                await steps.ReadAsync(jobId, cancellationToken);
                await steps.LinkAsync(jobId, cancellationToken);
            },
            cancellationToken);
        while (true)
        {
            var job = await jobs.FindAsync(jobId, cancellationToken) ?? throw new InvalidOperationException($"job {jobId} vanished");
            report(job.RowsDone, job.RowsTotal);
            if (job.State is JobState.Failed or JobState.Cancelled or JobState.Done || job.Step > JobStep.Linking)
            {
                await work;
                return job;
            }

            if (work.IsFaulted)
            {
                await work;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<LoadedList> ReportAsync(
        ServiceProvider services, Guid deliveryId, string name, long started, bool isKnown, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(cancellationToken);
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(one => one.Id == deliveryId, cancellationToken);
        return new LoadedList(
            name,
            delivery.Library.Info().Code,
            delivery.Id,
            delivery.Ledger,
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            delivery.State == DeliveryState.Refused ? delivery.Message : null,
            isKnown);
    }

    /// <summary>One list as loaded.</summary>
    private sealed record LoadedList(string File, string? Library, Guid? DeliveryId, RowLedger Ledger, double Seconds, string? Refusal, bool AlreadyKnown = false)
    {
        public override string ToString() => AlreadyKnown
            ? $"{File}：这份文件已经入库，没有变化。"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{File}：{Library}，读 {Ledger.Read} 行 = 采用 {Ledger.Accepted} + 未变 {Ledger.Unchanged} + 被取代 {Ledger.Superseded} + 撤销 {Ledger.Withdrawn} + 略过 {Ledger.Skipped} + 退回 {Ledger.Rejected}，{Seconds:0.00} 秒");
    }
}
