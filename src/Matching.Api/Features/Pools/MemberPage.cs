using Matching.Domain.Pools;

namespace Matching.Api.Features.Pools;

/// <summary>One page of a member table, best points first.</summary>
/// <param name="First">Position of the first member shown, from 1.</param>
public sealed record MemberPage(IReadOnlyList<PoolMember> Members, int First, int Page, int Pages, bool CanChoose)
{
    public const int Size = 50;

    public static MemberPage Of(IReadOnlyList<PoolMember> members, int page, bool canChoose = false)
    {
        ArgumentNullException.ThrowIfNull(members);
        var pages = Math.Max(1, (members.Count + Size - 1) / Size);
        var shown = Math.Clamp(page, 1, pages);
        var skip = (shown - 1) * Size;
        return new(
            [.. members.OrderByDescending(member => member.Points ?? -1).ThenBy(member => member.FirmId).Skip(skip).Take(Size)],
            skip + 1, shown, pages, canChoose);
    }
}
