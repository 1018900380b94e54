using Matching.Api.Features.SignIn;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Models;

/// <summary>The department looks at the model; analysts have it scored anew. Banks see its results with each firm.</summary>
public static class ModelAccess
{
    public static bool CanRecompute(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role is AccountRole.Analyst or AccountRole.Admin;
    }
}
