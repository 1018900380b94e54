using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Storage.Accounts;

namespace Matching.Api.Features.Firms;

/// <summary>What of a firm a user may see. Banks see what was made public and what they reported themselves, never what another bank reported.</summary>
public static class FirmAccess
{
    /// <param name="title">Title of the record; of a report, the bank it came from.</param>
    public static bool CanSee(CurrentUser user, Library library, string? title)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Role != AccountRole.Bank || library != Library.Outcomes || (user.Tenant.Length > 0 && title == user.Tenant);
    }
}
