namespace Matching.Api.Features.SignIn;

/// <summary>Lets people in by name and password.</summary>
public interface IAccountDoor
{
    /// <returns>Null when name and password do not fit together.</returns>
    Task<CurrentUser?> TryEnterAsync(string userName, string password, CancellationToken cancellationToken);
}
