namespace Matching.Storage.Accounts;

/// <summary>What became of a change to an account.</summary>
public abstract record AccountResult
{
    private AccountResult()
    {
    }

    public sealed record Done(Account Account) : AccountResult;

    /// <param name="Message">Chinese sentence: what was found and what would be right.</param>
    public sealed record Refused(string Message) : AccountResult;
}
