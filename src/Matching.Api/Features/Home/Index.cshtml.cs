using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Home;

/// <summary>The front door is the search.</summary>
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => Redirect("/firms");
}
