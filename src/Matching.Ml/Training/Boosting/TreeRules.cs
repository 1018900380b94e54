namespace Matching.Ml.Training.Boosting;

/// <summary>What a tree may be.</summary>
internal sealed record TreeRules
{
    public required int Leaves { get; init; }

    public int Depth { get; init; } = int.MaxValue;

    /// <summary>Most different factors from root to leaf: 1 = additive, 2 = pairs.</summary>
    public int FactorsOnPath { get; init; } = int.MaxValue;

    /// <summary>Pairs that may meet on a path, [a × factors + b] both ways; null = all.</summary>
    public bool[]? Pairs { get; init; }

    public required double Rate { get; init; }

    /// <summary>Added to the curvature of a leaf.</summary>
    public required double Ridge { get; init; }

    /// <summary>Fewest rows of a leaf, told from its share of the curvature.</summary>
    public required double LeafRows { get; init; }

    /// <summary>Least curvature of a leaf.</summary>
    public required double LeafCurvature { get; init; }

    public required MonotoneSign[] Signs { get; init; }
}
