using System.Globalization;
using Matching.Api.Features.SignIn;
using Matching.Domain.Libraries;
using Matching.Storage.Deliveries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Deliveries;

[Authorize(Policies.Reviewer)]
public sealed class IndexModel(ListDeliveries list) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Library? Library { get; set; }

    [BindProperty(SupportsGet = true)]
    public DeliveryState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    public ListDeliveries.Response Found { get; private set; } = null!;

    public bool CanLoad { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        CanLoad = DeliveryAccess.CanLoad(CurrentUser.From(User));
        Found = await list.HandleAsync(Library, State, At, cancellationToken);
    }

    public string AddressOf(int page) => "/deliveries" + QueryString.Create(new Dictionary<string, string?>
    {
        ["library"] = Library?.ToString(),
        ["state"] = State?.ToString(),
        ["at"] = page.ToString(CultureInfo.InvariantCulture),
    });
}
