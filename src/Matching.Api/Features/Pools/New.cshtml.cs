using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Pools;

[Authorize(Policies.Publisher)]
public sealed class NewModel(CreatePool create) : PageModel
{
    [BindProperty]
    public CreatePool.Request Pool { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var id = await create.HandleAsync(Pool, CurrentUser.From(User), cancellationToken);
        return Redirect(FormattableString.Invariant($"/pools/{id}"));
    }
}
