using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Tests.Training;

public sealed class RankTrainerTests
{
    private static readonly RankDataset Train = InventedData.Credit(3000);
    private static readonly RankDataset Test = InventedData.Credit(3000, seed: 8);

    [Theory]
    [InlineData(ModelForm.Additive)]
    [InlineData(ModelForm.Ga2m)]
    [InlineData(ModelForm.Scorecard)]
    public void Contributions_and_intercept_add_up_to_the_score_exactly(ModelForm form)
    {
        var model = Assert.IsType<TableModel>(Fit(Train, form));
        var scores = model.ScoreFixed(Test.Table, 2);
        var contributions = model.Explain(Test.Table, 2);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(scores[i], model.Intercept + contributions.AsSpan(i * model.Terms.Count, model.Terms.Count).ToArray().Sum(points => (long)points));
        }
    }

    [Theory]
    [InlineData(ModelForm.Additive)]
    [InlineData(ModelForm.Ga2m)]
    [InlineData(ModelForm.Scorecard)]
    public void No_step_of_a_factor_with_a_sign_goes_the_wrong_way(ModelForm form) =>
        Assert.Empty(Assert.IsType<TableModel>(Fit(Train, form)).MonotoneViolations());

    [Theory]
    [InlineData(ModelForm.Additive)]
    [InlineData(ModelForm.Ga2m)]
    [InlineData(ModelForm.Scorecard)]
    [InlineData(ModelForm.Trees)]
    public void A_model_comes_back_from_its_file_with_the_same_bytes_and_scores(ModelForm form)
    {
        var model = Fit(Train, form);
        var read = ModelFile.Read(model.ToBytes());
        Assert.Equal(model.Id, read.Id);
        Assert.Equal(model.ToBytes(), read.ToBytes());
        Assert.Equal(model.ScoreFixed(Test.Table, 1), read.ScoreFixed(Test.Table, 2));
    }

    [Theory]
    [InlineData(ModelForm.Additive)]
    [InlineData(ModelForm.Ga2m)]
    [InlineData(ModelForm.Scorecard)]
    [InlineData(ModelForm.Trees)]
    public void Any_number_of_threads_gives_the_same_bytes(ModelForm form)
    {
        var once = Fit(Train, form, threads: 1).ToBytes();
        Assert.All(new[] { 2, 4, 7 }, threads => Assert.Equal(once, Fit(Train, form, threads).ToBytes()));
    }

    private static FittedModel Fit(RankDataset data, ModelForm form, int threads = 2)
    {
        var options = new FitOptions { Form = form, Threads = threads, Rounds = 60, Patience = 20, Bags = form == ModelForm.Trees ? null : 4 };
        var result = new RankTrainer().Fit(data, null, options, null, CancellationToken.None);
        return Assert.IsAssignableFrom<FittedModel>(Assert.IsType<FitResult.Fitted>(result).Model);
    }
}
