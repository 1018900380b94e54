using Matching.Ingest.Commands;

namespace Matching.Ingest.Tests.Commands;

/// <summary>Passwords come from outside the command line.</summary>
[Collection(nameof(AccountsCommandTests))]
public sealed class AccountsCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("accounts").FullName;

    [Fact]
    public async Task Account_is_made_with_the_password_of_the_environment_and_locked()
    {
        Environment.SetEnvironmentVariable(AccountsCommand.PasswordVariable, "correct horse battery");
        Assert.Equal(0, await RunAsync("accounts", "add", "icbc-zhang", "--role", "bank", "--display", "张经理", "--tenant", "示范银行丙"));
        Assert.Equal(1, await RunAsync("accounts", "add", "icbc-zhang", "--role", "bank", "--display", "张经理", "--tenant", "示范银行丙"));
        Assert.Equal(0, await RunAsync("accounts", "password", "icbc-zhang"));
        Assert.Equal(0, await RunAsync("accounts", "lock", "icbc-zhang"));
        Assert.Equal(0, await RunAsync("accounts", "unlock", "icbc-zhang"));
        Assert.Equal(0, await RunAsync("accounts", "list"));
        Assert.Equal(1, await RunAsync("accounts", "lock", "nobody"));
    }

    [Fact]
    public async Task With_a_password_that_is_too_short_nothing_is_made()
    {
        Environment.SetEnvironmentVariable(AccountsCommand.PasswordVariable, "short");
        Assert.Equal(1, await RunAsync("accounts", "add", "analyst-li", "--role", "analyst", "--display", "李分析"));
    }

    [Fact]
    public void There_is_no_option_for_a_password() =>
        Assert.NotEmpty(IngestCommands.Root().Parse(["accounts", "add", "analyst-li", "--role", "analyst", "--display", "李", "--password", "x"]).Errors);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(AccountsCommand.PasswordVariable, null);
        Directory.Delete(folder, recursive: true);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        IngestCommands.Root().Parse([.. arguments, "--data", Path.Combine(folder, "data"), "--json"]).InvokeAsync();
}

/// <summary>The environment belongs to the process.</summary>
[CollectionDefinition(nameof(AccountsCommandTests), DisableParallelization = true)]
public sealed class AccountsAlone;
