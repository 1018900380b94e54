using System.Globalization;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Firms;

/// <summary>The source of one fact: a drawer over the firm's page, or a page of its own without script.</summary>
public sealed class SourceModel(OpenSource open) : PageModel
{
    public OpenSource.Response Source { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, string record, CancellationToken cancellationToken)
    {
        if (!FirmId.TryParse(id, out var firmId)
            || !long.TryParse(record, NumberStyles.None, CultureInfo.InvariantCulture, out var recordId)
            || await open.HandleAsync(firmId, recordId, CurrentUser.From(User), cancellationToken) is not { } source)
        {
            return NotFound();
        }

        Source = source;
        return ApiRequests.IsFragment(HttpContext) ? Partial("_SourceDrawer", source) : Page();
    }
}
