using Matching.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Firms;

/// <summary>Lines under the search box while typing.</summary>
public sealed class SuggestModel(IFirmIndex index) : PageModel
{
    private const int Shown = 8;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    public IReadOnlyList<FirmSuggestion> Suggestions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var text = (Text ?? "").Trim();
        if (text.Length is > 0 and <= FirmSearchQuery.MaxWordLength)
        {
            Suggestions = await index.SuggestAsync(text, Shown, cancellationToken);
        }
    }
}
