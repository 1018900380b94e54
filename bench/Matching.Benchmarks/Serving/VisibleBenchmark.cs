using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Integration.Tests.Topology;

namespace Matching.Benchmarks.Serving;

/// <summary>How long after a list was confirmed its firms are found, while others are held already: on the embedded server, or with <c>--scaled-out 1</c> over separate processes and real servers, found at both servers.</summary>
internal static class VisibleBenchmark
{
    private const int RowsOfList = 20;

    public static async Task RunAsync(BenchmarkOptions options)
    {
        var firms = options.Number("--firms", 20_000);
        var rounds = options.Number("--rounds", 40);
        if (options.Number("--scaled-out", 0) == 0)
        {
            await using var server = await RunningServer.StartAsync([]);
            await MeasureAsync(server.Officer, [server.Address], firms, rounds);
            return;
        }

        await using var topology = await Topology.StartAsync();
        if (!topology.HasElasticsearch)
        {
            throw new InvalidOperationException("No Elasticsearch was found; MATCHING_TEST_ELASTICSEARCH may name one.");
        }

        using var officer = await Officer.SignInAsync(topology.Servers[0], "publisher");
        await MeasureAsync(officer, topology.Servers, firms, rounds);
    }

    private static async Task MeasureAsync(Officer officer, IReadOnlyList<Uri> servers, int firms, int rounds)
    {
        await officer.UploadAsync(servers[0], servers[^1], "2024年高新技术企业名单.csv", List("基底", 0, firms));
        await UntilAsync(officer, servers, "基底", firms);

        // Links and scores of the first list would compete with what is measured.
        await Task.Delay(TimeSpan.FromSeconds(20));
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var word = $"可见{(char)('\u4e00' + (round * 7))}{(char)('\u5200' + (round * 13))}";
            var list = List(word, firms + (round * RowsOfList), RowsOfList);
            var started = Stopwatch.GetTimestamp();
            await officer.UploadAsync(servers[0], servers[^1], $"2025年高新技术企业名单（第{round + 1}批）.csv", list);
            await UntilAsync(officer, servers, word, RowsOfList);
            times[round] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"{firms:N0} firms before, {rounds} lists of {RowsOfList} rows, from upload to all found at {servers.Count} servers: p50 {times[rounds / 2]:F2} s, p95 {times[(int)Math.Ceiling(rounds * .95) - 1]:F2} s, max {times[^1]:F2} s"));
    }

    private static async Task UntilAsync(Officer officer, IReadOnlyList<Uri> servers, string text, int count)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var server in servers)
        {
            while (await officer.TotalAsync(server, text) is var found && found != count)
            {
                if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromMinutes(10))
                {
                    throw new TimeoutException($"{found} of {count} found for {text}");
                }

                await Task.Delay(20);
            }
        }
    }

    private static byte[] List(string word, int from, int count)
    {
        var list = new StringBuilder("序号,企业名称,证书编号,发证日期\n");
        for (var number = from; number < from + count; number++)
        {
            list.Append(CultureInfo.InvariantCulture, $"{number - from + 1},武汉市{word}{number:D6}号科技有限公司,GR202542{number:D6},2025-11-20\n");
        }

        return Encoding.UTF8.GetBytes(list.ToString());
    }
}
