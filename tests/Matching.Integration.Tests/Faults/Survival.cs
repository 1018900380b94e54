using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Domain.Calendar;
using Matching.Ingest.Samples;

namespace Matching.Integration.Tests.Faults;

/// <summary>Compares a disturbed load with an undisturbed one of the same lists and the same way of running, which is done once.</summary>
/// <remarks><c>MATCHING_FAULT_FIRMS</c> makes loads long (4.6 rows a firm, so 11,000 firms are some 50,000 rows);
/// <c>MATCHING_FAULT_TABLE</c> names a file the table is appended to, as in <c>bench/results/faults.md</c>.</remarks>
internal static class Survival
{
    public const int Seed = 20_261;

    private static readonly Lazy<Task<string>> Lists = new(WriteListsAsync);
    private static readonly Dictionary<(string Way, DateOnly Day), Outcome> Undisturbed = [];

    public static int Firms => Setting("MATCHING_FAULT_FIRMS", 700);

    /// <param name="way">How the product runs; loads of one way are compared with each other.</param>
    /// <param name="make">The product as it is disturbed.</param>
    public static async Task AssertAsync(string way, int seed, Func<Product> make, Disturbance disturbance)
    {
        var lists = await Lists.Value;
        DateOnly day;
        Outcome expected;
        Outcome outcome;
        double seconds;
        do
        {
            // Scores are of a day: a comparison that midnight in Beijing fell into says nothing.
            day = BeijingTime.Today(TimeProvider.System);
            expected = await UndisturbedAsync(way, day, make, lists);
            (outcome, seconds) = await LoadAsync(make, lists, disturbance.CarryOutAsync);
        }
        while (BeijingTime.Today(TimeProvider.System) != day);

        var differences = outcome.DifferencesFrom(expected);
        if (Environment.GetEnvironmentVariable("MATCHING_FAULT_TABLE") is { Length: > 0 } table)
        {
            await File.AppendAllTextAsync(
                table,
                string.Create(CultureInfo.InvariantCulture, $"| {way} | {seed} | {disturbance.Told} | {outcome.Rows:N0} | {expected.Rows - outcome.Rows} | {outcome.Doubled} | {differences.Count} of {outcome.Parts.Count} | {seconds:0} |\n"),
                new UTF8Encoding(false));
        }

        Assert.True(differences.Count == 0, $"seed {seed} ({disturbance.Told}): {string.Join('\n', differences)}");
        Assert.Equal((0, expected.Rows), (outcome.Doubled, outcome.Rows));
    }

    public static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static async Task<Outcome> UndisturbedAsync(string way, DateOnly day, Func<Product> make, string lists)
    {
        if (!Undisturbed.TryGetValue((way, day), out var expected))
        {
            (expected, _) = await LoadAsync(make, lists, _ => Task.CompletedTask);
            Assert.Equal(0, expected.Doubled);
            Undisturbed[(way, day)] = expected;
        }

        return expected;
    }

    private static async Task<(Outcome Outcome, double Seconds)> LoadAsync(Func<Product> make, string lists, Func<Product, Task> disturb)
    {
        var since = Stopwatch.GetTimestamp();
        await using var product = make();
        var outcome = await FaultRun.RunAsync(product, lists, disturb);
        return (outcome, Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private static async Task<string> WriteListsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("matching-lists-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await SampleLists.WriteAsync(folder.FullName, Firms, Seed);
        return folder.FullName;
    }
}

/// <summary>Fault runs take the machine for themselves, one after the other.</summary>
[CollectionDefinition(nameof(Survival), DisableParallelization = true)]
public sealed class SurvivalTests;
