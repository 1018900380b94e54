using Matching.Api.Features.SignIn;
using Matching.Ml.Drift;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Training;

/// <summary>How far today's firms are from those the model was set on.</summary>
[Authorize(Policies.Department)]
public sealed class DriftModel(MeasureDrift drift) : PageModel
{
    /// <summary>Null for the live model.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    public DriftBoard? Board { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Board = await drift.RunAsync(string.IsNullOrEmpty(Id) ? null : Id, cancellationToken);
}
