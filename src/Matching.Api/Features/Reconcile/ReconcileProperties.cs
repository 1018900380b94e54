namespace Matching.Api.Features.Reconcile;

/// <summary>Properties of firms: those that help to find one, and those that can be fetched for it.</summary>
internal static class ReconcileProperties
{
    public const string AsOfSetting = "as-of";
    public const string Code = "code";
    public const string Region = "region";
    public const string FormerName = "former-name";

    /// <summary>Properties a query may carry; all of them can be fetched too.</summary>
    public static readonly (string Id, string Name)[] Asked =
    [
        (Code, "统一社会信用代码"),
        (Region, "地区"),
        (FormerName, "曾用名"),
    ];

    public static readonly (string Id, string Name)[] All =
    [
        .. Asked,
        ("name", "企业名称"),
        ("founded", "成立日期"),
        ("grade", "技术等级（T1 至 T10，供内部参考，不是信用评级）"),
        ("titles", "基准日有效的资格"),
        ("high-tech-firm", "高新技术企业证书编号"),
        ("high-tech-firm-from", "高新技术企业有效期起"),
        ("high-tech-firm-until", "高新技术企业有效期止"),
        ("tech-sme", "科技型中小企业入库登记编号"),
        ("tech-sme-from", "科技型中小企业有效期起"),
        ("tech-sme-until", "科技型中小企业有效期止"),
        ("projects", "科技计划项目数"),
        ("awards", "科技奖励数"),
        ("ventures", "创投投资次数"),
    ];

    public static bool IsKnown(string id) => All.Any(one => one.Id == id);

    public static string NameOf(string id) => All.First(one => one.Id == id).Name;
}
