using System.Security.Claims;
using System.Text.Encodings.Web;
using Matching.Api.Features.SignIn;
using Matching.Storage.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Keys;

/// <summary>Lets programs in by key: in the header <c>X-Api-Key</c>, as bearer token, or in the address of the reconciliation service.</summary>
/// <remarks>A key opens only the addresses made for programs; everywhere else it is as if there were none. Who asked by key is named <c>account#prefix</c> in the audit log.</remarks>
internal sealed class KeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    /// <summary>Scheme that is chosen by what a request brings.</summary>
    public const string Either = "Either";

    public const string Header = "X-Api-Key";

    public const string ScopeClaim = "scope";

    private const string Bearer = "Bearer ";

    /// <summary>Where the address held a key.</summary>
    internal static readonly object FromAddress = new();

    public static string SchemeOf(HttpContext context) =>
        KeyScopes.IsForPrograms(context.Request.Path) && KeyOf(context) is not null ? SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await keys.FindAsync(KeyOf(Context), Context.RequestAborted) is not var (key, account))
        {
            return AuthenticateResult.Fail("no key in force");
        }

        var user = new CurrentUser($"{account.UserName}#{key.Prefix}", account.DisplayName, account.Role, account.Tenant);
        var identity = new ClaimsIdentity(user.ToPrincipal("").Claims, SchemeName);
        identity.AddClaims(key.Scopes.Split(' ').Select(scope => new Claim(ScopeClaim, scope)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    private static string? KeyOf(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        return context.Items[FromAddress] as string
            ?? (context.Request.Headers[Header].ToString() is { Length: > 0 } key ? key : null)
            ?? (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null);
    }
}
