using Matching.Api.Features.SignIn;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Deliveries;

/// <summary>Publishers load lists; reviewers look at what became of them.</summary>
public static class DeliveryAccess
{
    public static bool CanLoad(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role is AccountRole.Publisher or AccountRole.Admin;
    }
}
