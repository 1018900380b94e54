using Matching.Domain.Calendar;
using Matching.Domain.Firms;

namespace Matching.Domain.Pools;

/// <summary>One version of a pool: put together, confirmed by a second person, announced, published, and then never changed.</summary>
public sealed class PoolVersion
{
    /// <summary>Most firms one version can hold; longer lists are several pools.</summary>
    public const int MostMembers = 10_000;

    private readonly List<PoolMember> members = [];

    // for materialising a stored version
    private PoolVersion()
    {
    }

    internal PoolVersion(Pool pool, int number, string by, DateTimeOffset at)
    {
        Pool = pool;
        Number = number;
        State = PoolState.Draft;
        CreatedBy = by;
        CreatedAt = at;
    }

    public Pool Pool { get; private set; } = null!;

    /// <summary>From 1 up, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>State as last changed by a person; see <see cref="StateOn"/> for what holds on a day.</summary>
    public PoolState State { get; private set; }

    /// <summary>Counts changes, so that two people cannot overwrite each other unseen.</summary>
    public int Revision { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public string? SubmittedBy { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Day the points and grades of the members are of.</summary>
    public DateOnly? AsOf { get; private set; }

    public string? ReviewedBy { get; private set; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    /// <summary>Why it was last sent back to the draft; null when it never was.</summary>
    public string? ReturnReason { get; private set; }

    public DateOnly? AnnouncedFrom { get; private set; }

    /// <summary>Last day of the announcement.</summary>
    public DateOnly? AnnouncedUntil { get; private set; }

    public string? PublishedBy { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>First day the version may no longer be used.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    public string? RecalledBy { get; private set; }

    public DateTimeOffset? RecalledAt { get; private set; }

    public string? RecallReason { get; private set; }

    /// <summary>SHA-256 of <see cref="PoolContent.CanonicalJson"/>, lower-case hex, from submission on; the second person confirms this very content.</summary>
    public string ContentHash { get; private set; } = "";

    public int MemberCount { get; private set; }

    /// <summary>Members in order of firm id, as far as they were loaded.</summary>
    public IReadOnlyList<PoolMember> Members => members;

    public bool IsOpen => State is PoolState.Draft or PoolState.InReview or PoolState.Announced;

    public PoolState StateOn(DateOnly day) =>
        State == PoolState.Published && ExpiresOn <= day ? PoolState.Expired : State;

    /// <summary>Adds members; firms already in stay as they are.</summary>
    public PoolStepResult Add(IReadOnlyCollection<PoolMember> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (State != PoolState.Draft)
        {
            return new PoolStepResult.WrongState(State);
        }

        var present = members.Select(member => member.FirmId).ToHashSet();
        var fresh = found.Where(member => present.Add(member.FirmId)).ToList();
        if (present.Count > MostMembers)
        {
            return new PoolStepResult.TooManyMembers(present.Count, MostMembers);
        }

        members.AddRange(fresh);
        return Changed(fresh.Count);
    }

    public PoolStepResult Remove(IReadOnlyCollection<FirmId> firms)
    {
        if (State != PoolState.Draft)
        {
            return new PoolStepResult.WrongState(State);
        }

        return Changed(members.RemoveAll(member => firms.Contains(member.FirmId)));
    }

    /// <summary>Freezes the members as the firms stand now and hands the version to a second person.</summary>
    /// <param name="standings">How every member stands; a firm missing here no longer exists.</param>
    /// <param name="asOf">Day the points are of.</param>
    public PoolStepResult Submit(string by, DateTimeOffset at, IReadOnlyDictionary<FirmId, MemberStanding> standings, DateOnly asOf)
    {
        if (State != PoolState.Draft)
        {
            return new PoolStepResult.WrongState(State);
        }

        if (members.Count == 0)
        {
            return new PoolStepResult.EmptyPool();
        }

        if (BlockedBy(standings) is { Count: > 0 } blocked)
        {
            return new PoolStepResult.BlockedFirms(blocked);
        }

        foreach (var member in members)
        {
            member.Take(standings[member.FirmId]);
        }

        (SubmittedBy, SubmittedAt, AsOf) = (by, at, asOf);
        ReturnReason = null;
        State = PoolState.InReview;
        ContentHash = PoolContent.Hash(this);
        return Changed(members.Count);
    }

    /// <summary>Sends the version back to the draft: by the second person, by its submitter, or upon an objection during the announcement.</summary>
    public PoolStepResult Return(string reason)
    {
        if (State is not (PoolState.InReview or PoolState.Announced))
        {
            return new PoolStepResult.WrongState(State);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new PoolStepResult.ReasonMissing();
        }

        ReturnReason = reason.Trim();
        State = PoolState.Draft;
        ContentHash = "";
        (SubmittedBy, SubmittedAt, AsOf) = (null, null, null);
        (ReviewedBy, ReviewedAt) = (null, null);
        (AnnouncedFrom, AnnouncedUntil) = (null, null);
        return Changed(members.Count);
    }

    /// <summary>The second person agrees: the announcement starts, or the version is published at once where the pool asks for none.</summary>
    public PoolStepResult Confirm(string by, DateTimeOffset at, IReadOnlyDictionary<FirmId, MemberStanding> standings)
    {
        if (State != PoolState.InReview)
        {
            return new PoolStepResult.WrongState(State);
        }

        if (string.Equals(by, SubmittedBy, StringComparison.OrdinalIgnoreCase))
        {
            return new PoolStepResult.SamePerson(by);
        }

        if (BlockedBy(standings) is { Count: > 0 } blocked)
        {
            return new PoolStepResult.BlockedFirms(blocked);
        }

        (ReviewedBy, ReviewedAt) = (by, at);
        if (Pool.AnnouncementDays == 0)
        {
            return Release(by, at);
        }

        var period = AnnouncementPeriod.Starting(BeijingTime.DayOf(at), Pool.AnnouncementDays);
        (AnnouncedFrom, AnnouncedUntil) = (period.From, period.Until);
        State = PoolState.Announced;
        return Changed(members.Count);
    }

    /// <summary>Ends the announcement. Two people have agreed by then, so either may do it.</summary>
    public PoolStepResult Publish(string by, DateTimeOffset at, IReadOnlyDictionary<FirmId, MemberStanding> standings)
    {
        if (State != PoolState.Announced)
        {
            return new PoolStepResult.WrongState(State);
        }

        if (AnnouncedUntil is { } until && BeijingTime.DayOf(at) <= until)
        {
            return new PoolStepResult.AnnouncementRunning(until);
        }

        return BlockedBy(standings) is { Count: > 0 } blocked
            ? new PoolStepResult.BlockedFirms(blocked)
            : Release(by, at);
    }

    public PoolStepResult Recall(string by, DateTimeOffset at, string reason)
    {
        if (State != PoolState.Published)
        {
            return new PoolStepResult.WrongState(State);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new PoolStepResult.ReasonMissing();
        }

        (RecalledBy, RecalledAt, RecallReason) = (by, at, reason.Trim());
        State = PoolState.Recalled;
        return Changed(members.Count);
    }

    /// <summary>Members that would hold the version back if it went on now.</summary>
    public IReadOnlyList<BlockedFirm> BlockedBy(IReadOnlyDictionary<FirmId, MemberStanding> standings) =>
    [
        .. from member in members
           let standing = standings.GetValueOrDefault(member.FirmId)
           let reason = standing is null ? BlockReason.Gone : standing.Blocked
           where reason is not null
           select new BlockedFirm(member.FirmId, member.Name, reason.Value),
    ];

    internal void CopyMembers(PoolVersion? from)
    {
        members.AddRange(from?.members.Select(member => member.Copy()) ?? []);
        MemberCount = members.Count;
    }

    private PoolStepResult.Done Release(string by, DateTimeOffset at)
    {
        (PublishedBy, PublishedAt) = (by, at);
        ExpiresOn = BeijingTime.DayOf(at).AddMonths(Pool.ValidMonths);
        State = PoolState.Published;
        return Changed(members.Count);
    }

    private PoolStepResult.Done Changed(int count)
    {
        Revision++;
        if (members.Count > 0 || State == PoolState.Draft)
        {
            MemberCount = members.Count;
        }

        return new PoolStepResult.Done(Number, State, count);
    }
}
