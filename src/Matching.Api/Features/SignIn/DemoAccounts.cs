using Matching.Storage.Accounts;

namespace Matching.Api.Features.SignIn;

/// <summary>The accounts offered on the sign-in page in development; refused everywhere else.</summary>
internal static class DemoAccounts
{
    public const string Password = "demo-matching";

    public static IReadOnlyList<CurrentUser> All { get; } =
    [
        new("publisher", "演示发布员", AccountRole.Publisher, ""),
        new("reviewer", "演示复核员", AccountRole.Reviewer, ""),
        new("bank-a", "示范银行甲 客户经理", AccountRole.Bank, "示范银行甲"),
        new("bank-b", "示范银行乙 客户经理", AccountRole.Bank, "示范银行乙"),
        new("analyst", "演示分析员", AccountRole.Analyst, ""),
        new("admin", "演示管理员", AccountRole.Admin, ""),
    ];
}
