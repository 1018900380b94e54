namespace Matching.Domain.Linkage.Weighing;

/// <summary>What learning from lists came to.</summary>
/// <param name="Costs">What each way of finding candidates brought and cost.</param>
/// <param name="Reach">Of all pairs of groups that really are one firm, the share that are candidates, 0 to 1; null where the truth is not known.</param>
public sealed record LearntWeights(PairModel Model, IReadOnlyList<PassCost> Costs, double? Reach);
