using System.Security.Claims;
using Matching.Storage.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Matching.Api.Features.SignIn;

/// <summary>The person signed in, as pages and the audit log name them.</summary>
/// <param name="Tenant">Bank or office; empty for the department.</param>
public sealed record CurrentUser(string UserName, string DisplayName, AccountRole Role, string Tenant)
{
    private const string TenantClaim = "tenant";

    public static CurrentUser Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.UserName, account.DisplayName, account.Role, account.Tenant);
    }

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static CurrentUser From(ClaimsPrincipal principal) =>
        TryFrom(principal) ?? throw new InvalidOperationException("nobody is signed in");

    /// <returns>Null when nobody is signed in.</returns>
    public static CurrentUser? TryFrom(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var userName = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        return userName is not null && Enum.TryParse<AccountRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new CurrentUser(userName, principal.FindFirstValue(ClaimTypes.Name) ?? userName, role, principal.FindFirstValue(TenantClaim) ?? "")
            : null;
    }

    /// <param name="stamp">Of the account's password, so that the session ends with it (<see cref="CookieRecheck"/>).</param>
    public ClaimsPrincipal ToPrincipal(string stamp) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, UserName),
            new Claim(ClaimTypes.Name, DisplayName),
            new Claim(ClaimTypes.Role, Role.ToString()),
            new Claim(TenantClaim, Tenant),
            new Claim(CookieRecheck.StampClaim, stamp),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    public string RoleName => NameOf(Role);

    public static string NameOf(AccountRole role) => role switch
    {
        AccountRole.Publisher => "成果处发布",
        AccountRole.Reviewer => "成果处复核",
        AccountRole.Bank => "银行",
        AccountRole.Analyst => "分析人员",
        AccountRole.Admin => "管理员",
        _ => role.ToString(),
    };
}
