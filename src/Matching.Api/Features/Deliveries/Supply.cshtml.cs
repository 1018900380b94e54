using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Deliveries;

[Authorize(Policies.Reviewer)]
public sealed class SupplyModel(ListSupply supply) : PageModel
{
    public ListSupply.Response Supply { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Supply = await supply.HandleAsync(cancellationToken);
}
