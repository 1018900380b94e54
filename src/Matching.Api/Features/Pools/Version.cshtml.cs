using System.ComponentModel.DataAnnotations;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Pools;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.Pools;

/// <summary>One version as banks read it: list, content hash, export; recall for publishers.</summary>
public sealed class VersionModel(ViewPool view, PoolSteps steps, ExportPoolVersion export, AuditTrail audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int PoolId { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    [StringLength(500)]
    public string? Reason { get; set; }

    public PoolVersion Version { get; private set; } = null!;

    public PoolState State { get; private set; }

    public bool CanReadMembers { get; private set; }

    public bool CanRecall { get; private set; }

    /// <summary>Newest version in use, when that is a later one; null otherwise.</summary>
    public int? Newer { get; private set; }

    public string Problem { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        await audit.NoteAsync(
            CurrentUser.From(User), "pool-viewed", $"{PoolId}/{Number}",
            new { state = State.ToString(), rows = CanReadMembers ? Version.Members.Count : 0, Version.ContentHash }, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        return CanReadMembers ? await export.HandleAsync(Version, CurrentUser.From(User), cancellationToken) : Forbid();
    }

    public async Task<IActionResult> OnPostRecallAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!PoolAccess.CanEdit(user))
        {
            return Forbid();
        }

        var result = await steps.RecallAsync(new PoolSteps.Request(PoolId, Number, Revision, user), Reason ?? "", cancellationToken);
        if (result is PoolStepResult.Done)
        {
            TempData["Notice"] = $"第 {Number} 版已撤回，银行能看到撤回理由。";
            return Redirect(FormattableString.Invariant($"/pools/{PoolId}/versions/{Number}"));
        }

        Problem = PoolText.Of(result);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (await view.FindVersionAsync(PoolId, Number, user, cancellationToken) is not { } version)
        {
            return false;
        }

        Version = version;
        State = version.StateOn(view.Today);
        CanReadMembers = PoolAccess.CanReadMembers(user, State);
        CanRecall = PoolAccess.CanEdit(user) && version.State == PoolState.Published;
        var pool = await view.FindAsync(PoolId, user, cancellationToken);
        Newer = pool?.Pool.CurrentOn(view.Today) is { } current && current.Number > Number ? current.Number : null;
        return true;
    }
}
