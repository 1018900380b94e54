namespace Matching.Ml.Training.Fitted;

/// <summary>One summand of a score: a factor, or a pair of factors.</summary>
/// <param name="B">Second factor of a pair; −1 = a factor by itself.</param>
public sealed record ModelTerm(int A, int B, string Name)
{
    public bool IsPair => B >= 0;
}
