namespace Matching.Domain.Pushes.Preferences;

/// <summary>How much a bank looks for firms with a trait. Numbers are stored; never renumber.</summary>
public enum PreferenceLevel
{
    /// <summary>× 0.7.</summary>
    Least = 1,

    /// <summary>× 0.9.</summary>
    Less = 2,

    /// <summary>× 1: as good as not said.</summary>
    Neutral = 3,

    /// <summary>× 1.1.</summary>
    More = 4,

    /// <summary>× 1.25.</summary>
    Most = 5,
}

/// <summary>What a bank looks for, said by its own people: it orders what they are shown and changes no score. Other banks and the department never see it.</summary>
/// <param name="Levels">Traits without a line are neutral.</param>
public sealed record LendingPreference(IReadOnlyDictionary<PreferenceTrait, PreferenceLevel> Levels)
{
    public static LendingPreference None { get; } = new(new Dictionary<PreferenceTrait, PreferenceLevel>());

    /// <summary>True when it orders nothing anew.</summary>
    public bool IsNeutral => Levels.Values.All(level => level == PreferenceLevel.Neutral);

    public PreferenceLevel LevelOf(PreferenceTrait trait) => Levels.GetValueOrDefault(trait, PreferenceLevel.Neutral);

    /// <summary>Product over the traits; with one trait a kind it lies between 0.343 and 1.953125.</summary>
    /// <param name="traits">Of one firm (<see cref="PreferenceTrait.Of"/>).</param>
    public decimal FactorOf(IEnumerable<PreferenceTrait> traits)
    {
        ArgumentNullException.ThrowIfNull(traits);
        var factor = 1m;
        foreach (var trait in traits)
        {
            factor *= FactorOf(LevelOf(trait));
        }

        return factor;
    }

    /// <exception cref="ArgumentOutOfRangeException">Not a level.</exception>
    public static decimal FactorOf(PreferenceLevel level) => level switch
    {
        PreferenceLevel.Least => 0.7m,
        PreferenceLevel.Less => 0.9m,
        PreferenceLevel.Neutral => 1m,
        PreferenceLevel.More => 1.1m,
        PreferenceLevel.Most => 1.25m,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "not a level"),
    };
}
