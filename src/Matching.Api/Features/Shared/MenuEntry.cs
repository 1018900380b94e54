using Matching.Storage.Accounts;

namespace Matching.Api.Features.Shared;

/// <summary>One line of the left menu and the roles that see it.</summary>
public sealed record MenuEntry(string Group, string Text, string Href, params AccountRole[] Roles)
{
    private static readonly AccountRole[] Everyone = Enum.GetValues<AccountRole>();

    public static IReadOnlyList<MenuEntry> All { get; } =
    [
        new("查企业", "企业检索", "/firms", Everyone),
        new("查企业", "批量查询", "/lookups", Everyone),
        new("查企业", "本行偏好", "/lending-preference", AccountRole.Bank),
        new("推送", "推送备选库", "/pools", Everyone),
        new("数据", "名单入库", "/deliveries", AccountRole.Publisher, AccountRole.Reviewer, AccountRole.Admin),
        new("数据", "待核关联", "/reviews", AccountRole.Publisher, AccountRole.Reviewer, AccountRole.Admin),
        new("模型", "积分卡与等级", "/models", AccountRole.Publisher, AccountRole.Reviewer, AccountRole.Analyst, AccountRole.Admin),
        new("模型", "模型训练", "/training", AccountRole.Publisher, AccountRole.Reviewer, AccountRole.Analyst, AccountRole.Admin),
        new("系统", "程序密钥", "/keys", AccountRole.Admin),
        new("系统", "运行状态", "/status", AccountRole.Admin),
    ];

    public bool IsShownTo(AccountRole role) => Roles.Contains(role);

    public bool IsOpen(PathString path) => path.StartsWithSegments(Href, StringComparison.Ordinal);
}
