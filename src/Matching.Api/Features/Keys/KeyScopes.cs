using System.Threading.RateLimiting;
using Matching.Storage.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;

namespace Matching.Api.Features.Keys;

/// <summary>Which addresses a key opens, and how often. People who are signed in need no scope.</summary>
public static class KeyScopes
{
    /// <summary>Signed in, or a key for look-ups.</summary>
    public const string Lookup = "KeyLookup";

    /// <summary>Signed in, or a key for reconciliation.</summary>
    public const string Reconcile = "KeyReconcile";

    private static readonly PathString[] ForPrograms = ["/api/lookups", "/reconcile"];

    public static bool IsForPrograms(PathString path) => ForPrograms.Any(start => path.StartsWithSegments(start, StringComparison.Ordinal));

    internal static bool IsKey(HttpContext context) => context.User.Identity?.AuthenticationType == KeySignIn.SchemeName;

    public static IServiceCollection AddMatchingKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KeyOptions>().Bind(configuration.GetSection(KeyOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<AuthenticationOptions>(options =>
        {
            options.DefaultScheme = KeySignIn.Either;
            options.DefaultSignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultSignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        });
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.SchemeName, null)
            .AddPolicyScheme(KeySignIn.Either, null, options => options.ForwardDefaultSelector = KeySignIn.SchemeOf);
        services.Configure<AuthorizationOptions>(options =>
        {
            Add(options, Lookup, ApiKeyScope.Lookup);
            Add(options, Reconcile, ApiKeyScope.Reconcile);
        });
        services.AddRateLimiter(options => options.RejectionStatusCode = StatusCodes.Status429TooManyRequests);
        services.AddOptions<RateLimiterOptions>().Configure<Microsoft.Extensions.Options.IOptions<KeyOptions>>((limiter, keys) => limiter.GlobalLimiter =
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsKey(context)
                ? RateLimitPartition.GetTokenBucketLimiter(context.User.Identity!.Name + context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value, _ => Bucket(keys.Value))
                : RateLimitPartition.GetNoLimiter("")));
        services.Configure<RateLimiterOptions>(options => options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        });
        return services;
    }

    private static TokenBucketRateLimiterOptions Bucket(KeyOptions keys) => new()
    {
        TokenLimit = keys.Burst,
        TokensPerPeriod = keys.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = true,
    };

    private static void Add(AuthorizationOptions options, string policy, string scope) => options.AddPolicy(policy, builder => builder
        .RequireAuthenticatedUser()
        .RequireAssertion(context => context.User.Identity?.AuthenticationType != KeySignIn.SchemeName || context.User.HasClaim(KeySignIn.ScopeClaim, scope)));
}
