namespace Matching.Ingest.Samples;

/// <summary>Invented universities, institutes, hospitals and offices that share awards and projects with firms.</summary>
internal static class SampleUnits
{
    public const string University = "university";
    public const string Institute = "institute";
    public const string Hospital = "hospital";
    public const string Government = "government";

    public static IReadOnlyList<SampleUnit> All { get; } = Make();

    private static List<SampleUnit> Make()
    {
        (string Kind, string[] Names)[] groups =
        [
            (University,
            [
                "澈江大学", "湖北昉山理工大学", "武汉璟湖工程大学", "襄阳峤南学院", "宜昌沅江理工学院", "荆州砚池大学", "黄石铄金职业技术学院",
                "长春翎原大学", "吉林骐岭工业大学", "吉林珑江师范大学", "四平蘅河学院", "郑州曜中大学", "河南煦黄科技大学", "洛阳樾洛理工学院",
                "周口菘淮师范学院", "新乡湛卫医学院",
            ]),
            (Institute,
            [
                "湖北省璟光技术研究院", "武汉珩岩土力学研究所", "湖北澄湖水产研究所", "长春旸光机电研究所", "吉林省稷禾农业科学研究院",
                "吉林霁源应用化学研究所", "河南省稷丰作物研究所", "郑州钊机械工程研究所", "洛阳锴材料研究所", "武汉桁桥隧工程研究设计院",
            ]),
            (Hospital, ["武汉昱和医院", "长春晗康人民医院", "郑州棠安中心医院"]),
            (Government, ["湖北省澄湖水利管理局", "长春市樾林业和草原局"]),
        ];

        var units = new List<SampleUnit>();
        foreach (var (kind, names) in groups)
        {
            foreach (var name in names)
            {
                units.Add(new SampleUnit(units.Count + 1, name, kind));
            }
        }

        return units;
    }
}
