using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Codes;
using Matching.Domain.Pools;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Pools;

/// <summary>What changed between two versions of a pool.</summary>
public sealed class DiffModel(ViewPool view) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int PoolId { get; set; }

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    [BindProperty(SupportsGet = true)]
    public int To { get; set; }

    public PoolVersion Older { get; private set; } = null!;

    public PoolVersion Newer { get; private set; } = null!;

    public PoolDiff Diff { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        var older = await view.FindVersionAsync(PoolId, From, user, cancellationToken);
        var newer = await view.FindVersionAsync(PoolId, To, user, cancellationToken);
        if (older is null || newer is null
            || !PoolAccess.CanReadMembers(user, older.StateOn(view.Today)) || !PoolAccess.CanReadMembers(user, newer.StateOn(view.Today)))
        {
            return NotFound();
        }

        (Older, Newer) = (older, newer);
        Diff = PoolDiff.Between(older.Members, newer.Members);
        return Page();
    }

    public static string Value(PoolMember member, string aspect)
    {
        ArgumentNullException.ThrowIfNull(member);
        return aspect switch
        {
            "name" => member.Name,
            "uscc" => member.Uscc,
            "region" => member.Region is { } region ? ViewPool.RegionOf(region) : Shown.Unknown,
            "field" => member.Field is { } field ? TechnologyFields.ChineseName(field) : Shown.Unknown,
            "points" => Shown.Points(member.Points),
            "grade" => member.Grade is { } grade ? FormattableString.Invariant($"T{grade}") : Shown.Unknown,
            _ => member.Note,
        };
    }
}
