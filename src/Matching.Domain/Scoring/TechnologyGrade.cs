namespace Matching.Domain.Scoring;

/// <summary>技术流 grade, T1 (best) to T10. An input to a bank's own decision, never a credit rating.</summary>
/// <param name="Step">1 to 10.</param>
public readonly record struct TechnologyGrade(int Step)
{
    public override string ToString() => FormattableString.Invariant($"T{Step}");
}
