namespace Matching.Ml.Training.Objectives;

/// <summary>Gradients of a loss at given scores, and the loss itself on a part of the rows.</summary>
internal interface IObjective
{
    /// <summary>The constant that minimises the loss; 0 for ranking.</summary>
    double Start { get; }

    /// <summary>Fills first and second derivatives by score.</summary>
    /// <param name="scores">Fixed-point scores.</param>
    /// <param name="unit">Score of one step of <paramref name="scores"/>.</param>
    void Gradients(int[] scores, double unit, GradientBuffer buffer, int threads);

    /// <summary>Loss of the rows marked by <paramref name="isCounted"/>, lower is better; null when it cannot be told.</summary>
    double? Loss(int[] scores, double unit, ReadOnlySpan<bool> isCounted);
}
