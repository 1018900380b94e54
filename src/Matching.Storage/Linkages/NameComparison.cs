namespace Matching.Storage.Linkages;

/// <summary>One comparison of all names with each other. Rows are added and never changed.</summary>
public sealed class NameComparison
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Newest linkage when it ended, and linkages in force: while both are the same, comparing again would say the same.</summary>
    public required long NewestLinkage { get; init; }

    public required long LinkagesInForce { get; init; }

    /// <summary>Rows compared.</summary>
    public required int Units { get; init; }

    /// <summary>Rows linked by a near name, those of earlier comparisons included.</summary>
    public required int Linked { get; init; }

    /// <summary>Rows a person is to look at for a near name.</summary>
    public required int Asked { get; init; }

    public required double Seconds { get; init; }
}
