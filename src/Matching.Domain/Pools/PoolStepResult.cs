namespace Matching.Domain.Pools;

/// <summary>Answer to a step in the life of a pool version: it was taken, or the rule that stands against it.</summary>
public abstract record PoolStepResult
{
    private PoolStepResult()
    {
    }

    /// <summary>The step was taken.</summary>
    /// <param name="Count">Members added, removed or now contained, as the step has it.</param>
    public sealed record Done(int Number, PoolState State, int Count) : PoolStepResult;

    /// <summary>The one who submitted may not also confirm.</summary>
    public sealed record SamePerson(string User) : PoolStepResult;

    public sealed record EmptyPool : PoolStepResult;

    public sealed record TooManyMembers(int Count, int Most) : PoolStepResult;

    public sealed record BlockedFirms(IReadOnlyList<BlockedFirm> Firms) : PoolStepResult;

    /// <param name="Until">Last day of the announcement; publishing is possible from the day after.</param>
    public sealed record AnnouncementRunning(DateOnly Until) : PoolStepResult;

    /// <summary>The version is not in a state that allows the step.</summary>
    public sealed record WrongState(PoolState State) : PoolStepResult;

    public sealed record ReasonMissing : PoolStepResult;

    /// <summary>An earlier version is still on its way; it has to be published or emptied first.</summary>
    public sealed record AlreadyOpen(int Number) : PoolStepResult;

    /// <summary>Another person changed the version after it was read; nothing was done.</summary>
    public sealed record ChangedMeanwhile : PoolStepResult;

    public sealed record NotFound : PoolStepResult;
}
