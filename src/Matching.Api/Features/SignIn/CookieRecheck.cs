using Matching.Storage.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Matching.Api.Features.SignIn;

/// <summary>Turns away cookies of accounts that were disabled or given another role since they signed in.</summary>
internal static class CookieRecheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        var cancellationToken = context.HttpContext.RequestAborted;
        if (context.Principal is null
            || CurrentUser.TryFrom(context.Principal) is not { } user
            || await directory.FindActiveAsync(user.UserName, cancellationToken) is not { } account
            || account.Role != user.Role
            || account.Tenant != user.Tenant)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
