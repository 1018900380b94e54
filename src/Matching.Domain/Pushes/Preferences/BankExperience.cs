namespace Matching.Domain.Pushes.Preferences;

/// <summary>How one bank's decided pushes went for firms with a trait.</summary>
/// <param name="Lift">Share approved among them over the bank's share of all, drawn towards 1 while they are few; 1 = like all others.</param>
/// <param name="Proposed">Level the lift speaks for; neutral below <see cref="BankExperience.FewestOfTrait"/> pushes.</param>
public sealed record TraitExperience(PreferenceTrait Trait, int Decided, int Approved, double Lift, PreferenceLevel Proposed);

/// <summary>What a bank's own outcomes say of its preference: per trait, the share of decided pushes it approved.</summary>
/// <remarks>Decided are pushes that were approved, refused, or answered with 无需求. One trait is looked at at a time: firms of a field may do better
/// because they are older. So the proposal is a proposal: a person of the bank takes it over or not.</remarks>
/// <param name="Traits">By kind and code; empty when it is not enough.</param>
public sealed record BankExperience(int Decided, int Approved, IReadOnlyList<TraitExperience> Traits)
{
    /// <summary>Fewer decided pushes teach nothing.</summary>
    public const int FewestDecided = 100;

    /// <summary>At least as many must be approved, and as many not.</summary>
    public const int FewestOfEither = 20;

    /// <summary>Fewer pushes of a trait propose nothing.</summary>
    public const int FewestOfTrait = 20;

    /// <summary>Pushes at the bank's average added to those of a trait, so that a lucky handful stays near it.</summary>
    private const double Pull = 20;

    public bool IsEnough => Decided >= FewestDecided && Approved >= FewestOfEither && Decided - Approved >= FewestOfEither;

    /// <summary>True when the bank decided about the push at all.</summary>
    public static bool IsDecided(PushHistory push)
    {
        ArgumentNullException.ThrowIfNull(push);
        return push.WasApproved || push.WasRefused || push.Has(OutcomeKind.NoNeed);
    }

    /// <param name="pushes">Decided pushes of one bank with the traits of their firms.</param>
    public static BankExperience Of(IEnumerable<(IReadOnlyList<PreferenceTrait> Traits, bool Approved)> pushes)
    {
        ArgumentNullException.ThrowIfNull(pushes);
        var all = pushes.ToList();
        var counts = new BankExperience(all.Count, all.Count(push => push.Approved), []);
        if (!counts.IsEnough)
        {
            return counts;
        }

        var share = (double)counts.Approved / counts.Decided;
        var traits = all.SelectMany(push => push.Traits.Select(trait => (Trait: trait, push.Approved)))
            .GroupBy(one => one.Trait)
            .OrderBy(group => group.Key.Kind).ThenBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group =>
            {
                var (decided, approved) = (group.Count(), group.Count(one => one.Approved));
                var lift = (approved + (Pull * share)) / (decided + Pull) / share;
                return new TraitExperience(group.Key, decided, approved, lift, decided < FewestOfTrait ? PreferenceLevel.Neutral : LevelFor(lift));
            });
        return counts with { Traits = [.. traits] };
    }

    /// <summary>A tenth more or less than the average speaks for a step, three tenths for two.</summary>
    private static PreferenceLevel LevelFor(double lift) => lift switch
    {
        >= 1.3 => PreferenceLevel.Most,
        >= 1.1 => PreferenceLevel.More,
        <= 0.7 => PreferenceLevel.Least,
        <= 0.9 => PreferenceLevel.Less,
        _ => PreferenceLevel.Neutral,
    };
}
