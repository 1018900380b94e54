using Matching.Ml.Evaluation;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Tests.TrainingSets;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using static Matching.Ml.Tests.Facts;

namespace Matching.Ml.Tests.Explaining;

public sealed class ModelReasonsTests
{
    private static readonly Ml.TrainingSets.TrainingSet Set = SampleSets.Make();
    private static readonly IRanker Model = Fit(ModelForm.Ga2m);
    private static readonly ModelScale Scale = ScaleOf(Model);

    [Fact]
    public void Contributions_add_up_to_the_points_of_every_row_to_the_cent()
    {
        var scores = new ModelReasons(Model, Scale).Score([.. Set.Rows.Select(row => row.Values)]);

        Assert.All(scores, score => Assert.Equal(score.Points, score.Baseline + score.Contributions.Sum(reason => reason.Points)));
        Assert.All(scores, score => Assert.Equal(score.Points, decimal.Round(score.Points, 2)));
        Assert.InRange(scores.Average(score => score.Points), 49.9m, 50.1m);
    }

    [Fact]
    public void Points_alone_are_those_of_the_reasons_and_keep_the_order_of_the_scores()
    {
        var reasons = new ModelReasons(Model, Scale);
        List<float[]> rows = [.. Set.Rows.Select(row => row.Values)];
        var points = reasons.Points(rows);
        var whole = reasons.Score(rows);
        var raw = Model.Score(Set.Table([.. Enumerable.Range(0, rows.Count)]), 1);

        Assert.All(Enumerable.Range(0, rows.Count), row => Assert.InRange(points[row] - whole[row].Points, -0.01m, 0.01m));
        Assert.All(Enumerable.Range(1, rows.Count - 1), row => Assert.True((raw[row] > raw[row - 1] && points[row] >= points[row - 1]) || (raw[row] < raw[row - 1] && points[row] <= points[row - 1]) || raw[row] == raw[row - 1]));
    }

    [Fact]
    public void Grades_follow_points_and_every_grade_has_firms()
    {
        var scores = new ModelReasons(Model, Scale).Score([.. Set.Rows.Select(row => row.Values)]);
        var ordered = scores.OrderByDescending(score => score.Points).Select(score => score.Grade.Step).ToList();

        Assert.Equal(ordered.Order(), ordered);
        Assert.Equal(Enumerable.Range(1, 10), ordered.Distinct());
    }

    [Fact]
    public void Each_reason_says_low_high_or_missing_in_words()
    {
        var row = (float[])Set.Rows[0].Values.Clone();
        row[SampleSets.PlaceOf("libraries_in_force")] = 0;
        row[SampleSets.PlaceOf("capital")] = float.NaN;
        var reasons = new ModelReasons(Model, Scale).Score([row])[0].Contributions.ToDictionary(reason => reason.Code);

        Assert.Contains("偏低", reasons["libraries_in_force"].Reason, StringComparison.Ordinal);
        Assert.True(reasons["libraries_in_force"].Points < 0);
        Assert.Contains("无数据", reasons["capital"].Reason, StringComparison.Ordinal);
        Assert.Null(reasons["capital"].Value);
    }

    [Fact]
    public void What_a_better_grade_needs_is_enough_when_it_is_done()
    {
        var firm = new FirmOnDay(Profile([Project(1, new(2025, 1, 1))]), AsOf);
        var reasons = new ModelReasons(Model, Scale);
        var now = ModelFeatures.V1.Read(firm, Scale.PeerNorms);
        var grade = Scale.GradeOf(reasons.Points([now])[0]).Step;
        var needs = new Counterfactual(Model, Scale).For(firm, Math.Max(1, grade - 1));

        Assert.NotNull(needs);
        Assert.All(needs.Alone, need => Assert.True(need.PointsAfter >= needs.Cut && need.GradeAfter <= needs.Grade));
        Assert.True(needs.Together.Count == 0 || needs.Together[^1].PointsAfter >= needs.Cut);
        Assert.NotEmpty(needs.Alone.Concat(needs.Together));
        Assert.DoesNotContain(needs.Alone.Concat(needs.Together), need => need.Code is "capital" or "age_years");
        Assert.True(grade == 10 || new Counterfactual(Model, Scale).For(firm, grade) is null, "the grade it has needs nothing");
    }

    [Fact]
    public void Trees_give_points_without_reasons()
    {
        var trees = Fit(ModelForm.Trees);
        var score = new ModelReasons(trees, ScaleOf(trees)).Score([Set.Rows[0].Values])[0];
        Assert.Empty(score.Contributions);
        Assert.Equal(score.Points, score.Baseline);
    }

    [Fact]
    public void A_scale_comes_back_from_its_json() => Assert.Equal(Scale.ToJson(), ModelScale.FromJson(Scale.ToJson()).ToJson());

    private static IRanker Fit(ModelForm form) => Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(
        Set.Dataset([.. Enumerable.Range(0, Set.Rows.Count)], Objective.Logistic), null, new FitOptions { Form = form, Threads = 1 }, null, CancellationToken.None)).Model;

    private static ModelScale ScaleOf(IRanker model)
    {
        var table = Set.Table([.. Enumerable.Range(0, Set.Rows.Count)]);
        return ModelScale.Of(new DateOnly(2026, 6, 30), model.Score(table, 1), table, Set.Norms, new Calibration(1, 0));
    }
}
