using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Matching.Storage.Accounts;

/// <summary>Who may sign in.</summary>
/// <param name="environment">Absent (command line) counts as not development.</param>
public sealed class AccountDirectory(
    IDbContextFactory<MatchingDbContext> contexts, IAccountReader reader, TimeProvider clock, IHostEnvironment? environment = null)
{
    private const int FailuresAllowed = 10;

    private static readonly TimeSpan FailureWindow = TimeSpan.FromMinutes(15);

    // An unknown name costs the same time as a wrong password.
    private static readonly Lazy<string> NobodysHash = new(() => PasswordHash.Make(Guid.NewGuid().ToString()));

    private bool IsDevelopment => environment?.IsDevelopment() ?? false;

    /// <summary>Checks name and password. Ten failures within 15 minutes lock the account for 15 minutes.</summary>
    public async Task<SignInResult> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.UserName == userName, cancellationToken);
        var isRight = PasswordHash.Verify(password, seen?.PasswordHash ?? NobodysHash.Value);
        if (seen is null || seen.IsDisabled || (seen.IsDemo && !IsDevelopment))
        {
            return new SignInResult.Refused();
        }

        if (isRight && seen is { FailedSignIns: 0, LockedUntil: null })
        {
            return new SignInResult.SignedIn(seen);
        }

        // Read again under the lock: guesses made side by side are counted one by one.
        await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
        var account = await db.Accounts.SingleAsync(account => account.UserName == userName, cancellationToken);
        var result = Judge(account, isRight, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>The account by name, if it may act now; for cookies that outlive a change.</summary>
    public async Task<AccountStanding?> FindActiveAsync(string userName, CancellationToken cancellationToken)
    {
        var account = await reader.FindAsync(userName, cancellationToken);
        return account is null || account.IsDisabled || (account.IsDemo && !IsDevelopment) ? null : account;
    }

    /// <summary>Adds the demonstration accounts that are missing; does nothing outside development.</summary>
    /// <returns>Number of accounts added.</returns>
    public async Task<int> SeedDemoAsync(CancellationToken cancellationToken)
    {
        if (!IsDevelopment)
        {
            return 0;
        }

        // Several processes start at once: one seeds, the others find it done.
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
        var present = await db.Accounts.Select(account => account.UserName).ToListAsync(cancellationToken);
        var missing = DemoAccounts.All.Where(demo => !present.Contains(demo.UserName)).ToList();
        db.Accounts.AddRange(missing.Select(demo => demo.Make()));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    private static SignInResult Judge(Account account, bool isRight, DateTimeOffset now)
    {
        if (account.LockedUntil is { } until && until > now)
        {
            return new SignInResult.LockedOut(until);
        }

        if (isRight)
        {
            (account.FailedSignIns, account.FailingSince, account.LockedUntil) = (0, null, null);
            return new SignInResult.SignedIn(account);
        }

        if (account.LockedUntil is not null || account.FailingSince is not { } since || now - since > FailureWindow)
        {
            (account.FailedSignIns, account.FailingSince, account.LockedUntil) = (0, now, null);
        }

        account.FailedSignIns++;
        if (account.FailedSignIns < FailuresAllowed)
        {
            return new SignInResult.Refused();
        }

        account.LockedUntil = now + FailureWindow;
        return new SignInResult.LockedOut(account.LockedUntil.Value);
    }
}
