using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Domain.Tests.Linkage.Weighing;

/// <summary>Rows of invented firms as lists print them: with and without code, region or form, with slips. The truth is known.</summary>
internal sealed class NoisyRows
{
    private const string Characters = "华中鑫恒瑞达通海天盛泰宏远博创新安康嘉源信诚德隆兴旺丰裕景云凌飞腾龙凤祥和顺益民众力合美佳艺韵峰岭江河湖洋波涛清泉润泽林森柏松竹梅兰菊荷蓝青紫金银铜铁钢石玉珠宝明亮光辉耀星月";
    private static readonly Dictionary<char, char> Homophones = "恒衡 瑞锐 源元 峰丰 和禾 明铭 辉晖 佳嘉 诚成 盛晟 景璟 宏鸿 远苑 康糠 信芯 德得 安氨 飞非 海亥 天添".Split(' ').ToDictionary(pair => pair[0], pair => pair[1]);
    private static readonly string[] Trades = ["光电科技", "新材料", "软件", "生物科技", "智能装备", "环保科技", "医疗器械", "半导体", "精密仪器", "化工"];
    private static readonly (string Name, int Region)[] Cities = [("武汉", 420100), ("宜昌", 420500), ("长沙", 430100), ("郑州", 410100), ("洛阳", 410300), ("南昌", 360100), ("合肥", 340100), ("杭州", 330100), ("宁波", 330200), ("成都", 510100)];

    private NoisyRows(List<LinkUnit> rows, Dictionary<UnitKey, int> owners) => (Rows, Owners) = (rows, owners);

    public List<LinkUnit> Rows { get; }

    /// <summary>Number of the firm each row means.</summary>
    public Dictionary<UnitKey, int> Owners { get; }

    public static NoisyRows Of(int firms, int seed)
    {
        var (random, rows, owners) = (new Random(seed), new List<LinkUnit>(), new Dictionary<UnitKey, int>());
        var taken = new HashSet<string>();
        for (var firm = 1; firm <= firms; firm++)
        {
            var (city, region) = Cities[random.Next(Cities.Length)];
            var brand = string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => Characters[random.Next(Characters.Length)]));
            var (trade, form) = (Trades[random.Next(Trades.Length)], random.Next(8) == 0 ? "股份有限公司" : "有限公司");
            if (!taken.Add(city + brand + trade))
            {
                continue;
            }

            foreach (var (library, share, coded, noise) in ((Library, double, double, double)[])[(Library.TechSmes, .7, .95, .2), (Library.HighTechFirms, .4, .9, .2), (Library.Awards, .4, .2, .8), (Library.Projects, .4, .3, .8)])
            {
                if (random.NextDouble() < share)
                {
                    var key = rows.Count + 1;
                    var (name, code) = (Printed(random, city, brand, trade, form, noise), random.NextDouble() < coded ? Row.Code(firm, region) : (Uscc?)null);
                    rows.Add(Row.Unit(key, name, library, code, random.NextDouble() < .85 ? region : null));
                    owners[rows[^1].Key] = firm;
                }
            }
        }

        return new NoisyRows(rows, owners);
    }

    private static string Printed(Random random, string city, string brand, string trade, string form, double noise)
    {
        var name = (random.NextDouble() < .1 * noise ? "" : city) + brand + trade + (random.NextDouble() < .12 * noise ? "" : form);
        var at = name.IndexOf(brand, StringComparison.Ordinal) + random.Next(brand.Length + 2);
        if (random.NextDouble() < .3 * noise && Homophones.TryGetValue(name[at], out var other))
        {
            return name[..at] + other + name[(at + 1)..];
        }

        return random.NextDouble() < .1 * noise ? name.Remove(at, 1)
            : random.NextDouble() < .1 * noise ? name[..at] + Characters[random.Next(Characters.Length)] + name[(at + 1)..]
            : name;
    }
}
