using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Matching.Api.Features.Shared;
using Matching.Storage.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SignInResult = Matching.Storage.Accounts.SignInResult;

namespace Matching.Api.Features.SignIn;

[AllowAnonymous]
public sealed class SignInModel(AccountDirectory accounts, AuditTrail trail, IWebHostEnvironment environment) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    [StringLength(64)]
    public string? UserName { get; set; }

    [BindProperty]
    [StringLength(128)]
    public string? Password { get; set; }

    public string Message { get; private set; } = "";

    public bool OffersDemoAccounts => environment.IsDevelopment();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(SafeReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(UserName) || string.IsNullOrEmpty(Password) || !ModelState.IsValid)
        {
            Message = "请填写账号和密码。";
            return Page();
        }

        switch (await accounts.SignInAsync(UserName.Trim(), Password, cancellationToken))
        {
            case SignInResult.SignedIn signedIn:
                var user = CurrentUser.Of(signedIn.Account);
                await trail.NoteAsync(user, "signed-in", user.UserName, new { }, cancellationToken);
                await HttpContext.SignInAsync(user.ToPrincipal(CookieRecheck.StampOf(signedIn.Account.PasswordHash)));
                return LocalRedirect(SafeReturnUrl);
            // The same words for both: a lock is only there where there is an account, which a stranger is not told.
            case SignInResult.LockedOut or SignInResult.Refused:
                Message = "账号或密码不对。请检查后再试；同一账号 15 分钟内错 10 次，会停用 15 分钟，其间密码对也不行。";
                return Page();
            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    // A foreign address behind our own sign-in page is a phishing trick.
    private string SafeReturnUrl => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
}
