using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Matching.Domain.Calendar;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries;
using Matching.Integration.Tests.Topology;
using Matching.Storage;
using Matching.Storage.Jobs;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Faults;

/// <summary>One load of all lists from hand-over to the last index document, disturbed or not.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="disturb">Called once the lists are handed over and the product runs; ends when it has done its harm.</param>
    public static async Task<Outcome> RunAsync(Product product, string lists, Func<Product, Task> disturb)
    {
        await product.PrepareAsync();
        await HandOverAsync(product, lists);
        await product.StartAsync();
        await disturb(product);
        await UntilAsync(product, "all jobs are done", async () => await JobsAsync(product) is var jobs && jobs.TrueForAll(job => job == JobState.Done) ? true : !jobs.Contains(JobState.Failed) ? false : throw new InvalidOperationException("a job failed"));

        // Peers of a firm scored early were fewer: one scoring of all firms, as every new day brings, ends in the same places whatever came first.
        var (run, _) = await product.Get<ScoreRuns>().RequestAsync(ScoreRunCause.Request, "test", BeijingTime.Today(TimeProvider.System), CancellationToken.None);
        await UntilAsync(product, "all firms are scored anew", async () => (await product.Get<ScoreRuns>().FindAsync(run.Id, CancellationToken.None))!.State == JobState.Done);
        var outcome = await Outcome.OfAsync(product);
        var parts = new Dictionary<string, string>(outcome.Parts) { ["answers of the servers"] = await AnswersAsync(product, outcome) };
        if (product is ScaledOutProduct { HasElasticsearch: true })
        {
            await UntilAsync(product, "the index holds what the tables say", async () => await Outcome.IndexedAsync(product) == outcome.Parts["index documents"]);
        }

        return outcome with { Parts = parts };
    }

    private static async Task HandOverAsync(Product product, string lists)
    {
        foreach (var line in (await File.ReadAllLinesAsync(Path.Combine(lists, "lists.csv"))).Skip(1))
        {
            var cells = line.Split(',');
            Assert.True(LibraryCatalog.TryFind(cells[1], out var info), line);
            while (true)
            {
                await using var content = File.OpenRead(Path.Combine(lists, cells[0]));
                var request = new ReceiveDelivery.Request(
                    content, cells[0], info.Library, DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), "tester");
                var result = await product.Get<ReceiveDelivery>().HandleAsync(request, CancellationToken.None);
                if (result is not ReceiveResult.Refused { Code: "store-full" })
                {
                    Assert.IsType<ReceiveResult.Accepted>(result);
                    break;
                }

                await product.MakeRoomAsync();
            }
        }
    }

    private static async Task<List<JobState>> JobsAsync(Product product)
    {
        await using var db = await product.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        return await db.Jobs.Select(job => job.State).ToListAsync();
    }

    /// <summary>Totals, facets and first names of some searches, once every server's index has come to what the tables say.</summary>
    private static async Task<string> AnswersAsync(Product product, Outcome outcome)
    {
        var firms = outcome.Parts["index documents"].Split('\n').Length;
        var answers = new List<string>();
        foreach (var server in product.Servers)
        {
            Officer? officer = null;
            await UntilAsync(product, $"{server} answers", async () => (officer = await Officer.SignInAsync(server, "analyst")) is not null);
            var spread = "";
            using (officer)
            {
                await UntilAsync(product, $"{server} finds {firms} firms with today's scores", async () =>
                {
                    var all = await officer!.GetJsonAsync(new Uri(server, "/api/firms"));
                    spread = (await officer.GetJsonAsync(new Uri(server, "/api/models/spread"))).GetRawText();
                    return all.GetProperty("total").GetInt32() == firms && await SpreadAsync(officer, server) == Spread(spread);
                });
                var own = new List<string>();
                foreach (var text in (string[])["", "科技", "武汉", "智能", "新材料", "hb", "大学", "有限公司"])
                {
                    var answer = await officer!.GetJsonAsync(new Uri(server, $"/api/firms?q={Uri.EscapeDataString(text)}&sort=points"));
                    own.Add($"{text} {answer.GetProperty("total")} {answer.GetProperty("facets").GetRawText()}");
                }

                answers.Add(string.Join('\n', own));
            }
        }

        Assert.Single(answers.Distinct());
        return answers[0];
    }

    private static async Task<string> SpreadAsync(Officer officer, Uri server)
    {
        var counts = new List<int>();
        for (var grade = 1; grade <= 10; grade++)
        {
            counts.Add((await officer.GetJsonAsync(new Uri(server, $"/api/firms?grade={grade}"))).GetProperty("total").GetInt32());
        }

        return string.Join(',', counts);
    }

    private static string Spread(string json)
    {
        using var chart = JsonDocument.Parse(json);
        return string.Join(',', chart.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("value").GetInt32()));
    }

    /// <summary>Servers may be away for a while; what lasts longer than any restart is a failure.</summary>
    private static async Task UntilAsync(Product product, string what, Func<Task<bool>> isSo)
    {
        var since = Stopwatch.GetTimestamp();
        Exception? last = null;
        while (Stopwatch.GetElapsedTime(since) < Patience)
        {
            product.AssertRunning();
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (Exception away) when (away is HttpRequestException or DbException or DbUpdateException or TaskCanceledException or Search.SearchIndexUnavailableException
                or InvalidOperationException { InnerException: DbException or TimeoutException })
            {
                last = away;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"not within {Patience.TotalMinutes} minutes: {what}", last);
    }
}
