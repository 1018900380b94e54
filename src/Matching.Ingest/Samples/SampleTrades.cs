using Matching.Domain.Codes;

namespace Matching.Ingest.Samples;

/// <summary>A trade an invented firm is in.</summary>
/// <param name="Word">As it stands in the firm's name.</param>
/// <param name="Scope">Opening of the business scope.</param>
/// <param name="Subjects">What its projects and awards are about.</param>
internal sealed record SampleTrade(string Word, TechnologyField Field, string Scope, IReadOnlyList<string> Subjects);

/// <summary>Trades of technology firms over the eight official fields.</summary>
internal static class SampleTrades
{
    public static IReadOnlyList<SampleTrade> All { get; } =
    [
        new("光电科技", TechnologyField.ElectronicInformation, "光电器件、光模块的研发、生产和销售", ["高速光收发组件", "窄线宽激光器", "硅基光电集成芯片"]),
        new("微电子", TechnologyField.ElectronicInformation, "集成电路设计；电子元器件制造", ["车规级电源管理芯片", "高精度模数转换芯片", "射频前端模组"]),
        new("软件技术", TechnologyField.ElectronicInformation, "软件开发；信息系统集成服务", ["工业仿真软件", "分布式数据库引擎", "低代码开发平台"]),
        new("信息技术", TechnologyField.ElectronicInformation, "计算机系统服务；物联网技术研发", ["城市级物联感知平台", "边缘计算网关", "隐私计算平台"]),
        new("智能科技", TechnologyField.ElectronicInformation, "人工智能应用软件开发；智能设备销售", ["工业视觉检测系统", "多模态语义理解引擎", "智能语音交互终端"]),
        new("通信技术", TechnologyField.ElectronicInformation, "通信设备制造；网络技术服务", ["低轨卫星通信终端", "全光接入网设备", "毫米波相控阵天线"]),
        new("生物科技", TechnologyField.BiologyAndMedicine, "生物技术推广服务；生物制品研发", ["重组蛋白规模化制备工艺", "微生物菌剂", "酶法合成工艺"]),
        new("医药", TechnologyField.BiologyAndMedicine, "药品研发、生产；医药中间体销售", ["缓释制剂产业化技术", "创新小分子靶向药物", "中药配方颗粒质量标准"]),
        new("医疗器械", TechnologyField.BiologyAndMedicine, "二类、三类医疗器械生产", ["高值介入耗材", "便携式超声诊断设备", "可降解骨修复材料"]),
        new("基因技术", TechnologyField.BiologyAndMedicine, "基因检测技术研发；实验室试剂销售", ["液体活检试剂盒", "单细胞测序建库技术", "病原快速检测芯片"]),
        new("农业科技", TechnologyField.BiologyAndMedicine, "农作物种子繁育；农业技术推广", ["耐盐碱水稻新品种", "玉米单倍体育种技术", "食用菌工厂化栽培技术"]),
        new("航空技术", TechnologyField.Aerospace, "航空零部件制造；无人机研发", ["复合翼无人机", "航空发动机叶片修复技术", "轻质舱内构件"]),
        new("航天动力", TechnologyField.Aerospace, "航天器零部件研发；推进系统试验服务", ["液体姿控推进系统", "可重复使用阀门", "星载太阳翼展开机构"]),
        new("卫星应用", TechnologyField.Aerospace, "卫星导航、遥感应用系统集成", ["高精度北斗定位终端", "遥感影像智能解译系统", "地质灾害监测预警系统"]),
        new("新材料", TechnologyField.NewMaterials, "高分子材料、功能材料的研发和销售", ["高导热石墨烯膜", "特种聚酰亚胺薄膜", "生物基可降解材料"]),
        new("陶瓷材料", TechnologyField.NewMaterials, "特种陶瓷制品制造；新材料技术研发", ["氮化硅陶瓷基板", "透明陶瓷装甲", "多孔陶瓷过滤元件"]),
        new("金属材料", TechnologyField.NewMaterials, "有色金属合金制造；金属表面处理", ["高强高导铜合金", "镁合金半固态成形技术", "增材制造用钛合金粉末"]),
        new("化工材料", TechnologyField.NewMaterials, "专用化学产品制造（不含危险化学品）", ["电子级湿化学品", "水性工业涂料", "高性能密封胶"]),
        new("检测技术", TechnologyField.HighTechServices, "检验检测服务；计量服务", ["新能源汽车电磁兼容检测平台", "建材绿色评价技术", "食品风险因子筛查技术"]),
        new("设计研究", TechnologyField.HighTechServices, "工业设计服务；工程技术咨询", ["装备协同设计平台", "桥梁健康监测体系", "数字孪生工厂设计方法"]),
        new("数据服务", TechnologyField.HighTechServices, "数据处理和存储支持服务", ["政务数据治理平台", "供应链数据共享平台", "能耗数据分析平台"]),
        new("新能源", TechnologyField.NewEnergy, "太阳能发电技术服务；储能技术服务", ["钠离子储能电池系统", "高效异质结光伏组件", "液流电池电堆"]),
        new("节能技术", TechnologyField.NewEnergy, "合同能源管理；余热余压利用技术研发", ["中低温余热发电机组", "磁悬浮离心鼓风机", "工业窑炉富氧燃烧技术"]),
        new("电力科技", TechnologyField.NewEnergy, "输配电及控制设备制造；智能控制系统集成", ["配电网故障定位装置", "固态断路器", "柔性直流换流阀"]),
        new("氢能科技", TechnologyField.NewEnergy, "新兴能源技术研发；气体压缩机械制造", ["质子交换膜燃料电池电堆", "车载高压储氢瓶", "碱性电解水制氢装备"]),
        new("环保科技", TechnologyField.ResourcesAndEnvironment, "水污染治理；环境保护专用设备制造", ["难降解有机废水处理成套技术", "污泥低温干化装备", "烟气多污染物协同治理技术"]),
        new("水务技术", TechnologyField.ResourcesAndEnvironment, "水资源管理；污水处理及其再生利用", ["分散式污水处理装置", "供水管网漏损控制系统", "膜法水处理组件"]),
        new("矿业技术", TechnologyField.ResourcesAndEnvironment, "矿产资源综合利用；选矿技术服务", ["磷石膏综合利用技术", "低品位矿浮选工艺", "尾矿充填成套技术"]),
        new("资源循环", TechnologyField.ResourcesAndEnvironment, "再生资源回收加工；固体废物治理", ["退役动力电池再生技术", "废旧塑料高值化利用", "建筑垃圾再生骨料技术"]),
        new("装备制造", TechnologyField.AdvancedManufacturing, "专用设备制造；机械零部件加工", ["大型压铸成套装备", "盾构刀盘再制造技术", "高速精密冲压生产线"]),
        new("精密机械", TechnologyField.AdvancedManufacturing, "数控机床制造；模具制造", ["五轴联动数控机床", "超精密磨削装备", "精密减速器"]),
        new("自动化设备", TechnologyField.AdvancedManufacturing, "工业自动控制系统装置制造", ["柔性装配生产线", "智能仓储物流系统", "高速分拣机器人"]),
        new("机器人", TechnologyField.AdvancedManufacturing, "工业机器人制造；智能机器人研发", ["协作机器人关节模组", "特种作业机器人", "手术辅助机器人"]),
        new("汽车零部件", TechnologyField.AdvancedManufacturing, "汽车零部件及配件制造", ["一体化电驱动桥", "线控制动系统", "轻量化底盘结构件"]),
        new("激光设备", TechnologyField.AdvancedManufacturing, "激光加工设备制造；光学仪器销售", ["超快激光微加工装备", "激光熔覆再制造装备", "激光清洗机器人"]),
        new("仪器仪表", TechnologyField.AdvancedManufacturing, "仪器仪表制造；传感器研发", ["高温压力传感器", "在线质谱分析仪", "超声流量计"]),
    ];

    public static IReadOnlyList<string> Endings { get; } =
        ["关键技术研究及应用", "研制与产业化", "工程化技术开发", "示范应用", "共性技术攻关", "成套装备研发"];
}
