using Matching.Api.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Home;

/// <summary>Keeps the chosen look and shortcuts and goes back to where the person was.</summary>
[AllowAnonymous]
public sealed class PreferencesModel : PageModel
{
    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public string? Shortcuts { get; set; }

    [BindProperty]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost()
    {
        var before = Preferences.From(Request);
        new Preferences(Theme ?? before.Theme, Shortcuts is null ? before.Shortcuts : Shortcuts == "on").Keep(HttpContext);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }
}
