using Matching.Api.Features.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Deliveries.Duties;

[Authorize(Policies.Reviewer)]
public sealed class SupplyModel(ListSupply supply) : PageModel
{
    public ListSupply.Response Supply { get; private set; } = null!;

    /// <summary>True for those who may change the 责任清单.</summary>
    public bool CanChange { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        CanChange = DeliveryAccess.CanLoad(CurrentUser.From(User));
        Supply = await supply.HandleAsync(cancellationToken);
    }
}
