namespace Matching.Domain.Linkage.Weighing;

/// <summary>What one way of finding candidates brought, and what it cost.</summary>
/// <param name="Shared">What the two names of a pair share.</param>
/// <param name="Keys">Keys made.</param>
/// <param name="Pairs">Pairs it led to.</param>
/// <param name="Alone">Pairs no other way led to.</param>
/// <param name="Crowded">Keys passed over, wholly or in part, because too many names share them.</param>
public sealed record PassCost(string Shared, long Keys, long Pairs, long Alone, long Crowded);
