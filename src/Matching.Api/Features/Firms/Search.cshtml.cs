using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Firms;

public sealed class SearchModel(SearchFirms search) : PageModel
{
    public const string Address = "/firms";

    public SearchFirms.Response Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var query = FirmSearchQuery.Parse(Request.Query, out var problems);
        var isFragment = ApiRequests.IsFragment(HttpContext);
        if (!isFragment && problems.Count == 0 && Request.Query.Any(parameter => parameter.Value.Any(string.IsNullOrEmpty)))
        {
            // A plain form sends its empty boxes too; the address people copy is without them.
            return Redirect(query.ToAddress(Address));
        }

        Found = await search.HandleAsync(query, problems, CurrentUser.From(User), cancellationToken);
        if (!isFragment)
        {
            return Page();
        }

        Response.Headers["HX-Push-Url"] = Found.Query.ToAddress(Address);
        return Partial("_Results", Found);
    }
}
