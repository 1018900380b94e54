using Matching.Api.Tests.Pools;

namespace Matching.Api.Tests.Site;

/// <summary>Small lists of invented firms: a register, three libraries, a rename and what two banks report.</summary>
internal static class InventedLists
{
    public const string Optics = "武汉市琊光光电科技有限公司";
    public const string OpticsBefore = "武汉市琊光激光技术有限公司";
    public const string Materials = "武汉市玟石新材料有限公司";
    public const string Medicine = "宜昌市琮和生物医药有限公司";

    /// <summary>Breaks out of text, attributes and scripts wherever it is not encoded, and opens like a formula.</summary>
    public const string Hostile = "=武汉市<img src=x onerror=alert(1)>\"'&<b>琊</b>科技有限公司";

    public const string BankA = "示范银行甲";
    public const string BankB = "示范银行乙";

    public static IReadOnlyList<(string Name, string Content)> All { get; } =
    [
        ("企业登记基础信息_2024-01-05.csv",
            "企业名称,统一社会信用代码,注册日期,注册资本,所在省份,地区,经营范围\n"
            + Register(Optics, 501, "2016-08-23", "1200万元人民币", "武汉市", "光电器件研发；激光设备制造")
            + Register(Materials, 502, "2018-03-01", "800万元人民币", "武汉市", "新材料技术研发")
            + Register(Medicine, 503, "2020-11-11", "3000万元人民币", "宜昌市", "生物医药研发")
            + Register(Hostile, 504, "2021-01-04", "100万元人民币", "武汉市", "软件开发<script>alert(2)</script>")),
        ("企业名称变更登记（2023年）_2024-01-08.csv",
            "统一社会信用代码,变更前名称,变更后名称,变更日期\n"
            + $"{PoolSite.UsccOf(501)},{OpticsBefore},{Optics},2023-02-05\n"),
        ("湖北省2024年认定备案高新技术企业名单公告_2024-12-26.csv",
            "序号,企业名称,统一社会信用代码,证书编号,发证日期,技术领域\n"
            + $"1,{Optics},{PoolSite.UsccOf(501)},GR202442000001,2024-12-01,电子信息\n"
            + $"2,{Materials},{PoolSite.UsccOf(502)},GR202442000002,2024-12-01,新材料\n"
            + $"3,{Quoted(Hostile)},{PoolSite.UsccOf(504)},GR202442000003,2024-12-01,高技术服务\n"),
        ("湖北省2024年第一批入库科技型中小企业名单公告_2024-06-28.csv",
            "序号,企业名称,统一社会信用代码,入库登记编号\n"
            + $"1,{Optics},{PoolSite.UsccOf(501)},202442010008000001\n"
            + $"2,{Medicine},{PoolSite.UsccOf(503)},202442050008000002\n"),
        ("示范银行甲推送企业反馈（2025年）_2026-01-10.csv", Outcome(BankA, "已授信", "500")),
        ("示范银行乙推送企业反馈（2025年）_2026-01-10.csv", Outcome(BankB, "已拒绝", "")),
    ];

    private static string Register(string name, int firm, string day, string capital, string city, string scope) =>
        $"{Quoted(name)},{PoolSite.UsccOf(firm)},{day},{capital},湖北省,{city},{scope}\n";

    private static string Outcome(string bank, string kind, string amount) =>
        "企业名称,统一社会信用代码,银行,推送日期,反馈日期,反馈结果,授信金额（万元）\n"
        + $"{Optics},{PoolSite.UsccOf(501)},{bank},2025-07-22,2025-08-16,{kind},{amount}\n";

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
