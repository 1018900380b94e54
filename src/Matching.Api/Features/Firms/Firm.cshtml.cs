using System.Diagnostics;
using System.Globalization;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Firms;

public sealed class FirmModel(OpenFirm open) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "asOf")]
    public string? AsOf { get; set; }

    /// <summary>Not empty to leave out what was only learnt after the day.</summary>
    [BindProperty(SupportsGet = true, Name = "known")]
    public string? Known { get; set; }

    /// <summary>Library whose evidence is shown; empty for all.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    public FirmView Firm { get; private set; } = null!;

    public Library? ShownLibrary { get; private set; }

    public string AsOfProblem { get; private set; } = "";

    /// <summary>The query part that keeps the chosen day; empty for today.</summary>
    public string DayQuery => Firm.IsToday ? "" : $"asOf={Shown.Day(Firm.Profile.AsOf)}{(Firm.IsAsKnown ? "&known=then" : "")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!FirmId.TryParse(Id, out var id))
        {
            return NotFound();
        }

        ShownLibrary = Kind is not null && LibraryCatalog.TryFind(Kind, out var library) ? library.Library : null;
        switch (await open.HandleAsync(new(id, ReadDay(), CurrentUser.From(User), AsKnown: Known == "then"), cancellationToken))
        {
            case OpenFirmResult.Found found:
                Firm = found.Firm;
                return ApiRequests.IsFragment(HttpContext) ? Partial("_Evidence", this) : Page();
            case OpenFirmResult.Moved moved:
                return RedirectPreserveMethod($"/firms/{moved.Id}{Request.QueryString}");
            case OpenFirmResult.NotFound:
                return NotFound();
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    public string EvidenceAddress(Library? library)
    {
        var kind = library is { } chosen ? $"kind={chosen.Info().Code}" : "";
        var query = string.Join('&', new[] { DayQuery, kind }.Where(part => part.Length > 0));
        return $"/firms/{Firm.Profile.Id}{(query.Length > 0 ? "?" + query : "")}";
    }

    private DateOnly? ReadDay()
    {
        if (string.IsNullOrEmpty(AsOf))
        {
            return null;
        }

        if (DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1990)
        {
            return day;
        }

        AsOfProblem = "日期请写成 2025-03-20 的样子；已显示今天。";
        return null;
    }
}
