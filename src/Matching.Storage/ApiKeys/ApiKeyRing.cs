using System.Security.Cryptography;
using System.Text;
using Matching.Storage.Accounts;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.ApiKeys;

/// <summary>Keys of programs: issued, replaced, revoked, and checked with every use.</summary>
public sealed class ApiKeyRing(IDbContextFactory<MatchingDbContext> contexts, AccountDirectory accounts, TimeProvider clock)
{
    /// <summary>Days a key may live at most.</summary>
    public const int MostDays = 366;

    /// <summary>How long a replaced key still opens, so that programs can be changed over.</summary>
    public static readonly TimeSpan ChangeOver = TimeSpan.FromDays(7);

    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromHours(1);

    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    public async Task<IssueResult> IssueAsync(string name, string userName, IReadOnlyList<string> scopes, int days, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || scopes.Count == 0 || scopes.Except(ApiKeyScope.All).Any() || days is < 1 or > MostDays)
        {
            return new IssueResult.NotAsked();
        }

        if (await accounts.FindActiveAsync(userName, cancellationToken) is null)
        {
            return new IssueResult.NoAccount(userName);
        }

        var (key, text) = Make(name.Trim(), userName, string.Join(' ', scopes.Distinct().Order(StringComparer.Ordinal)), TimeSpan.FromDays(days), by);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return new IssueResult.Issued(key, text);
    }

    /// <summary>Issues a key that may do the same; the old one opens for <see cref="ChangeOver"/> yet.</summary>
    public async Task<IssueResult> ReplaceAsync(string prefix, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Prefix == prefix, cancellationToken) is not { ReplacedBy: null } old || !old.IsInForceAt(now))
        {
            return new IssueResult.NotInForce(prefix);
        }

        var (key, text) = Make(old.Name, old.UserName, old.Scopes, old.ExpiresAt - old.CreatedAt, by);
        db.ApiKeys.Add(key);
        old.ReplacedBy = key.Prefix;
        old.ExpiresAt = old.ExpiresAt < now + ChangeOver ? old.ExpiresAt : now + ChangeOver;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new IssueResult.Issued(key, text);
    }

    /// <returns>False when there is no such key in force.</returns>
    public async Task<bool> RevokeAsync(string prefix, string by, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Prefix == prefix, cancellationToken) is not { } key || !key.IsInForceAt(now))
        {
            return false;
        }

        (key.RevokedAt, key.RevokedBy) = (now, by);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>All keys, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Prefix).ToListAsync(cancellationToken);
    }

    /// <summary>The account a key stands for, if both are in force now.</summary>
    /// <returns>Null for anything that is no key in force: nobody is told which it is.</returns>
    public async Task<(ApiKey Key, AccountStanding Account)?> FindAsync(string? text, CancellationToken cancellationToken)
    {
        if (ApiKeyText.PrefixOf(text) is not { } prefix)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(one => one.Prefix == prefix, cancellationToken);
        var now = clock.GetUtcNow();
        if (key is null
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(ApiKeyText.HashOf(text!)))
            || !key.IsInForceAt(now)
            || await accounts.FindActiveAsync(key.UserName, cancellationToken) is not { } account)
        {
            return null;
        }

        if (key.LastUsedAt is not { } used || now - used >= UseIsNotedEvery)
        {
            key.LastUsedAt = now;
            db.Attach(key).Property(one => one.LastUsedAt).IsModified = true;
            await db.SaveChangesAsync(cancellationToken);
        }

        return (key, account);
    }

    private (ApiKey Key, string Text) Make(string name, string userName, string scopes, TimeSpan life, string by)
    {
        var text = ApiKeyText.Make();
        var now = clock.GetUtcNow();
        return (
            new ApiKey
            {
                Prefix = ApiKeyText.PrefixOf(text)!,
                Hash = ApiKeyText.HashOf(text),
                Name = name,
                UserName = userName,
                Scopes = scopes,
                CreatedAt = now,
                CreatedBy = by,
                ExpiresAt = now + life,
            },
            text);
    }
}

/// <summary>What became of asking for a key.</summary>
public abstract record IssueResult
{
    /// <param name="Text">The key itself: shown now and never again.</param>
    public sealed record Issued(ApiKey Key, string Text) : IssueResult;

    public sealed record NoAccount(string UserName) : IssueResult;

    /// <summary>Name, scope or days are missing or out of range.</summary>
    public sealed record NotAsked : IssueResult;

    /// <summary>The key to replace is unknown, expired, revoked or replaced already.</summary>
    public sealed record NotInForce(string Prefix) : IssueResult;
}
