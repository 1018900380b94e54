using Matching.Domain.Pools;

namespace Matching.Api.Features.Pools;

/// <summary>A pool version as programs read it.</summary>
/// <param name="MemberCount">Firms in the version, also when <paramref name="Members"/> are not shown to the asker.</param>
/// <param name="AsOf">Day the points and grades are of.</param>
/// <param name="ContentHash">SHA-256, lower-case hex.</param>
public sealed record PoolVersionView(
    int PoolId, string Pool, string Purpose, string Office, int Version, PoolState State, int MemberCount,
    DateOnly? AsOf, DateTimeOffset? PublishedAt, DateOnly? ExpiresOn, string? RecallReason, string ContentHash,
    IReadOnlyList<PoolVersionView.Member> Members)
{
    /// <param name="Grade">T1 (best) to T10; null when not scored.</param>
    public sealed record Member(string FirmId, string Uscc, string Name, string? Region, int? Field, decimal? Points, string? Grade, PoolReason Reason, string Note);

    public static PoolVersionView From(PoolVersion version, PoolState state, IReadOnlyList<PoolMember> members)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new(
            version.Pool.Id, version.Pool.Name, version.Pool.Purpose, version.Pool.Office, version.Number, state, version.MemberCount,
            version.AsOf, version.PublishedAt, version.ExpiresOn, version.RecallReason, version.ContentHash,
            [.. members.Select(member => new Member(
                member.FirmId.ToString(), member.Uscc, member.Name, member.Region?.ToString(), (int?)member.Field, member.Points,
                member.Grade is { } grade ? FormattableString.Invariant($"T{grade}") : null, member.Reason, member.Note))]);
    }
}
