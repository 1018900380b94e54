namespace Matching.Domain.Pools;

/// <summary>金融机构融资项目推送备选库: a named list of firms for banks, made in versions.</summary>
public sealed class Pool
{
    /// <summary>Working days a version is announced before it can be published, unless the pool says otherwise.</summary>
    public const int UsualAnnouncementDays = 5;

    private readonly List<PoolVersion> versions = [];

    // for materialising a stored pool
    private Pool()
    {
    }

    public Pool(string name, string purpose, string office, int announcementDays, int validMonths, string by, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(announcementDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(validMonths, 1);
        Name = name;
        Purpose = purpose;
        Office = office;
        AnnouncementDays = announcementDays;
        ValidMonths = validMonths;
        CreatedBy = by;
        CreatedAt = at;
        versions.Add(new PoolVersion(this, 1, by, at));
    }

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>What banks are asked to do with the list, in a sentence.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>Office that answers for the pool, e.g. 成果处.</summary>
    public string Office { get; private set; } = "";

    /// <summary>Working days of 公示 before publishing; 0 where the office's rule asks for none.</summary>
    public int AnnouncementDays { get; private set; }

    /// <summary>Months a published version may be used.</summary>
    public int ValidMonths { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>All versions, oldest first, as far as they were loaded.</summary>
    public IReadOnlyList<PoolVersion> Versions => versions;

    /// <summary>The version on its way to banks; null when the newest one is out.</summary>
    public PoolVersion? Open => versions.SingleOrDefault(version => version.IsOpen);

    /// <summary>The newest version banks may use on <paramref name="day"/>; null when there is none.</summary>
    public PoolVersion? CurrentOn(DateOnly day) =>
        versions.Where(version => version.StateOn(day) == PoolState.Published).MaxBy(version => version.Number);

    /// <summary>Opens the next version with the members of the newest one.</summary>
    public PoolStepResult StartDraft(string by, DateTimeOffset at)
    {
        if (Open is { } open)
        {
            return new PoolStepResult.AlreadyOpen(open.Number);
        }

        var last = versions.MaxBy(version => version.Number);
        var next = new PoolVersion(this, (last?.Number ?? 0) + 1, by, at);
        next.CopyMembers(last);
        versions.Add(next);
        return new PoolStepResult.Done(next.Number, next.State, next.Members.Count);
    }
}
