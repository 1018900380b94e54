using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Tests.Firms;

public sealed class FirmNameParsingTests
{
    /// <summary>Invented names, each with the 字号 a reader sees in it.</summary>
    private const string Labelled = """
        武汉楚泽光电科技有限公司=楚泽 湖北省荆睿生物医药股份有限公司=荆睿 武汉市澜图信息技术有限公司=澜图 宜昌峡川磷化工有限公司=峡川
        襄阳汉隆汽车零部件有限公司=汉隆 黄石铜冠新材料股份有限公司=铜冠 十堰车垣智能装备有限公司=车垣 荆州江渚水产科技有限公司=江渚
        孝感澴川电子有限公司=澴川 鄂州吴都激光设备有限公司=吴都 咸宁桂泉食品有限公司=桂泉 随州编钟香菇科技有限公司=编钟
        恩施清江硒茶业有限公司=清江 仙桃沔阳无纺布制品有限公司=沔阳 潜江虾稻农业科技有限公司=虾稻 天门陆羽茶业股份有限公司=陆羽
        周口沙颍机械有限公司=沙颍 郑州嵩岳数控设备有限公司=嵩岳 洛阳洛浦轴承有限公司=洛浦 南阳宛润防爆电气股份有限公司=宛润
        北京朗曜信息技术有限公司=朗曜 北京市海淀区博睿思软件有限公司=博睿思 上海沪澄微电子有限公司=沪澄 上海浦睿半导体科技有限公司=浦睿
        深圳鹏曦智能科技有限公司=鹏曦 深圳市南山区云帆芯片有限公司=云帆 广州穗芯集成电路有限公司=穗芯 东莞市莞力精密模具有限公司=莞力
        佛山禅陶陶瓷机械有限公司=禅陶 珠海澳桥海洋工程装备有限公司=澳桥 苏州吴韵纳米材料有限公司=吴韵 昆山玉峰精密机械有限公司=玉峰
        南京钟陵环保科技有限公司=钟陵 无锡梁湖物联网科技有限公司=梁湖 常州龙钛光伏材料有限公司=龙钛 徐州彭汉工程机械有限公司=彭汉
        杭州钱澜网络科技有限公司=钱澜 宁波甬岚进出口有限公司=甬岚 温州瓯达阀门有限公司=瓯达 义乌市稠江饰品有限公司=稠江
        长兴华舜轴承有限公司=华舜 绍兴越纺纺织科技有限公司=越纺 合肥庐芯人工智能科技有限公司=庐芯 芜湖鸠兹机器人有限公司=鸠兹
        福州闽榕软件开发有限公司=闽榕 厦门鹭垚光电股份有限公司=鹭垚 泉州刺桐鞋业有限公司=刺桐 南昌赣翔航空科技有限公司=赣翔
        赣州虔钨稀土材料有限公司=虔钨 济南泉韵大数据有限公司=泉韵 青岛琴岛海洋生物科技有限公司=琴岛 烟台芝罘葡萄酒业有限公司=芝罘
        潍坊鸢都动力机械有限公司=鸢都 石家庄燕赵制药有限公司=燕赵 唐山凤钢特钢有限公司=凤钢 太原晋焱煤化工有限公司=晋焱
        西安秦岳航空动力有限公司=秦岳 宝鸡陈仓钛业有限公司=陈仓 成都蓉迅通信技术有限公司=蓉迅 绵阳涪科电子有限公司=涪科
        重庆渝隆汽车配件有限公司=渝隆 贵阳筑云大数据科技有限公司=筑云 昆明滇卉花卉有限公司=滇卉 兰州陇源中药材有限公司=陇源
        西宁湟川盐化工有限公司=湟川 银川凤朔羊绒制品有限公司=凤朔 乌鲁木齐天岳农业科技有限公司=天岳 呼和浩特青草牧业有限公司=青草
        内蒙古草晖乳业有限公司=草晖 广西桂晟糖业有限公司=桂晟 海口椰蓝旅游开发有限公司=椰蓝 拉萨雪莲藏药业有限公司=雪莲
        沈阳盛昱机床有限公司=盛昱 大连港澜船舶设备有限公司=港澜 长春一诺汽车电子有限公司=一诺 哈尔滨冰晟动力设备有限公司=冰晟
        吉林省松泽药业有限公司=松泽 吉林市雾凇化纤有限公司=雾凇 天津津滨轨道交通装备有限公司=津滨 辽宁辽海石化有限公司=辽海
        湖南湘岳重工有限公司=湘岳 长沙星辰麓软件有限公司=星辰麓 株洲株辰机车车辆有限公司=株辰 湘潭莲韵电机有限公司=莲韵
        安徽徽晟新能源有限公司=徽晟 江苏苏凌电缆有限公司=苏凌 浙江浙瀚环境工程有限公司=浙瀚 山东鲁岱重工股份有限公司=鲁岱
        河南豫禾种业有限公司=豫禾 河北冀衡检测技术有限公司=冀衡 山西晋锐装备制造有限公司=晋锐 陕西秦雍能源科技有限公司=秦雍
        四川川玺医疗器械有限公司=川玺 云南滇橡橡胶有限公司=滇橡 贵州黔芯电子科技有限公司=黔芯 甘肃陇曜太阳能有限公司=陇曜
        海南琼蓝海洋科技有限公司=琼蓝 新疆疆域达棉业有限公司=疆域达 宁夏塞禾枸杞生物科技有限公司=塞禾 福建闽岚环保设备有限公司=闽岚
        武汉三环岳轴承有限公司=三环岳 武汉东方隼无人机科技有限公司=东方隼 武汉长风破浪文化传媒有限公司=长风破浪 武汉九州通衢物流有限公司=九州通衢
        武汉ABT生物科技有限公司=ABT 深圳TKX电子有限公司=TKX 北京UNI3D数字科技有限公司=UNI3D 上海E航网络科技有限公司=E航
        楚泽光电(武汉)有限公司=楚泽 朗曜科技（北京）股份有限公司=朗曜 鹏曦（深圳）智能科技有限公司=鹏曦 沪澄(中国)投资有限公司=沪澄
        中国楚泽控股集团有限公司=楚泽 武汉楚泽集团有限公司=楚泽 湖北荆睿（集团）股份有限公司=荆睿 鲁岱重工集团有限公司=鲁岱
        楚泽科技=楚泽 朗曜信息=朗曜 荆睿生物=荆睿 鹏曦智能=鹏曦 吴韵纳米=吴韵 秦岳航空=秦岳
        武汉楚泽光电科技有限公司宜昌分公司=楚泽 北京朗曜信息技术有限公司上海分公司=朗曜 荆睿生物医药股份有限公司技术研究院=荆睿
        武汉楚泽创业投资合伙企业（有限合伙）=楚泽 宁波甬岚股权投资合伙企业(有限合伙)=甬岚 武汉楚泽机械厂=楚泽 温州瓯达阀门总厂=瓯达
        武汉市政岳建设工程有限公司=市政岳 武汉睿天测绘技术有限公司=睿天 武汉博岩地质工程有限公司=博岩 武汉泓澄水处理设备有限公司=泓澄
        武汉普瑞恒检测认证有限公司=普瑞恒 武汉奥思迪医学检验有限公司=奥思迪 武汉科诺维信生物工程有限公司=科诺维信 武汉爱芯微集成电路设计有限公司=爱芯微
        武汉禾元泰食品添加剂有限公司=禾元泰 武汉迈锐恩自动化控制有限公司=迈锐恩 武汉格蓝若森电气有限公司=格蓝若森 武汉海默森储能技术有限公司=海默森
        湖北东湖高岳创业投资有限公司=东湖高岳 湖北中楚能源有限公司=中楚 湖北华夏楚信息安全技术有限公司=华夏楚 湖北天绩电力设计有限公司=天绩
        湖北金汉锂业有限公司=金汉 湖北银杏沱环保有限公司=银杏沱 湖北玉屏泉饮料有限公司=玉屏泉 湖北新楚风汽车股份有限公司=新楚风
        湖北红旗湾电缆有限责任公司=红旗湾 湖北白鹭洲旅游开发有限公司=白鹭洲 湖北绿野丰肥业有限公司=绿野丰 湖北蓝焰达燃气有限公司=蓝焰达
        安吉竹源家具有限公司=竹源 慈溪市慈晟电器有限公司=慈晟 张家港港钢机械有限公司=港钢 江阴澄润化纤有限公司=澄润
        宜都市清峡陶瓷有限公司=清峡 枣阳市汉城汽车配件有限公司=汉城 大冶有泽金属材料有限公司=有泽 老河口市梨源农业开发有限公司=梨源
        """;

