namespace Matching.Ml.Evaluation;

/// <summary>One figure of one scorer, with how far it may be off by chance and how it was computed.</summary>
/// <param name="Scorer"><c>model</c>, <c>card</c> or <c>champion</c>; <c>model-card</c> and <c>model-champion</c> for differences.</param>
/// <param name="Value">Null when the rows cannot give it: one kind of outcome only, no group with a success.</param>
public sealed record Measure(string Scorer, string Code, string Title, double? Value, double? Low, double? High, double? SureOfGain, string Convention);

/// <summary>One slice of the hold-out, for seeing whom a model serves badly.</summary>
/// <param name="Kind">领域, 地区, 年龄 or 规模.</param>
/// <param name="TopShare">Share of the slice's rows among the best fifth by the model; 0.2 = as all.</param>
/// <param name="CardTopShare">The same by the point card.</param>
public sealed record SliceLine(string Kind, string Slice, int Rows, int Positives, double? ModelAuc, double? CardAuc, double TopShare, double CardTopShare);

/// <summary>One fold: fitted anew on the other rows.</summary>
public sealed record FoldLine(string Kind, string Name, int Train, int Test, double? ModelAuc, double? CardAuc, double? ModelNdcg, double? CardNdcg);

/// <summary>A hold-out row that enters or leaves the best <see cref="EvaluationReport.Top"/>, by the card before and by the model after.</summary>
public sealed record SwapLine(long Firm, string Bank, DateOnly PushedOn, int Label, int CardRank, int ModelRank, bool Enters);

/// <summary>All figures of a fit. The hold-out lies wholly after the rows learnt from.</summary>
/// <param name="Learnt">The same figures on the rows learnt from, to see how much is memory.</param>
/// <param name="ScorePsi">Between the scores of the rows learnt from and of the hold-out.</param>
/// <param name="ComparedWith">Id of the model that was live; null when none was.</param>
public sealed record EvaluationReport(
    DateOnly HoldOutFrom,
    int TrainRows,
    int HoldOutRows,
    int HoldOutPositives,
    string Label,
    string Base,
    string Primary,
    int Top,
    IReadOnlyList<Measure> OutOfTime,
    IReadOnlyList<Measure> Learnt,
    IReadOnlyList<SliceLine> Slices,
    IReadOnlyList<ReliabilityBand> Reliability,
    IReadOnlyList<FoldLine> Folds,
    IReadOnlyList<SwapLine> Swaps,
    double? ScorePsi,
    string? ComparedWith)
{
    public Measure? Find(string scorer, string code) => OutOfTime.FirstOrDefault(measure => measure.Scorer == scorer && measure.Code == code);
}
