using Matching.Benchmarks.Finding;
using Matching.Benchmarks.Import;
using Matching.Benchmarks.Linking;
using Matching.Benchmarks.Names;
using Matching.Benchmarks.Ranking;
using Matching.Benchmarks.Reading;
using Matching.Benchmarks.Search;
using Matching.Benchmarks.Serving;
using Matching.Benchmarks.Storage;

namespace Matching.Benchmarks;

/// <summary>Runs one benchmark: <c>Matching.Benchmarks &lt;name&gt; [options]</c>. Results go to standard output as Markdown.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["search", .. var options]:
                await SearchBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["reading", .. var options]:
                await ReadingBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["linking", .. var options]:
                await LinkBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["storage", .. var options]:
                await StorageBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["storage-postgres", .. var options]:
                await PostgresBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["import", .. var options]:
                await ImportBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["elasticsearch", .. var options]:
                await ElasticsearchBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["visible", .. var options]:
                await VisibleBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["reconcile", .. var options]:
                FindBenchmark.Run(BenchmarkOptions.Parse(options));
                return 0;
            case ["reconcile-http", .. var options]:
                await ReconcileBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            case ["names", .. var options]:
                NameBenchmark.Run(BenchmarkOptions.Parse(options));
                return 0;
            case ["ranking", .. var options]:
                await RankingBenchmark.RunAsync(BenchmarkOptions.Parse(options));
                return 0;
            default:
                await Console.Error.WriteLineAsync("Usage: Matching.Benchmarks search [--firms 300000] [--seed 7] [--seconds 20] [--rate 500] | elasticsearch --url http://127.0.0.1:9200 [--firms 300000] [--seed 7] [--rounds 3] | visible [--firms 20000] [--rounds 40] [--scaled-out 1] | reading [--rows 300000] [--seed 7] | linking [--firms 40000] | storage [--rows 200000] [--seed 7] | storage-postgres [--rows 200000] [--seed 7] [--rounds 5] | import [--rows 40000] [--sample-firms 0] [--seed 7] | reconcile [--firms 300000] [--seed 7] | reconcile-http [--firms 100000] [--seed 7] [--batches 100] [--rest 30] | names [--names 200000] [--seed 7] | ranking [--queries 10000] [--threads 2] [--trees-only 1]");
                return 2;
        }
    }
}
