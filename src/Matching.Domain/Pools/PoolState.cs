namespace Matching.Domain.Pools;

/// <summary>Where a version of a pool stands in its life.</summary>
/// <remarks>Numbers are stored; never renumber.</remarks>
public enum PoolState
{
    /// <summary>Being put together; members may change.</summary>
    Draft = 1,

    /// <summary>Frozen and waiting for a second person.</summary>
    InReview = 2,

    /// <summary>公示: agreed by two people, open to objections until its last day.</summary>
    Announced = 3,

    /// <summary>Banks see it; its content never changes again.</summary>
    Published = 4,

    /// <summary>Taken back with a reason; banks see that it was, and why.</summary>
    Recalled = 5,

    /// <summary>Past its last day. Never stored: the day of asking decides, so no job has to run at midnight.</summary>
    Expired = 6,
}
