using Matching.Api.Features.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Matching.Api.Features.SignIn;

/// <summary>The sign-in cookie: a working day long, renewed while it is used. Pages lead to the sign-in page, programs get 401 and 403.</summary>
internal static class CookieSignIn
{
    public static void Configure(CookieAuthenticationOptions options, bool isDevelopment)
    {
        options.Cookie.Name = "matching-signin";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/error/403";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = CookieRecheck.ValidateAsync;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && !ApiRequests.IsApi(context.HttpContext))
        {
            if (ApiRequests.IsFragment(context.HttpContext))
            {
                // A redirect would put the sign-in page inside the fragment; this makes the whole page go there.
                context.Response.Headers["HX-Redirect"] = "/sign-in";
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }

            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        // Status pages and problem details fill in the body.
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
