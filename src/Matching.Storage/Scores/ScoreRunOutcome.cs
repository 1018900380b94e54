namespace Matching.Storage.Scores;

/// <summary>What a scoring of all firms came to; the fields of <see cref="ScoreRun"/> that are known at its end.</summary>
/// <param name="GradeCounts">Scored firms per grade, T1 first; ten numbers.</param>
public sealed record ScoreRunOutcome(string Card, int Scored, int Changed, int Ended, int Passed, IReadOnlyList<int> GradeCounts);
