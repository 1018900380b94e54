using Matching.Api.Features.SignIn;
using Matching.Domain.Linkage.Comparing;
using Matching.Ingest.Linking;
using Matching.Ingest.Linking.Quality;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Reviews;

/// <summary>How well the lists are linked.</summary>
[Authorize(Policies.Department)]
public sealed class QualityModel(LinkQualityReader reader, RecordLinker linker) : PageModel
{
    public LinkQuality Quality { get; private set; } = null!;

    /// <summary>What linking afresh would change; null unless asked for.</summary>
    public LinkDiff? Diff { get; private set; }

    /// <summary>True to try linking afresh, which reads everything.</summary>
    [BindProperty(SupportsGet = true)]
    public bool DryRun { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Quality = await reader.ReadAsync(cancellationToken);
        Diff = DryRun ? await linker.WouldChangeAsync(cancellationToken) : null;
    }
}
