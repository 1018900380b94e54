using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Topology;

/// <summary>The product as a province runs it: lists handed over at one server are read, linked and scored by other processes and found at all servers, also when a worker dies on the way.</summary>
[NeedsPostgres(OwnServer = true)]
[NeedsRabbitMq]
public sealed class ScaledOutTests
{
    private const int Rows = 4000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Lists_handed_over_at_one_server_are_found_at_all_though_workers_die()
    {
        await using var topology = await Topology.StartAsync();
        var (first, second) = (topology.Servers[0], topology.Servers[1]);
        using var publisher = await Officer.SignInAsync(first, "publisher");

        var small = await publisher.UploadAsync(first, second, "2025年高新技术企业名单.csv", List(0, 20));
        await LoadedAsync(publisher, second, small);
        await FoundAsync(publisher, topology, "多进程", 20);

        // A larger list, and one of the loaders and the scorer's machine are gone while it is worked on.
        var large = await publisher.UploadAsync(second, first, "2024年高新技术企业名单.csv", List(20, Rows));
        topology.Kill("ingest_1");
        await LoadedAsync(publisher, first, large);
        await FoundAsync(publisher, topology, "多进程", 20 + Rows);
        var page = await publisher.GetAsync(new Uri(first, large));
        Assert.Contains("账目相符", page, StringComparison.Ordinal);

        // One server gone: the other answers, sessions go on.
        topology.Kill("api_1");
        Assert.Contains("多进程", await publisher.GetAsync(new Uri(second, "/firms?q=" + Uri.EscapeDataString("多进程"))), StringComparison.Ordinal);
    }

    private static async Task LoadedAsync(Officer officer, Uri server, string delivery)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var page = await officer.GetAsync(new Uri(server, delivery));
            if (page.Contains("账目相符", StringComparison.Ordinal) && !page.Contains("可以关闭此页", StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "the list was not loaded in time");
            await Task.Delay(250);
        }
    }

    /// <summary>All servers find so many firms, all of them scored.</summary>
    private static async Task FoundAsync(Officer officer, Topology topology, string text, int firms)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var server in topology.Servers)
        {
            while (true)
            {
                var all = await officer.TotalAsync(server, text);
                var scored = await officer.TotalAsync(server, text, string.Concat(Enumerable.Range(1, 10).Select(grade => $"&grade={grade}")));
                if (all == firms && scored == firms)
                {
                    break;
                }

                Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{server} finds {all} firms, {scored} scored, instead of {firms}");
                await Task.Delay(250);
            }
        }
    }

    private static byte[] List(int from, int count)
    {
        var list = new StringBuilder("序号,企业名称,证书编号,发证日期\n");
        for (var number = from; number < from + count; number++)
        {
            list.Append(CultureInfo.InvariantCulture, $"{number - from + 1},武汉市多进程{number:D6}号科技有限公司,GR2025420{number:D5},2025-11-20\n");
        }

        return Encoding.UTF8.GetBytes(list.ToString());
    }
}
