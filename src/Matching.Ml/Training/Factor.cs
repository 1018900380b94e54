namespace Matching.Ml.Training;

/// <summary>What a rising value of a factor may do to the score. Missing values and special codes stand outside the order.</summary>
public enum MonotoneSign
{
    /// <summary>A rising value never raises the score.</summary>
    Falling = -1,

    /// <summary>The data decide.</summary>
    Free = 0,

    /// <summary>A rising value never lowers the score.</summary>
    Rising = 1,
}

/// <summary>One input of a model: its name, its place in the order, and the values that are codes rather than quantities.</summary>
/// <param name="Name">Name of the column; unique in a table and case-sensitive.</param>
public sealed record Factor(string Name)
{
    public MonotoneSign Sign { get; init; }

    /// <summary>Values that mean something other than their size (−9 "not asked"); each is learnt by itself, outside the order. Finite, no doubles.</summary>
    public IReadOnlyList<float> SpecialCodes { get; init; } = [];

    /// <summary>Texts of a column that holds no numbers, sorted; value k in the data means text k. Null when the column is numeric.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Name shown to people; null = <see cref="Name"/>.</summary>
    public string? Title { get; init; }
}
