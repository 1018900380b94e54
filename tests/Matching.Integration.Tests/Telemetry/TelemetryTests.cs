using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Matching.Ingest.Deliveries;
using Matching.Integration.Tests.Topology;
using Matching.Storage;
using Matching.Storage.Accounts;
using Matching.Storage.Jobs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matching.Integration.Tests.Telemetry;

/// <summary>What a collector is told of a load and a search: names and units as documented, and nothing about persons. The same of logs.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IDisposable
{
    private const string Searched = "密查询词";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matching-telemetry-");

    [Fact]
    public async Task A_collector_is_told_of_queues_steps_and_searches_but_not_of_persons()
    {
        using var collector = new Collector();
        var logs = new KeptLogs();
        await using (var site = new Site(folder.FullName, collector.Address, logs))
        {
            using var analyst = await Officer.SignInAsync(site.Server.BaseAddress, "analyst", site.Server.CreateHandler());
            var search = new Uri(site.Server.BaseAddress, $"/api/firms?q={Uri.EscapeDataString(Searched)}");

            // Only then has the index been filled once; what comes with the first filling is no change it has to follow.
            await UntilAsync("a search is answered", () => analyst.AnswersAsync(search));
            var list = "序号,企业名称,证书编号,发证日期\n1,武汉市遥测科技有限公司,GR202542000001,2025-11-20\n"u8.ToArray();
            using var content = new MemoryStream(list);
            var accepted = Assert.IsType<ReceiveResult.Accepted>(
                await site.Services.GetRequiredService<ReceiveDelivery>().HandleAsync(new(content, "2025年高新技术企业名单.csv", null, null, "tester"), CancellationToken.None));
            await UntilAsync("the list is loaded", async () => (await site.Services.GetRequiredService<ImportJobs>().FindAsync(accepted.JobId, CancellationToken.None))!.State == JobState.Done);
            Assert.True(await analyst.AnswersAsync(search));

            await UntilToldAsync(
                collector,
                "/v1/metrics",
                "matching.search.duration", "matching.job.step.duration", "matching.outbox.waiting", "matching.outbox.oldest", "{message}", "matching.jobs", "matching.dead_letters.open",
                "matching.firms.unscored", "matching.firms.change", "matching.index.change", "matching.index.apply.duration", "matching.index.firms", "http.server.request.duration", "Matching.Api");
            await UntilToldAsync(collector, "/v1/traces", "job Reading", "job Linking", "matching.delivery.id", "Microsoft.AspNetCore");
        }

        var said = logs.Text;
        Assert.Contains("Matching.", said, StringComparison.Ordinal);
        foreach (var told in (string[])[collector.At("/v1/metrics"), collector.At("/v1/traces"), said])
        {
            Assert.DoesNotContain(Searched, told, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(Searched), told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("analyst", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(DemoAccounts.Password, told, StringComparison.Ordinal);
            Assert.DoesNotContain("遥测", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_collector_that_is_away_stops_nothing_and_a_wrong_address_is_told()
    {
        await using (var site = new Site(folder.FullName, new Uri("http://127.0.0.1:9/"), new KeptLogs()))
        {
            using var client = site.CreateClient();
            Assert.True((await client.GetAsync("/health/live")).IsSuccessStatusCode);
        }

        await using var wrong = new Site(folder.FullName, new Uri("ftp://collector/"), new KeptLogs());
        var refused = Assert.ThrowsAny<Exception>(() => wrong.CreateClient());
        Assert.Contains("Matching:Telemetry:OtlpEndpoint 须为完整网址", refused.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task UntilToldAsync(Collector collector, string path, params string[] names)
    {
        string[] Missing() => [.. names.Where(name => !collector.At(path).Contains(name, StringComparison.Ordinal))];
        return UntilAsync(() => $"{path} has all it should; missing {string.Join(", ", Missing())}, after {collector.Calls} calls", () => Task.FromResult(Missing().Length == 0));
    }

    private static Task UntilAsync(string what, Func<Task<bool>> isSo) => UntilAsync(() => what, isSo);

    private static async Task UntilAsync(Func<string> what, Func<Task<bool>> isSo)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                Assert.Fail($"not in time: {what()}");
            }

            await Task.Delay(100);
        }
    }

    private sealed class Site(string folder, Uri collector, KeptLogs logs) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
            .UseEnvironment("Development")
            .UseSetting($"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}", folder)
            .UseSetting("Matching:Telemetry:OtlpEndpoint", collector.ToString())
            .UseSetting("Matching:Telemetry:MetricsEverySeconds", "1")
            .ConfigureLogging(logging => logging.AddProvider(logs));
    }

    /// <summary>Keeps what is logged, as filtered by the product's settings.</summary>
    private sealed class KeptLogs : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => new Kept(categoryName, lines);

        public void Dispose()
        {
        }

        private sealed class Kept(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = new StringBuilder($"{category} {formatter(state, exception)} {exception}");
                if (state is IEnumerable<KeyValuePair<string, object?>> values)
                {
                    line.AppendJoin(' ', values.Select(value => $"{value.Key}={value.Value}"));
                }

                lines.Enqueue(line.ToString());
            }
        }
    }
}

/// <summary>Instruments belong to the process: a host of another test that ends takes those of the same name with it, so nothing else may run.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryAlone;
