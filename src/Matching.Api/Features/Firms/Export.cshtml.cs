using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Firms;

/// <summary>The search of the same address as a workbook. A search that cannot be understood goes back to the page that says why.</summary>
public sealed class ExportModel(ExportFirmSearch export) : PageModel
{
    public const string Address = "/firms/export";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var query = FirmSearchQuery.Parse(Request.Query, out var problems);
        return problems.Count > 0
            ? LocalRedirect(SearchModel.Address + Request.QueryString)
            : await export.HandleAsync(query, CurrentUser.From(User), cancellationToken);
    }
}
