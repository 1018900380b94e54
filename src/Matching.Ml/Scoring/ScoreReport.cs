namespace Matching.Ml.Scoring;

/// <summary>Which firms a run scores.</summary>
public enum ScoreScope
{
    /// <summary>Those whose records changed since they were last scored.</summary>
    NeedingScore = 1,

    /// <summary>All: after a change of the card, or to let the day's expiries take effect.</summary>
    All = 2,
}

/// <summary>How far a run has come: firms seen, over both passes.</summary>
/// <param name="Total">0 when not known.</param>
public readonly record struct ScoreProgress(long Done, long Total);

/// <summary>What a run did.</summary>
/// <param name="Scored">Firms scored.</param>
/// <param name="Changed">Firms with a new score row; the rest kept theirs.</param>
/// <param name="Ended">Scores ended because the firm was merged away, retired, or is no firm.</param>
/// <param name="Passed">Universities, institutes and other units passed by.</param>
/// <param name="Grades">Number of scored firms per grade, T1 first.</param>
public sealed record ScoreReport(
    DateOnly AsOf, string Card, int Scored, int Changed, int Ended, int Passed, IReadOnlyList<int> Grades, double Seconds);
