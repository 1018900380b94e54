using System.Globalization;
using Matching.Benchmarks.Reading;
using Matching.Domain.Firms;

namespace Matching.Benchmarks.Names;

/// <summary>Names a second on one thread: taken apart, folded, told from institutes; beside a plain loop over their characters.</summary>
internal static class NameBenchmark
{
    private const int Rounds = 7;

    public static void Run(BenchmarkOptions options)
    {
        var generator = new ListGenerator(options.Number("--seed", 7));
        var names = new string[options.Number("--names", 200_000)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = generator.Row()[0];
        }

        Console.WriteLine("| step | names per processor second, median of 7 | best |");
        Console.WriteLine("|---|---:|---:|");
        Measure("characters looked at one by one (reference)", names, name => name.Count(c => c > 'z'));
        Measure("`FirmName.Parse`", names, name => FirmName.Parse(name).TradeName.Length);
        Measure("`FirmName.Fold`", names, name => FirmName.Fold(name).Length);
        Measure("`UnitKinds.Classify`", names, name => (int)UnitKinds.Classify(name));
    }

    private static void Measure(string step, string[] names, Func<string, int> work)
    {
        var speeds = new double[Rounds];
        for (var round = -2; round < Rounds; round++)
        {
            var started = Environment.CpuUsage.TotalTime;
            var sum = 0;
            foreach (var name in names)
            {
                sum += work(name);
            }

            GC.KeepAlive(sum);
            if (round >= 0)
            {
                speeds[round] = names.Length / (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            }
        }

        Array.Sort(speeds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {speeds[Rounds / 2]:N0} | {speeds[^1]:N0} |"));
    }
}
