namespace Matching.Storage.Accounts;

/// <summary>Accounts for trying the product out; their one password is no secret, so they work in development only.</summary>
public static class DemoAccounts
{
    public const string Password = "demo-matching";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("publisher", "成果处经办", AccountRole.Publisher, ""),
        new("reviewer", "成果处复核", AccountRole.Reviewer, ""),
        new("bank-a", "示范银行甲客户经理", AccountRole.Bank, "示范银行甲"),
        new("bank-b", "示范银行乙客户经理", AccountRole.Bank, "示范银行乙"),
        new("analyst", "分析人员", AccountRole.Analyst, ""),
        new("admin", "系统管理员", AccountRole.Admin, ""),
    ];

    public sealed record DemoAccount(string UserName, string DisplayName, AccountRole Role, string Tenant)
    {
        internal Account Make() => new()
        {
            UserName = UserName,
            DisplayName = DisplayName,
            Role = Role,
            Tenant = Tenant,
            PasswordHash = Accounts.PasswordHash.Make(Password),
            IsDemo = true,
        };
    }
}
