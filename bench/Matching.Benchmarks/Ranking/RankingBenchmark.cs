using System.Diagnostics;
using System.Globalization;
using Matching.Ml.Evaluation;
using Matching.Ml.Tests.Training;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Benchmarks.Ranking;

/// <summary>
/// The ranking engine on the synthetic set (1 M rows × 50 factors by default), beside XGBoost on the same rows where it is installed.
/// Seconds are given by the clock and by processor time; the machine's load moves the first only.
/// </summary>
internal static class RankingBenchmark
{
    public static async Task RunAsync(BenchmarkOptions options)
    {
        var queries = options.Number("--queries", SyntheticSet.TrainQueries);
        var threads = options.Number("--threads", 2);
        var train = SyntheticSet.Create(0, queries);
        var test = SyntheticSet.Create(SyntheticSet.TrainQueries, SyntheticSet.TestQueries);
        Print($"Rows: {train.Rows:N0} × {SyntheticSet.Factors}, {queries:N0} queries; test {test.Rows:N0}. Threads: {threads}.");
        Console.WriteLine("\n| figure | must | goal | reached | processor s |\n|---|---:|---:|---:|---:|");

        var ranked = new FitOptions { Objective = Objective.LambdaRank, Threads = threads };
        GC.Collect();
        var before = Environment.WorkingSet;
        using (var peak = new PeakMemory())
        {
            var trees = Fit(train, ranked with { Form = ModelForm.Trees, Rounds = 100, Leaves = 63, Rate = 0.1 });
            Print($"| LambdaMART 100 × 63, s without binning | 17.5 | 9.6 | {trees.Seconds - trees.Binning:0.0} | {trees.Processor:0.0} |");
            Print($"| … binning, s | 2.0 | 0.8 | {trees.Binning:0.00} | |");
            Print($"| … NDCG@1 / @5 / @10 | | | {Ndcg(trees.Model, test, threads)} | |");
            Print($"| … memory over the data, MB | 160 | 110 | {(peak.Bytes - before) / 1e6:0} | |");
        }

        var sole = Fit(train, ranked with { Form = ModelForm.Trees, Rounds = 100, Leaves = 63, Rate = 0.1, Threads = 1 });
        Print($"| LambdaMART 100 × 63, one thread, with binning, s | | | {sole.Seconds:0.0} | {sole.Processor:0.0} |");
#if MLNET
        foreach (var line in MlNetPeers.Run(train, test, ranked with { Form = ModelForm.Trees, Rounds = 100, Leaves = 63, Rate = 0.1 }, scores => Ndcg(scores, test)))
        {
            Console.WriteLine(line);
        }
#endif
        if (options.Number("--trees-only", 0) > 0)
        {
            await PeerAsync(train, test, threads);
            return;
        }

        var additive = Fit(train, ranked with { Form = ModelForm.Additive });
        Print($"| additive ranker, s | 20 | 6 | {additive.Seconds:0.0} | {additive.Processor:0.0} |");
        Print($"| … NDCG@1 / @5 / @10 (must 0.6935) | | | {Ndcg(additive.Model, test, threads)} | |");
        var glass = Fit(train, ranked with { Form = ModelForm.Ga2m });
        Print($"| GA2M ranker, s | 36 | 12 | {glass.Seconds:0.0} | {glass.Processor:0.0} |");
        Print($"| … NDCG@1 / @5 / @10 (must 0.705, goal 0.712) | | | {Ndcg(glass.Model, test, threads)} | |");
        var everyFactor = new FitOptions { Form = ModelForm.Ga2m, Pairs = 54, Bags = 1, Rounds = 1200, Patience = 0, Threads = threads };
        Scoring((TableModel)Fit(InventedData.Credit(20_000, factors: SyntheticSet.Factors), everyFactor).Model, InventedData.Credit(500_000, factors: SyntheticSet.Factors), threads);
        Retrain(threads);
        SameBytes(ranked);
        await PeerAsync(train, test, threads);
    }

    private static bool[] Positives(RankDataset data) => [.. data.Labels.Select(label => label > 0)];

    private static T[] Of<T>(T[] values, IReadOnlyList<int> rows) => [.. rows.Select(row => values[row])];

    private static void Scoring(TableModel model, RankDataset rows, int threads)
    {
        var mains = model.Terms.Count(term => !term.IsPair);
        var best = Enumerable.Range(0, 5).Max(_ => Rate(rows.Rows, () => model.ScoreFixed(rows.Table, threads)));
        Print($"| predict from raw floats, {mains} mains + {model.Pairs.Count} pairs, rows/s | 3,000,000 | 10,000,000 | {best:N0} | |");
        var part = rows.Select([.. Enumerable.Range(0, Math.Min(rows.Rows, 200_000))]);
        var explained = Enumerable.Range(0, 5).Max(_ => Rate(part.Rows, () => model.Explain(part.Table, threads)));
        Print($"| … with all reasons, rows/s | 1,000,000 | 5,000,000 | {explained:N0} | |");
        var (scores, contributions) = (model.ScoreFixed(part.Table, threads), model.Explain(part.Table, threads));
        var isExact = Enumerable.Range(0, part.Rows).All(i => scores[i] == model.Intercept + contributions.AsSpan(i * model.Terms.Count, model.Terms.Count).ToArray().Sum(points => (long)points));
        Print($"| … reasons add up to the score on all {part.Rows:N0} rows | yes | yes | {(isExact ? "yes" : "NO")} | |");
    }

