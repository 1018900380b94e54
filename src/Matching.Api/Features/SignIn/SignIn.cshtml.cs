using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.SignIn;

[AllowAnonymous]
public sealed class SignInModel(IAccountDoor door, IWebHostEnvironment environment) : PageModel
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

        if (await door.TryEnterAsync(UserName.Trim(), Password, cancellationToken) is not { } user)
        {
            Message = "账号或密码不对，请检查后再试。";
            return Page();
        }

        await HttpContext.SignInAsync(user.ToPrincipal());
        return LocalRedirect(SafeReturnUrl);
    }

    // A foreign address behind our own sign-in page is a phishing trick.
    private string SafeReturnUrl => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
}
