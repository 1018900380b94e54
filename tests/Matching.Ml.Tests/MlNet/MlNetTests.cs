using Matching.Ml.Evaluation;
using Matching.Ml.MlNet;
using Matching.Ml.Registry;
using Matching.Ml.Tests.TrainingSets;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Tests.MlNet;

/// <summary>ML.NET's own trainers behind our interface; compiled with <c>-p:MlNet=true</c> only.</summary>
public sealed class MlNetTests
{
    private static readonly TrainingSet Set = SampleSets.Make();
    private static readonly List<int> All = [.. Enumerable.Range(0, Set.Rows.Count)];

    [Theory]
    [InlineData(MlNetKind.FastTree, Objective.Logistic)]
    [InlineData(MlNetKind.FastTree, Objective.LambdaRank)]
    [InlineData(MlNetKind.LightGbm, Objective.Logistic)]
    [InlineData(MlNetKind.LightGbm, Objective.LambdaRank)]
    public void A_model_is_fitted_kept_read_again_and_scores_the_same(MlNetKind kind, Objective objective)
    {
        var model = Fit(kind, objective, Set);
        var read = new Engines([new MlNetTrainer(kind)], [new MlNetModelReader()]).Read(model.Engine, model.ToBytes());

        Assert.Equal((model.Id, model.Engine, ModelForm.Trees, objective), (read.Id, read.Engine, read.Form, read.Objective));
        Assert.Equal(model.Score(Set.Table(All), 1), read.Score(Set.Table(All), 1));
        var auc = BinaryMetrics.Auc(model.Score(Set.Table(All), 1), [.. Set.Rows.Select(row => row.Label > 0)]);
        Assert.True(auc > 0.7, $"AUC {auc} on the rows it learnt from");
    }

    [Fact]
    public void FastTree_loses_no_row_to_a_missing_value_and_says_what_was_filled()
    {
        var place = SampleSets.PlaceOf("age_years");
        var holed = Set with
        {
            Rows = [.. Set.Rows.Select(row =>
            {
                var values = (float[])row.Values.Clone();
                values[place] = float.NaN;
                return row with { Values = values };
            })],
        };
        var fitted = Assert.IsType<FitResult.Fitted>(new MlNetTrainer(MlNetKind.FastTree).Fit(holed.Dataset(All, Objective.Logistic), null, Options(Objective.Logistic), null, CancellationToken.None));

        Assert.Contains($"{Set.Rows.Count} 个缺失值", Assert.Single(fitted.Advice), StringComparison.Ordinal);
        Assert.True(BinaryMetrics.Auc(fitted.Model.Score(holed.Table(All), 1), [.. holed.Rows.Select(row => row.Label > 0)]) > 0.7);
    }

    [Fact]
    public void The_gate_lets_it_stand_in_the_shadow_at_most()
    {
        var request = new ModelRequest(MlNetModel.LightGbmEngine, ModelForm.Trees, Objective.Logistic, Folds: 0);
        var split = TrainModel.SplitOf(Set, request);
        var trainer = new MlNetTrainer(MlNetKind.LightGbm);
        var model = Assert.IsType<FitResult.Fitted>(trainer.Fit(Set.Dataset(split.Train, Objective.Logistic), null, request.Options, null, CancellationToken.None)).Model;
        var report = TrainModel.Report(trainer, Set, split, request, model, null, null, CancellationToken.None);
        var checks = Gate.Check(model, Set, report, GateLimits.Default);

        Assert.False(checks.Single(check => check.Code == "reasons").Passed);
        Assert.NotNull(report.Find("model", "auc")!.Value);
        Assert.NotEmpty(checks.Single(check => check.Code == "monotone").Found);
    }

    [Fact]
    public void Other_forms_infinite_values_and_equal_labels_are_refused_with_reasons()
    {
        var trainer = new MlNetTrainer(MlNetKind.FastTree);
        var data = Set.Dataset(All, Objective.Logistic);
        Assert.IsType<FitResult.Refused>(trainer.Fit(data, null, new FitOptions { Form = ModelForm.Ga2m }, null, CancellationToken.None));
        Assert.IsType<FitResult.Refused>(trainer.Fit(new RankDataset(data.Table, new float[data.Rows]), null, Options(Objective.Logistic), null, CancellationToken.None));
        data.Table.Columns[0][3] = float.PositiveInfinity;
        var refused = Assert.IsType<FitResult.Refused>(trainer.Fit(data, null, Options(Objective.Logistic), null, CancellationToken.None));
        Assert.Contains("第 4 行", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused() =>
        Assert.Throws<ModelFileException>(() => new MlNetModelReader().Read("没有说明行"u8.ToArray()));

    private static IRanker Fit(MlNetKind kind, Objective objective, TrainingSet set) =>
        Assert.IsType<FitResult.Fitted>(new MlNetTrainer(kind).Fit(set.Dataset(All, objective), null, Options(objective), null, CancellationToken.None)).Model;

    private static FitOptions Options(Objective objective) => new() { Form = ModelForm.Trees, Objective = objective };
}
