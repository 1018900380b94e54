namespace Matching.Storage.Accounts;

/// <summary>What became of a try to sign in.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    public sealed record SignedIn(Account Account) : SignInResult;

    /// <summary>No such account, wrong password, disabled, or a demo account outside development: a stranger is not told which.</summary>
    public sealed record Refused : SignInResult;

    /// <summary>Too many failures; even the right password is refused until then.</summary>
    public sealed record LockedOut(DateTimeOffset Until) : SignInResult;
}
