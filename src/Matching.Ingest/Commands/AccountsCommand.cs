using System.CommandLine;
using Matching.Storage.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Matching.Ingest.Commands;

/// <summary><c>accounts list | add NAME | password NAME | lock NAME | unlock NAME</c>. A password comes from the terminal, from the first line of standard input, or from <see cref="PasswordVariable"/>; never from an argument, which others on the machine can read.</summary>
internal static class AccountsCommand
{
    public const string PasswordVariable = "MATCHING_ACCOUNT_PASSWORD";

    private const string By = "cli";

    private static readonly Argument<string> UserName = new("name") { Description = "account name, e.g. icbc-zhang" };
    private static readonly Option<AccountRole> Role = new("--role") { Required = true, Description = "publisher, reviewer, bank, analyst or admin" };
    private static readonly Option<string> DisplayName = new("--display") { Required = true, Description = "name shown to people" };
    private static readonly Option<string> Tenant = new("--tenant") { Description = "bank; needed for role bank, only there", DefaultValueFactory = _ => "" };

    public static Command Create() => new("accounts", $"make, lock and reset accounts; passwords from the terminal, standard input or {PasswordVariable}")
    {
        new Command("list", "all accounts, by name").WithWork(ListAsync),
        new Command("add", "make an account") { UserName, Role, DisplayName, Tenant }.WithWork((arguments, output, cancellationToken) => ChangeAsync(
            arguments, output, "已建立账号", (keeping, name) => keeping.AddAsync(
                new(name, arguments.GetRequiredValue(DisplayName), arguments.GetRequiredValue(Role), arguments.GetValue(Tenant) ?? "", ReadPassword(), By), cancellationToken), cancellationToken)),
        new Command("password", "set a new password; ends every session of the account") { UserName }.WithWork((arguments, output, cancellationToken) => ChangeAsync(
            arguments, output, "已换密码，原有登录全部失效：", (keeping, name) => keeping.SetPasswordAsync(name, ReadPassword(), By, cancellationToken), cancellationToken)),
        new Command("lock", "let an account in no longer") { UserName }.WithWork((arguments, output, cancellationToken) => ChangeAsync(
            arguments, output, "已停用账号", (keeping, name) => keeping.LockAsync(name, By, cancellationToken), cancellationToken)),
        new Command("unlock", "let an account in again") { UserName }.WithWork((arguments, output, cancellationToken) => ChangeAsync(
            arguments, output, "已启用账号", (keeping, name) => keeping.UnlockAsync(name, By, cancellationToken), cancellationToken)),
    };

    private static async Task<int> ListAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        var accounts = await services.GetRequiredService<AccountKeeping>().ListAsync(cancellationToken);
        output.Result(
            new { accounts = accounts.Select(Shown) },
            accounts.Count == 0 ? ["没有账号"] : accounts.Select(account => $"{account.UserName}  {account.Role}  {account.DisplayName}  {account.Tenant}{(account.IsDisabled ? "  已停用" : "")}"));
        return 0;
    }

    private static async Task<int> ChangeAsync(
        ParseResult arguments, CommandOutput output, string done, Func<AccountKeeping, string, Task<AccountResult>> change, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(IngestCommands.Data), cancellationToken);
        switch (await change(services.GetRequiredService<AccountKeeping>(), arguments.GetRequiredValue(UserName)))
        {
            case AccountResult.Refused refused:
                CommandOutput.Complain(refused.Message);
                return 1;
            case AccountResult.Done { Account: var account }:
                output.Result(Shown(account), $"{done} {account.UserName}");
                return 0;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    /// <summary>What may be told of an account; its password hash is not.</summary>
    private static object Shown(Account account) =>
        new { account.UserName, account.DisplayName, Role = account.Role.ToString(), account.Tenant, account.IsDisabled, account.IsDemo };

    private static string ReadPassword()
    {
        if (Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } given)
        {
            return given;
        }

        return Console.IsInputRedirected
            ? Console.In.ReadLine() ?? ""
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Prompt(new TextPrompt<string>("密码：").Secret(null));
    }
}
