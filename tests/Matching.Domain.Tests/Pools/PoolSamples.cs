using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Pools;

namespace Matching.Domain.Tests.Pools;

/// <summary>Invented firms and pools in every state.</summary>
internal static class PoolSamples
{
    /// <summary>Monday, 10:00 in Beijing; an ordinary working week follows.</summary>
    public static readonly DateTimeOffset Monday = new(2025, 3, 10, 2, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly AsOf = new(2025, 3, 9);

    public static MemberStanding Standing(long id, string? name = null, decimal? points = 70m) => new(
        new FirmId(id), name ?? $"武汉市第{id}号科技有限公司", "91420100MA4KTEST01", UnitKind.Firm,
        Region: new RegionCode(420100), Field: TechnologyField.NewMaterials, Points: points, Grade: points is null ? null : 3);

    public static PoolMember Member(long id, string? name = null, decimal? points = 70m, string note = "") =>
        new(Standing(id, name, points), PoolReason.HandPicked, "", note);

    public static Dictionary<FirmId, MemberStanding> Standings(params MemberStanding[] standings) =>
        standings.ToDictionary(standing => standing.Id);

    public static Pool Empty(int announcementDays = 5) =>
        new("科技贷备选库", "供合作银行对接", "成果处", announcementDays, 12, "publisher", Monday);

    public static Pool Draft(int announcementDays = 5, params long[] firms)
    {
        var pool = Empty(announcementDays);
        pool.Open!.Add([.. (firms.Length == 0 ? [1, 2] : firms).Select(id => Member(id))]);
        return pool;
    }

    public static Dictionary<FirmId, MemberStanding> StandingsOf(PoolVersion version) =>
        Standings([.. version.Members.Select(member => Standing(member.FirmId.Value))]);

    public static PoolVersion InState(PoolState state, int announcementDays = 5)
    {
        var version = Draft(state is PoolState.Published or PoolState.Recalled ? 0 : announcementDays).Versions[0];
        if (state == PoolState.Draft)
        {
            return version;
        }

        version.Submit("publisher", Monday, StandingsOf(version), AsOf);
        if (state != PoolState.InReview)
        {
            version.Confirm("reviewer", Monday, StandingsOf(version));
        }

        if (state == PoolState.Recalled)
        {
            version.Recall("publisher", Monday, "名单有误");
        }

        Assert.Equal(state, version.State);
        return version;
    }
}
