namespace Matching.Api.Features.SignIn;

/// <summary>Demo accounts, in development only.</summary>
internal sealed class DemoAccountDoor(IWebHostEnvironment environment) : IAccountDoor
{
    public Task<CurrentUser?> TryEnterAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var demo = DemoAccounts.All.FirstOrDefault(account => account.UserName == userName);
        return Task.FromResult(environment.IsDevelopment() && password == DemoAccounts.Password ? demo : null);
    }
}
