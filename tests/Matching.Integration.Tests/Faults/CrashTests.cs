using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Ingest.Samples;
using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>Processes and servers are ended at random moments of a load; afterwards all is as if nothing had happened.</summary>
/// <remarks>A few short runs by default. <c>MATCHING_FAULT_RUNS</c> and <c>MATCHING_FAULT_FIRMS</c> make them many and long (4.6 rows a firm, so 11,000 firms are some 50,000 rows);
/// <c>MATCHING_FAULT_TABLE</c> names a file the table is appended to, as in <c>bench/results/faults.md</c>.</remarks>
public sealed class CrashTests
{
    private const int Seed = 20_261;

    private static int Firms => Setting("MATCHING_FAULT_FIRMS", 700);

    [Fact]
    public Task Embedded_load_survives_kills_of_its_process() =>
        SurviveAsync("embedded", () => new EmbeddedProduct(), Setting("MATCHING_FAULT_RUNS", 3), crashes: 3, longestPause: 4);

    internal static async Task SurviveAsync(string way, Func<Product> make, int runs, int crashes, double longestPause)
    {
        var lists = Directory.CreateTempSubdirectory("matching-lists-");
        try
        {
            await SampleLists.WriteAsync(lists.FullName, Firms, Seed);
            var undisturbed = await OneAsync(make, lists.FullName, _ => Task.CompletedTask);
            Assert.Equal(0, undisturbed.Outcome.Doubled);
            for (var run = 1; run <= runs; run++)
            {
                var plan = new Crashes(Seed + run, crashes, longestPause * Math.Max(1, Firms / 3000.0));
                var (outcome, seconds) = await OneAsync(make, lists.FullName, plan.CarryOutAsync);
                var differences = outcome.DifferencesFrom(undisturbed.Outcome);
                await NoteAsync(way, run, plan.Told, outcome, undisturbed.Outcome.Rows - outcome.Rows, differences.Count, seconds);
                Assert.True(differences.Count == 0, $"seed {Seed + run} ({plan.Told}): {string.Join('\n', differences)}");
                Assert.Equal((0, undisturbed.Outcome.Rows), (outcome.Doubled, outcome.Rows));
            }
        }
        finally
        {
            lists.Delete(recursive: true);
        }
    }

    private static async Task<(Outcome Outcome, double Seconds)> OneAsync(Func<Product> make, string lists, Func<Product, Task> disturb)
    {
        var since = Stopwatch.GetTimestamp();
        await using var product = make();
        var outcome = await FaultRun.RunAsync(product, lists, disturb);
        return (outcome, Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private static async Task NoteAsync(string way, int run, string plan, Outcome outcome, int lost, int differing, double seconds)
    {
        if (Environment.GetEnvironmentVariable("MATCHING_FAULT_TABLE") is { Length: > 0 } table)
        {
            await File.AppendAllTextAsync(
                table,
                string.Create(CultureInfo.InvariantCulture, $"| {way} | {Seed + run} | {plan} | {outcome.Rows:N0} | {lost} | {outcome.Doubled} | {differing} of {outcome.Parts.Count} | {seconds:0} |\n"),
                new UTF8Encoding(false));
        }
    }

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}

/// <summary>The same over real servers.</summary>
[NeedsPostgres(OwnServer = true)]
[NeedsRabbitMq]
public sealed class ScaledOutCrashTests
{
    [Fact]
    public Task Scaled_out_load_survives_kills_of_any_process_and_restarts_of_any_server() =>
        CrashTests.SurviveAsync("scaled out", () => new ScaledOutProduct(), CrashTests.Setting("MATCHING_FAULT_RUNS", 1), crashes: 4, longestPause: 5);
}
