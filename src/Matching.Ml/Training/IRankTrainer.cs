using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Training;

/// <summary>An engine that fits models: our own (<see cref="RankTrainer"/>), or another behind the same interface.</summary>
public interface IRankTrainer
{
    /// <summary>Name and version, written into models: <c>matching/1</c>.</summary>
    string Engine { get; }

    IReadOnlyList<ModelForm> Forms { get; }

    /// <summary>Fits a model. Data nobody can learn from are refused with reasons; nothing is kept then.</summary>
    /// <param name="holdOut">Decides when to stop; null = parts of the training groups, chosen by hash, are held out bag by bag.</param>
    /// <param name="progress">Called after every round, from the thread of the caller or of a bag, one call at a time.</param>
    /// <exception cref="OperationCanceledException">The stop button.</exception>
    FitResult Fit(RankDataset train, RankDataset? holdOut, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>One point of the live curve.</summary>
/// <param name="Stage"><c>binning</c>, <c>mains</c>, <c>trial</c>, <c>pairs</c>, <c>trees</c>, <c>scorecard</c>.</param>
/// <param name="Bag">From 0.</param>
/// <param name="Round">From 1.</param>
/// <param name="Rounds">Most rounds of this stage; it may end earlier.</param>
/// <param name="HoldOut">Loss of the held-out rows: logarithmic loss, squared error or 1 − NDCG@10; null when nothing is held out.</param>
public sealed record FitProgress(string Stage, int Bag, int Round, int Rounds, double? HoldOut);

/// <summary>A fitted model, or why there is none.</summary>
public abstract record FitResult
{
    /// <param name="Advice">What the analyst should know, in Chinese: few labels, factors without effect.</param>
    public sealed record Fitted(IRanker Model, IReadOnlyList<string> Advice) : FitResult;

    /// <param name="Reasons">Every reason, in Chinese: what was found, where, what would be right.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : FitResult;
}
