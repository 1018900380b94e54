using System.Diagnostics;
using System.Globalization;
using Matching.Benchmarks.Search;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Domain.Firms;
using Matching.Search;

namespace Matching.Benchmarks.Finding;

/// <summary>The firm finder behind look-ups and reconciliation: memory, answers a second, time of one answer and of one changed firm, and how often a match is right.</summary>
internal static class FindBenchmark
{
    private const int Asked = 60_000;
    private const int Changed = 20_000;

    public static void Run(BenchmarkOptions options)
    {
        var count = options.Number("--firms", 300_000);
        var seed = options.Number("--seed", 7);
        var firms = new FirmGenerator(seed).Firms(count + Changed).Select(Of).ToArray();
        Print($"{count:N0} firms, seed {seed}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");

        var before = Settled();
        var started = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        using var finder = FirmFinder.Of(firms.Take(count), count);
        var (elapsed, worked) = (Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor);
        Print($"filled in {elapsed.TotalSeconds:F2} s ({worked.TotalSeconds:F2} s of processor time); tables {finder.Bytes / 1048576.0:N0} MB, heap {(Settled() - before) / 1048576.0:N0} MB, {finder.Names:N0} names");

        var questions = new FindQuestions(seed + 1, firms.AsSpan(0, count).ToArray(), new FirmGenerator(seed + 1000).Firms(Asked).Select(Of).ToArray()).Take(Asked).ToArray();
        MeasureAnswers(finder, questions);
        MeasureRight(finder, questions);
        MeasureChanges(finder, firms.AsSpan(count).ToArray());
    }

    private static void MeasureAnswers(FirmFinder finder, (string Kind, FirmQuestion Question, FirmId? Truth)[] questions)
    {
        foreach (var (_, question, _) in questions.Take(5_000))
        {
            finder.Find(question);
        }

        var times = new double[questions.Length];
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, questions.Length, i =>
        {
            var one = Stopwatch.GetTimestamp();
            finder.Find(questions[i].Question);
            times[i] = Stopwatch.GetElapsedTime(one).TotalMilliseconds;
        });
        var elapsed = Stopwatch.GetElapsedTime(started);
        var worked = Environment.CpuUsage.TotalTime - processor;
        Array.Sort(times);
        Print($"{questions.Length / elapsed.TotalSeconds:N0} answers/s by the clock; {questions.Length / worked.TotalSeconds * Environment.ProcessorCount:N0} answers/s were all processors free ({worked.TotalMicroseconds / questions.Length:F0} µs of processor time each); p50 {At(times, .5):F3} ms, p99 {At(times, .99):F3} ms, slowest {times[^1]:F1} ms");
    }

    private static void MeasureRight(FirmFinder finder, (string Kind, FirmQuestion Question, FirmId? Truth)[] questions)
    {
        Print("");
        Print("| question | asked | matched | of these right | offered to choose, the right one among them | unknown |");
        Print("|---|---|---|---|---|---|");
        var rows = questions.Select(one => (one.Kind, one.Truth, Answer: finder.Find(one.Question))).ToList();
        foreach (var kind in rows.GroupBy(row => row.Kind).Append(rows.GroupBy(_ => "all").Single()))
        {
            var matched = kind.Where(row => row.Answer.Verdict == FindVerdict.Matched).ToList();
            var ambiguous = kind.Where(row => row.Answer.Verdict == FindVerdict.Ambiguous).ToList();
            var right = matched.Count(row => row.Answer.Match!.Id == row.Truth);
            var offered = ambiguous.Count(row => row.Answer.Candidates.Any(candidate => candidate.Id == row.Truth));
            Print($"| {kind.Key} | {kind.Count():N0} | {matched.Count:N0} | {right:N0} ({(matched.Count == 0 ? 1 : (double)right / matched.Count):F4}) | {ambiguous.Count:N0}, {offered:N0} | {kind.Count() - matched.Count - ambiguous.Count:N0} |");
        }
    }

    private static void MeasureChanges(FirmFinder finder, FindableFirm[] firms)
    {
        var times = new double[firms.Length];
        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < firms.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            finder.Find(new FirmQuestion(firms[i].Name, Region: firms[i].Regions[0]));
            finder.Put(firms[i]);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var worked = Environment.CpuUsage.TotalTime - processor;
        Array.Sort(times);
        Print("");
        Print($"one new row looked for and put in: p50 {At(times, .5):F3} ms, p99 {At(times, .99):F3} ms, slowest {times[^1]:F1} ms; {worked.TotalMicroseconds / firms.Length:F0} µs of processor time");
    }

    internal static FindableFirm Of(FirmDocument firm) => new(
        firm.Id,
        firm.Name,
        Uscc.FromParts("91", firm.Region!.Value, OrganizationCode.FromBody(firm.Id.Value.ToString("D8", CultureInfo.InvariantCulture))),
        [],
        [.. firm.FormerNames.Select(FirmName.Fold)],
        [firm.Region.Value]);

    private static double At(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);
}
