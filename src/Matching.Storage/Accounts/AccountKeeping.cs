using System.Text.Json;
using Matching.Storage.Audit;
using Matching.Storage.Writing;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Accounts;

/// <summary>Makes, locks and resets accounts. Each change is noted in the audit log before it is told.</summary>
public sealed class AccountKeeping(IDbContextFactory<MatchingDbContext> contexts, AuditLog audit)
{
    /// <param name="By">Who does it, for the audit log.</param>
    public sealed record NewAccount(string UserName, string DisplayName, AccountRole Role, string Tenant, string Password, string By);

    public async Task<AccountResult> AddAsync(NewAccount asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if ((AccountRules.WhyNot(asked.UserName, asked.DisplayName, asked.Role, asked.Tenant) ?? AccountRules.WhyNot(asked.UserName, asked.Password)) is { } whyNot)
        {
            return new AccountResult.Refused(whyNot);
        }

        var account = new Account
        {
            UserName = asked.UserName,
            DisplayName = asked.DisplayName.Trim(),
            Role = asked.Role,
            Tenant = asked.Tenant.Trim(),
            PasswordHash = PasswordHash.Make(asked.Password),
        };
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
            if (await db.Accounts.AnyAsync(other => other.UserName == account.UserName, cancellationToken))
            {
                return new AccountResult.Refused($"账号“{account.UserName}”已经有了；要改密码请用 accounts password {account.UserName}。");
            }

            db.Accounts.Add(account);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await NoteAsync(asked.By, "account-added", account, cancellationToken);
        return new AccountResult.Done(account);
    }

    /// <summary>A new password. Failures counted so far and a lock by failures are gone, and so is every session of the account.</summary>
    public Task<AccountResult> SetPasswordAsync(string userName, string password, string by, CancellationToken cancellationToken) =>
        ChangeAsync(userName, by, "account-password-set", account =>
        {
            if (account.IsDemo)
            {
                return "演示账号的密码不能改；正式使用请另建账号。";
            }

            if (AccountRules.WhyNot(userName, password) is { } whyNot)
            {
                return whyNot;
            }

            account.PasswordHash = PasswordHash.Make(password);
            (account.FailedSignIns, account.FailingSince, account.LockedUntil) = (0, null, null);
            return null;
        }, cancellationToken);

    /// <summary>Lets the account in no longer; a session it has ends with its next request.</summary>
    public Task<AccountResult> LockAsync(string userName, string by, CancellationToken cancellationToken) =>
        ChangeAsync(userName, by, "account-locked", account =>
        {
            account.IsDisabled = true;
            return null;
        }, cancellationToken);

    /// <summary>Lets the account in again, also when it was failures that locked it.</summary>
    public Task<AccountResult> UnlockAsync(string userName, string by, CancellationToken cancellationToken) =>
        ChangeAsync(userName, by, "account-unlocked", account =>
        {
            account.IsDisabled = false;
            (account.FailedSignIns, account.FailingSince, account.LockedUntil) = (0, null, null);
            return null;
        }, cancellationToken);

    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Accounts.AsNoTracking().OrderBy(account => account.UserName).ToListAsync(cancellationToken);
    }

    private async Task<AccountResult> ChangeAsync(
        string userName, string by, string action, Func<Account, string?> change, CancellationToken cancellationToken)
    {
        Account? account;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.BeginWriteAsync(WriteArea.Accounts, cancellationToken);
            account = await db.Accounts.SingleOrDefaultAsync(one => one.UserName == userName, cancellationToken);
            if (account is null)
            {
                return new AccountResult.Refused($"没有账号“{userName}”；accounts list 列出全部账号。");
            }

            if (change(account) is { } whyNot)
            {
                return new AccountResult.Refused(whyNot);
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await NoteAsync(by, action, account, cancellationToken);
        return new AccountResult.Done(account);
    }

    private Task NoteAsync(string by, string action, Account account, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditNote(by, AccountRole.Admin.ToString(), "", action, account.UserName, JsonSerializer.Serialize(new { role = account.Role.ToString(), tenant = account.Tenant })), cancellationToken);
}
