using Matching.Ml.Training.Boosting;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Training;

/// <summary>Our own engine: plain C#, the same bytes for any number of threads and any width of vectors.</summary>
public sealed class RankTrainer : IRankTrainer
{
    /// <summary>Changes with every change that can change a model's bytes.</summary>
    public const string EngineName = "matching/1";

    public string Engine => EngineName;

    public IReadOnlyList<ModelForm> Forms { get; } = [ModelForm.Scorecard, ModelForm.Additive, ModelForm.Ga2m, ModelForm.Trees];

    public FitResult Fit(RankDataset train, RankDataset? holdOut, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var reasons = DatasetChecks.Reasons(train, options);
        if (holdOut is not null)
        {
            reasons.AddRange(DatasetChecks.HoldOutReasons(train, holdOut));
        }

        if (reasons.Count > 0)
        {
            return new FitResult.Refused(reasons);
        }

        var run = FitRun.Prepare(train, holdOut, options, progress, cancellationToken);
        FittedModel model = options.Form switch
        {
            ModelForm.Trees => TreeFit.Run(run),
            ModelForm.Scorecard => Scorecards.ScorecardFit.Run(run),
            _ => GlassFit.Run(run),
        };
        return new FitResult.Fitted(model, DatasetChecks.Advice(train, options));
    }
}
