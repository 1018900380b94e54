using System.Diagnostics;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Storage;
using Matching.Storage.ApiKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Keys;

/// <summary>Issues, replaces and revokes the keys of programs. A key is shown once, when it is made.</summary>
[Authorize(Policies.Admin)]
public sealed class IndexModel(ApiKeyRing ring, MatchingDbContext db, AuditTrail audit, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public IReadOnlyList<(string UserName, string Text)> Accounts { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public string Problem { get; private set; } = "";

    /// <summary>The key just made; shown on this answer only.</summary>
    public string NewKey { get; private set; } = "";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Account { get; set; }

    [BindProperty]
    public List<string> Scopes { get; } = [];

    [BindProperty]
    public int Days { get; set; } = 90;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            ModelState.IsValid ? await ring.IssueAsync(Name ?? "", Account ?? "", Scopes, Days, CurrentUser.From(User).UserName, cancellationToken) : new IssueResult.NotAsked(),
            cancellationToken);

    public async Task<IActionResult> OnPostReplaceAsync(string? prefix, CancellationToken cancellationToken) =>
        await AnswerAsync(await ring.ReplaceAsync(prefix ?? "", CurrentUser.From(User).UserName, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRevokeAsync(string? prefix, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (await ring.RevokeAsync(prefix ?? "", user.UserName, cancellationToken))
        {
            await audit.NoteAsync(user, "key-revoked", prefix!, new { }, cancellationToken);
            TempData["Notice"] = "密钥已停用，立即生效。";
            return Redirect("/keys");
        }

        Problem = "这个密钥不在用，可能已停用或过期。";
        return await RefusedAsync(cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(IssueResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case IssueResult.Issued issued:
                var detail = new { account = issued.Key.UserName, scopes = issued.Key.Scopes, expires = issued.Key.ExpiresAt };
                await audit.NoteAsync(CurrentUser.From(User), "key-issued", issued.Key.Prefix, detail, cancellationToken);
                NewKey = issued.Text;
                await LoadAsync(cancellationToken);
                return Page();
            case IssueResult.NotAsked:
                Problem = $"请填写用途，选择账号和至少一项权限，有效天数为 1 至 {ApiKeyRing.MostDays}。";
                break;
            case IssueResult.NoAccount none:
                Problem = $"账号“{none.UserName}”不存在或已停用，请另选账号。";
                break;
            case IssueResult.NotInForce:
                Problem = "这个密钥不在用，或已换过，请刷新后再试。";
                break;
            default:
                throw new UnreachableException(result.ToString());
        }

        return await RefusedAsync(cancellationToken);
    }

    private async Task<PageResult> RefusedAsync(CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Now = clock.GetUtcNow();
        Keys = await ring.ListAsync(cancellationToken);
        Accounts = (await db.Accounts.AsNoTracking().Where(account => !account.IsDisabled).OrderBy(account => account.UserName)
            .Select(account => new { account.UserName, account.DisplayName, account.Tenant }).ToListAsync(cancellationToken))
            .ConvertAll(account => (account.UserName, account.Tenant.Length > 0 ? $"{account.DisplayName}（{account.UserName}，{account.Tenant}）" : $"{account.DisplayName}（{account.UserName}）"));
    }
}
