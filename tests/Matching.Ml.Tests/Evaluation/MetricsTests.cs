using Matching.Ml.Evaluation;

namespace Matching.Ml.Tests.Evaluation;

public sealed class MetricsTests
{
    [Fact]
    public void Ndcg_follows_the_printed_convention()
    {
        // Ranked 0, 3, 1: (2³−1)/log2(3) + (2¹−1)/log2(4) = 4.41651 + 0.5; ideal 3, 1, 0: 7 + 1/log2(3) = 7.63093.
        Assert.Equal(4.916508 / 7.630930, RankMetrics.NdcgAt(10, [[0, 3, 1]]), 5);
        Assert.Equal(0, RankMetrics.NdcgAt(1, [[0, 3, 1]]), 12);
    }

    [Fact]
    public void Groups_without_a_success_are_left_out_and_nothing_else_is_a_number() =>
        Assert.Equal((1.0, double.NaN), (RankMetrics.NdcgAt(5, [[0, 0], [2, 0]]), RankMetrics.NdcgAt(5, [[0, 0]])));

    [Fact]
    public void Precision_counts_the_rows_there_are()
    {
        Assert.Equal(0.75, RankMetrics.PrecisionAt(2, [[1, 0, 1], [1]]), 12);
        Assert.Equal(0.5, RankMetrics.PrecisionAt(2, [[3, 1, 2]], from: 2), 12);
    }

    [Fact]
    public void Equal_scores_keep_the_order_of_the_file() =>
        Assert.Equal([[1, 0, 2], [3]], RankMetrics.InOrder(["a", "a", "b", "a"], [1, 0, 3, 2], [0.5, 0.5, 9, 0.1]));

    [Theory]
    [InlineData(new[] { 0.9, 0.8, 0.7, 0.6 }, new[] { true, false, true, false }, 0.75, "three of four pairs stand right")]
    [InlineData(new[] { 0.5, 0.5, 0.5, 0.5 }, new[] { true, false, true, false }, 0.5, "ties count half")]
    [InlineData(new[] { 0.9, 0.5, 0.5, 0.1 }, new[] { true, true, false, false }, 0.875, "one of four pairs is tied")]
    public void Auc_counts_pairs(double[] scores, bool[] positives, double expected, string because)
    {
        Assert.True(Math.Abs(expected - BinaryMetrics.Auc(scores, positives)) < 1e-12, because);
        Assert.Equal((2 * expected) - 1, BinaryMetrics.Gini(scores, positives), 12);
    }

    [Fact]
    public void Ks_is_the_widest_gap()
    {
        // After 0.9: 1/2 of positives, 0 of negatives; after 0.8: 1/2 and 1/3; after 0.7: 1 and 1/3 → 2/3.
        Assert.Equal(2 / 3.0, BinaryMetrics.Ks([0.9, 0.8, 0.7, 0.6, 0.5], [true, false, true, false, false]), 12);
        Assert.Equal(0, BinaryMetrics.Ks([1, 1], [true, false]), 12);
    }

    [Fact]
    public void Lift_of_the_best_fifth() =>
        Assert.Equal(2.5, BinaryMetrics.Lift([5, 4, 3, 2, 1], [true, false, true, false, false], 0.2), 12);

    [Fact]
    public void Brier_is_the_mean_square() =>
        Assert.Equal((0.01 + 0.09) / 2, BinaryMetrics.Brier([0.9, 0.3], [true, false]), 12);

    [Fact]
    public void Reliability_compares_prediction_and_outcome_band_by_band()
    {
        var bands = BinaryMetrics.Reliability([0.1, 0.3, 0.7, 0.9], [false, true, true, true], 2);
        Assert.Equal([(2, 0.2, 0.5), (2, 0.8, 1.0)], bands.Select(band => (band.Rows, Math.Round(band.Predicted, 10), band.Observed)));
    }

    [Fact]
    public void One_kind_of_outcome_alone_gives_no_figure() =>
        Assert.Equal((double.NaN, double.NaN), (BinaryMetrics.Auc([1, 2], [true, true]), BinaryMetrics.Ks([1, 2], [false, false])));

    [Fact]
    public void Psi_is_zero_for_equal_spreads_and_has_the_bands_banks_use()
    {
        Assert.Equal(0, Stability.Psi([10, 20, 30], [10, 20, 30]), 12);

        // Shares with half a count: 90.5/101 → 50.5/101 and 10.5/101 → 50.5/101.
        var expected = ((50.5 - 90.5) / 101 * Math.Log(50.5 / 90.5)) + ((50.5 - 10.5) / 101 * Math.Log(50.5 / 10.5));
        Assert.Equal(expected, Stability.Psi([90, 10], [50, 50]), 12);
        Assert.Equal([DriftBand.Stable, DriftBand.Look, DriftBand.Look, DriftBand.Act], new[] { 0.0999, 0.1, 0.25, 0.2501 }.Select(Stability.BandOf));
        Assert.True(double.IsFinite(Stability.Psi([5, 0], [0, 5])));
    }

    [Fact]
    public void All_rows_of_a_firm_fall_in_one_fold_and_every_row_is_tested_once()
    {
        string[] firms = [.. Enumerable.Range(0, 200).Select(i => $"firm {i % 40}")];
        var folds = Folds.Grouped(firms, 5, 7);

        Assert.Equal(Enumerable.Range(0, 200), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold => Assert.Empty(fold.Test.Select(row => firms[row]).Intersect(fold.Train.Select(row => firms[row]))));
        Assert.Equal(folds.Select(fold => fold.Test), Folds.Grouped(firms, 5, 7).Select(fold => fold.Test));
    }

    [Fact]
    public void Forward_chaining_learns_from_the_past_only()
    {
        DateOnly[] days = [new(2023, 5, 1), new(2024, 5, 1), new(2023, 6, 1), new(2025, 1, 1)];
        var folds = Folds.ForwardChaining(days);

        Assert.Equal(["2024 年", "2025 年"], folds.Select(fold => fold.Name));
        Assert.Equal([[0, 2], [0, 1, 2]], folds.Select(fold => fold.Train));
        Assert.Equal([[1], [3]], folds.Select(fold => fold.Test));
        Assert.Equal([1, 3], Folds.OutOfTime(days, new DateOnly(2024, 1, 1)).Test);
    }

    [Fact]
    public void Bootstrap_is_the_same_for_any_order_of_rows_and_holds_the_figure()
    {
        var values = Enumerable.Range(0, 300).Select(i => (Key: $"firm {i % 150}", Value: (i * 37 % 101) / 100.0)).ToList();
        var mean = values.Average(row => row.Value);
        var interval = Bootstrap.Interval([.. values.Select(row => row.Key)], rows => rows.Average(row => values[row].Value), 3)!;
        var turned = Enumerable.Reverse(values).ToList();
        var again = Bootstrap.Interval([.. turned.Select(row => row.Key)], rows => rows.Average(row => turned[row].Value), 3)!;

        Assert.Equal((interval.Low, interval.High), (again.Low, again.High), (left, right) => Math.Abs(left.Low - right.Low) < 1e-9 && Math.Abs(left.High - right.High) < 1e-9);
        Assert.InRange(mean, interval.Low, interval.High);
        Assert.InRange(interval.High - interval.Low, 0.01, 0.2);
        Assert.Equal(1, interval.ShareAboveZero);
    }

    [Fact]
    public void Swap_set_names_who_enters_and_who_leaves() =>
        Assert.Equal(
            [new Swap(2, 3, 1, true), new Swap(0, 1, 3, false)],
            SwapSet.Of([9, 8, 7, 6], [5, 6, 7, 4], 2));
}
