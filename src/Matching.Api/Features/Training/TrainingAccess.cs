using Matching.Api.Features.SignIn;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Training;

/// <summary>The department looks at the desk; analysts train and propose; another person of the office confirms.</summary>
public static class TrainingAccess
{
    public static bool CanTrain(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role is AccountRole.Analyst or AccountRole.Admin;
    }

    /// <summary>May confirm or decline a proposal; that it is another person than the one who trained or proposed is the registry's rule.</summary>
    public static bool CanConfirm(CurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role is AccountRole.Reviewer or AccountRole.Analyst or AccountRole.Admin;
    }
}
