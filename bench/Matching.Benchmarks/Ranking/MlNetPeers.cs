using System.Diagnostics;
using Matching.Ml.MlNet;
using Matching.Ml.Training;

namespace Matching.Benchmarks.Ranking;

/// <summary>ML.NET's LightGBM and FastTree on the same rows, one thread each as the product runs them.</summary>
internal static class MlNetPeers
{
    /// <param name="ndcg">Of the scores of the test set.</param>
    public static IEnumerable<string> Run(RankDataset train, RankDataset test, FitOptions options, Func<double[], string> ndcg)
    {
        foreach (var kind in (MlNetKind[])[MlNetKind.LightGbm, MlNetKind.FastTree])
        {
            var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var fitted = (FitResult.Fitted)new MlNetTrainer(kind).Fit(train, null, options, null, CancellationToken.None);
            var (seconds, worked) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            yield return FormattableString.Invariant($"| ML.NET {kind}, 100 × 63, one thread, s | | | {seconds:0.0} | {worked:0.0} |");
            yield return $"| … NDCG@1 / @5 / @10 | | | {ndcg(fitted.Model.Score(test.Table, 2))} | |";
        }
    }
}
