using Matching.Domain.Codes;

namespace Matching.Domain.Scoring;

/// <summary>A firm on an exclusion list (失信, serious violation) for a time. A gate outside the score: it changes no points and no rank.</summary>
/// <param name="Until">First day the entry no longer holds; null while open-ended. A repaired credit ends it at once.</param>
public sealed record ExclusionRule(Uscc Firm, string Reason, DateOnly From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day < Until);

    /// <summary>The entries that bar the firm on the day; empty when it may be shown as a candidate.</summary>
    public static IReadOnlyList<ExclusionRule> Holding(IEnumerable<ExclusionRule> rules, Uscc firm, DateOnly day) =>
        [.. rules.Where(rule => rule.Firm == firm && rule.HoldsOn(day))];
}