    [Fact]
    public void Trade_name_is_found_in_97_of_100_names()
    {
        var cases = Labelled.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select(c => c.Split('='))
            .ToArray();
        var wrong = cases
            .Where(c => FirmName.Parse(c[0]).TradeName != c[1])
            .Select(c => $"{c[0]}: {FirmName.Parse(c[0]).TradeName}, not {c[1]}")
            .ToArray();
        Assert.True(cases.Length >= 150, $"{cases.Length} names");
        Assert.True(wrong.Length <= cases.Length * 0.03, $"{wrong.Length} of {cases.Length}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Name_falls_into_region_trade_name_industry_and_form()
    {
        var parts = FirmName.Parse("湖北省武汉市楚泽光电科技股份有限公司");
        Assert.Equal([new RegionCode(420000), new RegionCode(420100)], parts.Regions.Select(r => r.Code));
        Assert.Equal(new RegionCode(420100), parts.PrefixRegion);
        Assert.Equal("楚泽", parts.TradeName);
        Assert.Equal(["光电科技"], parts.TradeWords);
        Assert.Equal(LegalForm.JointStock, parts.Form);
        Assert.False(parts.IsGroup);
        Assert.False(parts.IsBranch);
    }

    [Fact]
    public void Region_in_brackets_is_kept_with_its_role()
    {
        var region = Assert.Single(FirmName.Parse("楚泽光电（武汉）有限公司").Regions);
        Assert.Equal(new RegionToken(new RegionCode(420100), "武汉", IsInBrackets: true), region);
        Assert.Null(FirmName.Parse("楚泽光电（武汉）有限公司").PrefixRegion);
    }

    [Theory]
    [InlineData("三江楚泽贸易（武汉）有限公司", "三江楚泽", "三江 is a county of Guangxi, the brackets say Wuhan")]
    [InlineData("永安楚泽运输（武汉）有限公司", "永安楚泽", "永安 is a city of Fujian")]
    [InlineData("武汉楚泽贸易（上海）有限公司", "楚泽", "a city written in front stays a region")]
    public void Brackets_say_that_what_looks_like_a_county_elsewhere_is_a_trade_name(string name, string tradeName, string because) =>
        Assert.True(FirmName.Parse(name).TradeName == tradeName, because);

    [Theory]
    [InlineData("武汉楚泽科技有限公司宜昌分公司", "武汉楚泽科技有限公司")]
    [InlineData("楚泽股份有限公司光电事业部", "楚泽股份有限公司")]
    [InlineData("楚泽科技有限公司技术研究院", "楚泽科技有限公司")]
    [InlineData("楚泽集团宜昌分公司", null)]
    public void Branch_names_its_parent(string name, string? parent)
    {
        var parts = FirmName.Parse(name);
        Assert.True(parts.IsBranch);
        Assert.Equal(parent, parts.ParentName);
    }

    [Theory]
    [InlineData("楚泽集团有限公司")]
    [InlineData("楚泽（集团）股份有限公司")]
    [InlineData("楚泽集团公司")]
    public void Group_is_marked(string name) => Assert.True(FirmName.Parse(name).IsGroup);

    [Fact]
    public void Former_name_is_split_off()
    {
        var parts = FirmName.Parse("楚泽光电有限公司（原武汉澜图电子有限公司）");
        Assert.Equal("楚泽光电有限公司", parts.Name);
        Assert.Equal("武汉澜图电子有限公司", parts.FormerName);
    }

    [Fact]
    public void Short_names_are_trade_name_city_and_industry() =>
        Assert.Equal(["楚泽光电", "武汉楚泽", "楚泽"], FirmName.ShortNames(FirmName.Parse("武汉市楚泽光电有限公司")));
}
