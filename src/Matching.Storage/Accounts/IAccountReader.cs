namespace Matching.Storage.Accounts;

/// <summary>Reads one account by its name, past the mapper: this is part of every request.</summary>
public interface IAccountReader
{
    /// <summary>The account as it is committed now; null when there is none of that name.</summary>
    Task<AccountStanding?> FindAsync(string userName, CancellationToken cancellationToken);
}