    /// <summary>10,000 firms, 60 factors, five folds by firm; of each fold every figure the report of a model has, with intervals and by slice.</summary>
    private static void Retrain(int threads)
    {
        const int slices = 8;
        var data = InventedData.Credit(10_000, factors: 60);
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var (aucs, figures) = (new List<double>(), 0);
        for (var fold = 0; fold < 5; fold++)
        {
            var train = data.Select([.. Enumerable.Range(0, data.Rows).Where(row => row % 5 != fold)]);
            var test = data.Select([.. Enumerable.Range(0, data.Rows).Where(row => row % 5 == fold)]);
            var model = Fit(train, new FitOptions { Threads = threads }).Model;
            var calibration = Calibration.Fit(model.Score(train.Table, threads), Positives(train));
            var (scores, positives) = (model.Score(test.Table, threads), Positives(test));
            double[] probabilities = [.. scores.Select(calibration.Of)];
            string[] keys = [.. Enumerable.Range(0, test.Rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];
            aucs.Add(BinaryMetrics.Auc(scores, positives));
            double[] whole =
            [
                aucs[^1], BinaryMetrics.Ks(scores, positives), BinaryMetrics.Gini(scores, positives), BinaryMetrics.Lift(scores, positives, 0.1), BinaryMetrics.Lift(scores, positives, 0.2),
                BinaryMetrics.Brier(probabilities, positives), .. BinaryMetrics.Reliability(probabilities, positives, 10).Select(band => band.Observed),
            ];
            BootstrapInterval?[] intervals =
            [
                Bootstrap.Interval(keys, rows => BinaryMetrics.Auc(Of(scores, rows), Of(positives, rows)), fold),
                Bootstrap.Interval(keys, rows => BinaryMetrics.Ks(Of(scores, rows), Of(positives, rows)), fold),
                Bootstrap.Interval(keys, rows => BinaryMetrics.Brier(Of(probabilities, rows), Of(positives, rows)), fold),
            ];
            double[] bySlice =
            [
                .. Enumerable.Range(6, 4).SelectMany(factor => Enumerable.Range(0, slices).Select(slice =>
                {
                    int[] rows = [.. Enumerable.Range(0, test.Rows).Where(row => (int)((test.Table.Columns[factor][row] + 2) / 4 * slices) == slice)];
                    return BinaryMetrics.Auc(Of(scores, rows), Of(positives, rows));
                })),
            ];
            figures += whole.Length + intervals.Length + bySlice.Length;
        }

        Print($"| 10,000 × 60, 5 folds of GA2M with {figures} figures, s (AUC {aucs.Average():0.0000}) | 30 | 5 | {clock.Elapsed.TotalSeconds:0.0} | {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} |");
    }

    private static void SameBytes(FitOptions options)
    {
        var part = SyntheticSet.Create(0, 300);
        var ids = new[] { 1, 2, 4, 7 }
            .SelectMany(threads => new[] { ModelForm.Trees, ModelForm.Ga2m }.Select(form => (form, Fit(part, options with { Form = form, Rounds = 20, Threads = threads }).Model.Id)))
            .Distinct().Count();
        Print($"| different files over 1, 2, 4, 7 threads, trees and GA2M | 2 | 2 | {ids} | |");
    }

    private static async Task PeerAsync(RankDataset train, RankDataset test, int threads)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "xgboost_ranking.py");
        var folder = Directory.CreateTempSubdirectory("matching-ranking-").FullName;
        try
        {
            PeerFiles.Write(folder, "train", train);
            PeerFiles.Write(folder, "test", test);
            var start = new ProcessStartInfo("/usr/bin/python3", [script, folder, threads.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            var said = process.ExitCode == 0 ? (await output).Trim() : "did not run: " + (await errors).Trim().Split('\n')[^1];
            Print($"\nXGBoost in the same run: {said}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Ndcg(FittedModel model, RankDataset test, int threads) => Ndcg(model.Score(test.Table, threads), test);

    private static string Ndcg(double[] scores, RankDataset test)
    {
        var ordered = RankMetrics.InOrder([.. test.Groups!.Select(group => group.ToString(CultureInfo.InvariantCulture))], [.. test.Labels.Select(label => (int)label)], scores);
        return string.Join(" / ", new[] { 1, 5, 10 }.Select(k => RankMetrics.NdcgAt(k, ordered).ToString("0.0000", CultureInfo.InvariantCulture)));
    }

    private static Fitted Fit(RankDataset train, FitOptions options)
    {
        var stages = new Stages();
        var processor = Environment.CpuUsage.TotalTime;
        var result = new RankTrainer().Fit(train, null, options, stages, CancellationToken.None);
        var model = result is FitResult.Fitted fitted ? (FittedModel)fitted.Model : throw new InvalidOperationException(string.Join('\n', ((FitResult.Refused)result).Reasons));
        return new Fitted(model, stages.Clock.Elapsed.TotalSeconds, stages.Binning, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static double Rate(int rows, Func<Array> work)
    {
        var clock = Stopwatch.StartNew();
        GC.KeepAlive(work());
        return rows / clock.Elapsed.TotalSeconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Fitted(FittedModel Model, double Seconds, double Binning, double Processor);

    private sealed class Stages : IProgress<FitProgress>
    {
        public Stopwatch Clock { get; } = Stopwatch.StartNew();

        public double Binning { get; private set; }

        public void Report(FitProgress value)
        {
            if (value is { Stage: "binning", Round: 1 })
            {
                Binning = Clock.Elapsed.TotalSeconds;
            }
        }
    }
}
