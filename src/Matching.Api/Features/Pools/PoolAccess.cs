using Matching.Api.Features.SignIn;
using Matching.Domain.Pools;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Pools;

/// <summary>Who sees and does what with pools. Banks learn of a version when it is published, not before.</summary>
public static class PoolAccess
{
    /// <summary>Builds, submits, publishes and recalls.</summary>
    public static bool CanEdit(CurrentUser user) => Role(user) is AccountRole.Publisher or AccountRole.Admin;

    /// <summary>May be the second person.</summary>
    public static bool CanReview(CurrentUser user) => Role(user) is AccountRole.Reviewer or AccountRole.Publisher or AccountRole.Admin;

    /// <summary>True when the user may know the version exists.</summary>
    public static bool CanSee(CurrentUser user, PoolState state) =>
        Role(user) != AccountRole.Bank || state is PoolState.Published or PoolState.Recalled or PoolState.Expired;

    /// <summary>True when the user may read its firms; a bank sees of a recalled or expired list only that it is no longer good.</summary>
    public static bool CanReadMembers(CurrentUser user, PoolState state) =>
        Role(user) != AccountRole.Bank || state == PoolState.Published;

    private static AccountRole Role(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role;
    }
}
