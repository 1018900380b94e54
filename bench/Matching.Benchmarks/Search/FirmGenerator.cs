using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Search;

namespace Matching.Benchmarks.Search;

/// <summary>Invented firms with the frequencies of a provincial register: names, former names, codes, titles, scopes of about 120 characters.</summary>
internal sealed class FirmGenerator(int seed)
{
    private static readonly (string Name, int Code)[] Cities =
    [
        ("武汉", 420100), ("宜昌", 420500), ("襄阳", 420600), ("黄石", 420200), ("十堰", 420300), ("荆州", 421000), ("孝感", 420900),
        ("黄冈", 421100), ("荆门", 420800), ("鄂州", 420700), ("咸宁", 421200), ("随州", 421300), ("北京", 110100), ("上海", 310100),
        ("深圳", 440300), ("广州", 440100), ("杭州", 330100), ("南京", 320100), ("苏州", 320500), ("成都", 510100), ("西安", 610100),
        ("长沙", 430100), ("郑州", 410100), ("周口", 411600), ("合肥", 340100), ("青岛", 370200), ("重庆", 500100), ("天津", 120100),
    ];

    private static readonly string[] Trades =
    [
        "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技",
        "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "科技", "信息技术", "生物科技", "智能科技", "光电技术", "环保科技", "新能源", "软件", "机电设备", "电子",
        "医药", "医疗器械", "新材料", "自动化设备", "网络科技", "节能环保", "精密机械", "汽车零部件", "化工", "农业科技", "食品", "建设工程",
        "激光", "通信技术", "数据服务", "装备制造", "检测技术", "物联网", "机器人", "半导体", "文化传媒", "贸易", "实业", "电气", "仪器仪表",
    ];

    private static readonly string[] Forms = ["有限公司", "有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];

    private static readonly string[] Scopes =
    [
        "技术开发", "技术服务", "技术咨询", "技术转让", "技术推广", "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广", "软件开发", "货物进出口",
        "技术进出口", "电子产品销售", "仪器仪表制造", "仪器仪表销售", "机械设备研发", "机械设备销售", "计算机系统服务", "信息系统集成服务",
        "人工智能应用软件开发", "数据处理和存储支持服务", "光电子器件制造", "光通信设备制造", "光纤销售", "半导体器件专用设备制造", "第二类医疗器械销售",
        "药品生产", "生物基材料技术研发", "新材料技术研发", "环境保护专用设备制造", "水污染治理", "大气污染治理", "固体废物治理", "新能源技术研发",
        "电池制造", "太阳能发电技术服务", "汽车零部件研发", "汽车零部件及配件制造", "工业机器人制造", "智能控制系统集成", "激光加工设备制造",
        "物联网技术研发", "网络与信息安全软件开发", "农业科学研究和试验发展", "食品生产", "化工产品销售（不含许可类化工产品）", "金属材料销售",
        "建设工程施工", "工程管理服务", "会议及展览服务", "广告设计、代理", "企业管理咨询", "非居住房地产租赁", "道路货物运输", "检验检测服务",
    ];

    private static readonly string[] Topics =
    [
        "高功率光纤激光器", "智能制造成套装备", "新型疫苗", "北斗导航终端", "工业废水深度处理", "锂离子电池正极材料", "大数据分析平台", "碳化硅功率器件",
        "磷石膏综合利用", "医学影像诊断", "特种电缆", "数控机床", "抗体药物", "遥感监测", "水稻良种选育", "汽车电子控制单元", "光通信芯片", "工业机器人关节",
    ];

    private static readonly string[] Purposes = ["关键技术研究与应用", "产业化", "研发与示范", "系统开发", "工艺及装备", "关键技术及产业化应用"];

    private const string NameCharacters =
        "华中天泰光明兴盛宏达新创联科恒信安瑞德正元博远东方金鑫海鼎丰隆康凯迪博通飞翔云龙腾宇航星辰亿嘉禾佳美锐精诚志杰汇众立邦奥维思源绿洲蓝图晶卓越领先锋帆盈利泽润迈普森林长江楚凤凰三环高德华工烽火理光迅";

    private readonly Random random = new(seed);

    public IEnumerable<FirmDocument> Firms(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            yield return Firm(id);
        }
    }

    private FirmDocument Firm(long id)
    {
        var (city, code) = Cities[Skewed(Cities.Length)];
        var trade = Character() + Character() + (random.Next(5) == 0 ? Character() : "");
        var industry = Pick(Trades);
        var name = random.Next(4) == 0 ? $"{trade}{industry}（{city}）{Pick(Forms)}" : $"{city}{(random.Next(3) == 0 ? "市" : "")}{trade}{industry}{Pick(Forms)}";
        var libraries = Enumerable.Range(1, 5).Where(_ => random.Next(4) == 0).Select(number => (Library)number).ToArray();
        var isScored = random.Next(20) != 0;
        var points = Math.Round((decimal)Math.Pow(random.NextDouble(), 1.7) * 100m, 2);
        return new FirmDocument
        {
            Id = new FirmId(id),
            Version = 1,
            Name = name,
            FormerNames = random.Next(6) == 0 ? [$"{city}{Character()}{Character()}{Pick(Trades)}有限公司"] : [],
            ShortNames = [trade, trade + industry],
            PinyinInitials = [Letters(name.Length), Letters(trade.Length + industry.Length)],
            Uscc = $"91{code:D6}MA{Digits(9)}",
            Numbers = random.Next(3) == 0 ? [$"GR20{random.Next(19, 26)}42{Digits(6)}"] : [],
            Titles = [.. Enumerable.Range(0, random.Next(10) < 7 ? 0 : random.Next(1, 5)).Select(_ => Pick(Topics) + Pick(Purposes))],
            BusinessScope = Scope(),
            Region = new RegionCode(code + random.Next(2, 14)),
            Field = (TechnologyField)(1 + Skewed(8)),
            IndustrySection = (char)('A' + Skewed(18)),
            Libraries = libraries,
            LibrariesInForce = [.. libraries.Where(_ => random.Next(2) == 0)],
            BestAwardLevel = (AuthorityLevel)(3 - Math.Min(3, random.Next(40))),
            BestProjectLevel = (AuthorityLevel)(3 - Math.Min(3, random.Next(20))),
            VentureAmountCny = random.Next(30) == 0 ? random.Next(1, 500) * 100_000m : 0,
            RegisteredOn = new DateOnly(1995, 1, 1).AddDays(random.Next(11_000)),
            LatestFactOn = random.Next(3) == 0 ? new DateOnly(2018, 1, 1).AddDays(random.Next(2_900)) : null,
            Points = isScored ? points : null,
            Grade = isScored ? 10 - (int)Math.Min(9, points / 10) : null,
            IsProvisional = random.Next(12) == 0,
            IsExcluded = random.Next(60) == 0,
        };
    }

    private string Scope()
    {
        var parts = Enumerable.Range(0, random.Next(5, 16)).Select(_ => Scopes[Skewed(Scopes.Length)]).Distinct();
        var text = $"一般项目：{string.Join("；", parts)}";
        return random.Next(10) < 6 ? text + "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）" : text;
    }

    /// <summary>Low numbers are drawn more often, as cities, fields and trades are.</summary>
    private int Skewed(int count) => (int)(Math.Pow(random.NextDouble(), 1.8) * count);

    private string Character() => NameCharacters[Skewed(NameCharacters.Length)].ToString();

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];

    private string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private string Digits(int count) =>
        random.NextInt64((long)Math.Pow(10, count)).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
}
