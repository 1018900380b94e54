using Matching.Api.Features.SignIn;
using Matching.Ml.Registry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Training;

/// <summary>Two scorers over all firms: how grades migrate and which firms move most.</summary>
[Authorize(Policies.Department)]
public sealed class CompareModel(CompareModels compare, ModelRegistry registry) : PageModel
{
    /// <summary>Empty for the point card.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ModelLine> Models { get; private set; } = [];

    public ModelComparison? Comparison { get; private set; }

    public bool IsMissing { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Models = await registry.AllAsync(cancellationToken);
        if (!string.IsNullOrEmpty(After))
        {
            Comparison = await compare.RunAsync(string.IsNullOrEmpty(Before) ? null : Before, After, cancellationToken);
            IsMissing = Comparison is null;
        }
    }
}
