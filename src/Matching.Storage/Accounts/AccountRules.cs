using System.Text.RegularExpressions;

namespace Matching.Storage.Accounts;

/// <summary>What a name, a bank and a password of an account must be.</summary>
public static partial class AccountRules
{
    public const int ShortestPassword = 12;

    /// <summary>As long as the sign-in page takes.</summary>
    public const int LongestPassword = 128;

    /// <returns>A Chinese sentence that says what would be right; null when all is well.</returns>
    public static string? WhyNot(string userName, string displayName, AccountRole role, string tenant) =>
        !UserName().IsMatch(userName ?? "") ? $"账号名“{userName}”不行：用 2 到 64 个小写字母、数字、点、横线或下划线，以字母或数字开头，例如 icbc-zhang。"
        : string.IsNullOrWhiteSpace(displayName) ? "缺少显示名：请写明姓名或岗位，例如 “张经理”。"
        : !Enum.IsDefined(role) ? "角色只能是 publisher、reviewer、bank、analyst 或 admin。"
        : role == AccountRole.Bank && string.IsNullOrWhiteSpace(tenant) ? "银行账号须写明所属银行：加上 --tenant 银行名称。"
        : role != AccountRole.Bank && !string.IsNullOrWhiteSpace(tenant) ? "只有银行账号有所属银行：去掉 --tenant，或把角色改为 bank。"
        : null;

    /// <returns>A Chinese sentence that says what would be right; null when the password is good enough.</returns>
    public static string? WhyNot(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return string.IsNullOrEmpty(password) ? "没有读到密码：从标准输入第一行或环境变量给出，不要写在命令行里。"
            : password.Length is < ShortestPassword or > LongestPassword ? $"密码有 {password.Length} 个字符，须为 {ShortestPassword} 到 {LongestPassword} 个。"
            : password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? "密码里不能含有账号名。"
            : password == DemoAccounts.Password || password.Distinct().Count() < 5 ? "密码太容易猜到，请换一个。"
            : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,63}$")]
    private static partial Regex UserName();
}
