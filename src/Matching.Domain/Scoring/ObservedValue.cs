namespace Matching.Domain.Scoring;

/// <summary>Value of a feature for one firm on one day, and the facts it was read from.</summary>
/// <param name="Value">Null when it is not known.</param>
public readonly record struct ObservedValue(decimal? Value, IReadOnlyList<long> FactIds)
{
    public static readonly ObservedValue Unknown = new(null, []);

    public static readonly ObservedValue Zero = new(0, []);
}
