using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Matching.Benchmarks.Finding;
using Matching.Benchmarks.Search;
using Matching.Domain.Codes;
using Matching.Domain.Finding;

namespace Matching.Benchmarks.Serving;

/// <summary>Reconciliation as OpenRefine asks for it: batches over HTTP to a server of the product, signed in, each batch audited.</summary>
internal static class ReconcileBenchmark
{
    private const int WarmUpBatches = 20;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var (count, seed, batches) = (options.Number("--firms", 100_000), options.Number("--seed", 7), options.Number("--batches", 100));
        var firms = new FirmGenerator(seed).Firms(count).Select(FindBenchmark.Of).ToArray();
        await using var server = await RunningServer.StartAsync([]);
        await server.Officer.UploadAsync(server.Address, server.Address, "企业登记基础信息_2024-01-05.csv", Register(firms));
        await UntilHeldAsync(server, firms[^1]);

        // Scores and index of the list would compete with what is measured.
        await Task.Delay(TimeSpan.FromSeconds(options.Number("--rest", 30)));
        var absent = new FirmGenerator(seed + 1000).Firms(600_000).Select(FindBenchmark.Of);
        var questions = new FindQuestions(seed + 1, firms, [.. absent]).Take(500_000).Select(one => QueryOf(one.Question)).ToArray();
        Console.WriteLine(FormattableString.Invariant($"{count:N0} firms, seed {seed}, {Environment.ProcessorCount} processors for server and clients, .NET {Environment.Version}"));
        Console.WriteLine("| queries a batch | clients | queries/s | batch p50, ms | batch p99, ms | answered with a match |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (size, clients) in ((int, int)[])[(500, 2), (500, 1), (10, 2), (1, 1)])
        {
            await MeasureAsync(server, questions, size, clients, batches);
        }
    }

    private static async Task MeasureAsync(RunningServer server, string[] questions, int size, int clients, int batches)
    {
        var form = await server.Officer.GetAsync(new Uri(server.Address, "/deliveries/new"));
        var texts = Enumerable.Range(0, batches + WarmUpBatches).Select(batch => BatchOf(questions, batch * size, size)).ToArray();
        for (var batch = 0; batch < WarmUpBatches; batch++)
        {
            await AskAsync(server, form, texts[batch]);
        }

        var (times, matched, next) = (new double[batches], 0, -1);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var batch && batch < batches)
            {
                var since = Stopwatch.GetTimestamp();
                var answer = await AskAsync(server, form, texts[WarmUpBatches + batch]);
                times[batch] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
                Interlocked.Add(ref matched, CountOf(answer, "\"match\":true"));
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"| {size} | {clients} | {batches * size / elapsed:N0} | {times[batches / 2]:F1} | {times[(int)Math.Ceiling(batches * .99) - 1]:F1} | {(double)matched / (batches * size):P0} |"));
    }

    private static Task<string> AskAsync(RunningServer server, string form, string queries) =>
        server.Officer.PostFormAsync(new Uri(server.Address, "/reconcile"), form, ("queries", queries));

    private static async Task UntilHeldAsync(RunningServer server, FindableFirm last)
    {
        var form = await server.Officer.GetAsync(new Uri(server.Address, "/deliveries/new"));
        var query = new JsonObject { ["q0"] = new JsonObject { ["query"] = last.Uscc.ToString() } }.ToJsonString();
        for (var since = Stopwatch.GetTimestamp(); !(await AskAsync(server, form, query)).Contains("\"match\":true", StringComparison.Ordinal);)
        {
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(10))
            {
                throw new TimeoutException("The list was not held after ten minutes.");
            }

            await Task.Delay(500);
        }
    }

    private static string BatchOf(string[] questions, int from, int size)
    {
        var batch = new StringBuilder("{");
        for (var i = 0; i < size; i++)
        {
            batch.Append(i == 0 ? "" : ",").Append("\"q").Append(i).Append("\":").Append(questions[(from + i) % questions.Length]);
        }

        return batch.Append('}').ToString();
    }

    private static string QueryOf(FirmQuestion question)
    {
        var query = new JsonObject { ["query"] = question.Name ?? question.Code };
        if (question.Region is { } region)
        {
            query["properties"] = new JsonArray(new JsonObject { ["pid"] = "region", ["v"] = NameOf(region) });
        }

        return query.ToJsonString();
    }

    private static byte[] Register(FindableFirm[] firms)
    {
        var list = new StringBuilder("企业名称,统一社会信用代码,注册日期,企业类型,注册资本,所在省份,地区,所属区县,经营范围\n");
        foreach (var firm in firms)
        {
            var region = firm.Regions[0];
            list.Append(firm.Name).Append(',').Append(firm.Uscc).Append(",2015-03-01,有限责任公司,500万元,")
                .Append(RegionTable.FullNameOf(region.ProvinceOf)).Append(',').Append(NameOf(region)).Append(",,技术开发\n");
        }

        return Encoding.UTF8.GetBytes(list.ToString());
    }

    private static string? NameOf(RegionCode region) => RegionTable.FullNameOf(region) ?? RegionTable.FullNameOf(region.ProvinceOf);

    private static int CountOf(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
