using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Matching.Api.Features.Firms;
using Matching.Api.Features.Home;
using Matching.Api.Features.Keys;
using Matching.Api.Features.Reconcile;
using Matching.Api.Features.SignIn;
using Matching.Storage;
using Matching.Storage.Preparing;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Matching.Api.Features.Shared;

/// <summary>Composition of the web part: pages, sign-in, problems, headers.</summary>
public static class MatchingWeb
{
    public static IServiceCollection AddMatchingWeb(this IServiceCollection services, IConfiguration configuration, IWebHostEnvironment environment)
    {
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        services.AddDataProtection()
            .SetApplicationName("matching")
            .PersistKeysToFileSystem(new DirectoryInfo(storage.KeyFolder));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => CookieSignIn.Configure(options, environment.IsDevelopment()));
        services.AddAuthorization(Policies.AddTo);
        services.AddMatchingKeys(configuration);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "matching-antiforgery";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.HeaderName = "X-Antiforgery";
        });
        services.AddRazorPages(options => options.RootDirectory = "/Features")
            .AddMvcOptions(options => options.Filters.Add(new RefuseUnhandled()));
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });

        // Without this every Chinese character of a page becomes an entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.AddOpenApi();
        services.AddHealthChecks()
            .AddCheck<DatabaseReadiness>("database")
            .AddCheck<IndexReadiness>("index");
        services.AddSingleton<PageScripts>();
        services.AddScoped<IndexStatus>();
        services.AddSingleton<AuditTrail>();
        services.AddFirmPages();
        return services;
    }

    public static WebApplication UseMatchingWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseReconcileAddress();
        app.UseMiddleware<DatabaseGate>();
        app.UseWhen(ApiRequests.IsApi, api => api
            .UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = Problems.StatusOf })
            .UseStatusCodePages());
        app.UseWhen(context => !ApiRequests.IsApi(context), pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", StatusCodeSelector = Problems.StatusOf })
            .UseStatusCodePagesWithReExecute("/error/{0}"));
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static void MapMatchingPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapOpenApi();
        app.MapRazorPages().WithStaticAssets();
    }
}
