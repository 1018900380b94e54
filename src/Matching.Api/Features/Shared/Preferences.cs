namespace Matching.Api.Features.Shared;

/// <summary>How this person wants pages to look; kept in two cookies so that the first paint is already right.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or empty to follow the system.</param>
/// <param name="Shortcuts">Single-key shortcuts on.</param>
public sealed record Preferences(string Theme, bool Shortcuts)
{
    private const string ThemeCookie = "matching-theme";
    private const string ShortcutsCookie = "matching-shortcuts";

    public static Preferences From(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var theme = request.Cookies[ThemeCookie];
        return new(theme is "light" or "dark" ? theme : "", request.Cookies[ShortcutsCookie] != "off");
    }

    public void Keep(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        };
        context.Response.Cookies.Append(ThemeCookie, Theme is "light" or "dark" ? Theme : "auto", options);
        context.Response.Cookies.Append(ShortcutsCookie, Shortcuts ? "on" : "off", options);
    }
}
