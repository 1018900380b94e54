using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Matching.Storage.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Matching.Api.Features.SignIn;

/// <summary>Turns away cookies of accounts that were disabled, or given another role or password, since they signed in.</summary>
internal static class CookieRecheck
{
    public const string StampClaim = "stamp";

    /// <summary>Another one with each new password; says nothing of it.</summary>
    public static string StampOf(string passwordHash) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passwordHash)).AsSpan(0, 8));

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        var cancellationToken = context.HttpContext.RequestAborted;
        if (context.Principal is null
            || CurrentUser.TryFrom(context.Principal) is not { } user
            || await directory.FindActiveAsync(user.UserName, cancellationToken) is not { } account
            || account.Role != user.Role
            || account.Tenant != user.Tenant
            || context.Principal.FindFirstValue(StampClaim) != StampOf(account.PasswordHash))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }
}
