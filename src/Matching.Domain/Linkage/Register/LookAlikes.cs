namespace Matching.Domain.Linkage.Register;

/// <summary>Characters that typing and text recognition take for each other by their looks.</summary>
internal static class LookAlikes
{
    private static readonly string[] Groups =
    [
        "己已巳", "末未", "〇零", "钢纲", "晴睛", "析折拆", "士土", "人入八", "日曰", "千干于", "享亨", "宇字", "昌冒", "博搏", "微徽", "杨扬", "明朋",
        "科料", "大太犬", "天夭", "王玉", "免兔", "鸟乌", "今令", "侯候", "辨辩辫", "治冶", "沪泸", "崇祟", "甲申由田", "贝见", "戌戍戊", "元无", "广厂",
        "力刀", "九丸", "木本术", "冰水", "白自", "目且", "牛午", "风凤", "佳隹", "恒桓", "洋样", "诚城", "凯剀", "铭洺", "锐悦", "傅博", "拔拨", "徽微",
        "宏宠", "晟晨", "睿容", "森淼", "鑫金", "炎淡", "隆降", "环坏", "汇江", "瑞端", "泰秦", "辰展", "旺旰", "弘弛", "圆园", "柏伯", "清请情", "科枓",
        "锦绵", "祥详", "盛威", "源原", "佰伯", "候侯", "壮状", "壁璧", "壹壶", "茶荼", "候喉", "竞竟", "莱菜", "栗粟", "赢嬴", "蓝篮", "傲做", "帅师",
    ];

    private static readonly HashSet<(char, char)> Pairs =
        [.. from characters in Groups from left in characters from right in characters where left != right select (left, right)];

    public static bool Are(char left, char right) => Pairs.Contains((left, right));
}
