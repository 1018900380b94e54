using System.Globalization;
using System.Text.RegularExpressions;
using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing;

/// <summary>Reads year, batch, state, level, region and kind from a title, a file name or a sheet name.</summary>
public static partial class TitleReading
{
    /// <summary>Stronger sources first: the lines above the table, the sheet name, the file name.</summary>
    public static ListContext Of(IEnumerable<string> titles, string sheet, string fileName)
    {
        var context = ListContext.Unstated;
        foreach (var title in titles.Where(IsTitle).OrderByDescending(TitleWeight))
        {
            context = context.Or(Of(title));
        }

        return context.Or(Of(sheet)).Or(Of(NameOnly(fileName)));
    }

    public static ListContext Of(string line)
    {
        var text = HeaderText.Fold(line);
        if (text.Length == 0)
        {
            return ListContext.Unstated;
        }

        var isWithdrawal = text.Contains("撤销", StringComparison.Ordinal) || text.Contains("取消", StringComparison.Ordinal)
            || text.Contains("终止", StringComparison.Ordinal);
        var isProposed = text.Contains("公示", StringComparison.Ordinal) || Proposed().IsMatch(text);
        var region = RegionOf(text);
        return new ListContext
        {
            Title = line.Trim(),
            Year = YearOf(text),
            Batch = Batch().Match(text) is { Success: true } batch ? batch.Value : text.Contains("补充", StringComparison.Ordinal) ? "补充" : null,
            State = isProposed ? PublicityState.Proposed : isWithdrawal ? PublicityState.Withdrawn : IsFinal(text) ? PublicityState.Announced : null,
            IsProposedWithdrawal = isProposed && isWithdrawal,
            Level = LevelOf(text, region),
            Region = region,
            Kind = Kind().Match(text) is { Success: true } kind ? kind.Value : null,
            PublishedOn = DayOf(text),
        };
    }

    /// <summary>Level of the body or award a text names; <see cref="AuthorityLevel.Unknown"/> when it names none.</summary>
    public static AuthorityLevel LevelOf(string text, RegionCode? region = null)
    {
        if (text.Contains("国家", StringComparison.Ordinal) || text.Contains("国务院", StringComparison.Ordinal) || text.Contains("科技部", StringComparison.Ordinal))
        {
            // A city's list of state-recognised firms is still a state title; 国家税务总局湖北省税务局 only signs.
            return text.Contains("国家税务", StringComparison.Ordinal) && !text.Replace("国家税务", "", StringComparison.Ordinal).Contains("国家", StringComparison.Ordinal)
                ? LevelOf(region)
                : AuthorityLevel.National;
        }

        if (text.Contains("省级", StringComparison.Ordinal) || text.Contains("自治区级", StringComparison.Ordinal))
        {
            return AuthorityLevel.Province;
        }

        if (text.Contains("市级", StringComparison.Ordinal) || text.Contains("区级", StringComparison.Ordinal) || text.Contains("县级", StringComparison.Ordinal))
        {
            return AuthorityLevel.City;
        }

        if (LevelOf(region) is var byRegion && byRegion != AuthorityLevel.Unknown)
        {
            return byRegion;
        }

        return text.StartsWith('省') || text.EndsWith('省') ? AuthorityLevel.Province
            : text.StartsWith('市') ? AuthorityLevel.City
            : AuthorityLevel.Unknown;
    }

    public static AuthorityLevel LevelOf(RegionCode? region) =>
        region is not { } code || code.Value == 0 ? AuthorityLevel.Unknown
        : code.IsNation ? AuthorityLevel.National
        : code.IsProvince ? AuthorityLevel.Province
        : AuthorityLevel.City;

    /// <summary>The first region a line names at its start or behind 关于, 对, 公布 and the like.</summary>
    internal static RegionCode? RegionOf(string folded)
    {
        foreach (var at in RegionStart().Matches(folded).Select(start => start.Index + start.Length).Prepend(0))
        {
            if (RegionGazetteer.AtStart(folded.AsSpan(at)) is { IsAmbiguous: false } match)
            {
                var inner = RegionGazetteer.AtStart(folded.AsSpan(at + match.Length), match.Code);
                return inner is { IsAmbiguous: false, HasSuffix: true } deeper ? deeper.Code : match.Code;
            }
        }

        return null;
    }

    private static bool IsTitle(string line) => line.Trim().Length is >= 4 and <= 120;

    private static int TitleWeight(string line) =>
        (line.Contains("名单", StringComparison.Ordinal) || line.Contains("公告", StringComparison.Ordinal) || line.Contains("公示", StringComparison.Ordinal)
            || line.Contains("清单", StringComparison.Ordinal) || line.Contains("通知", StringComparison.Ordinal)) ? 1 : 0;

    private static string NameOnly(string fileName)
    {
        var name = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName;
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[..dot] : name;
    }

    private static bool IsFinal(string text) =>
        text.Contains("公告", StringComparison.Ordinal) || text.Contains("公布", StringComparison.Ordinal) || text.Contains("备案", StringComparison.Ordinal)
        || text.Contains("认定", StringComparison.Ordinal) || text.Contains("立项", StringComparison.Ordinal) || text.Contains("下达", StringComparison.Ordinal)
        || text.Contains("入库", StringComparison.Ordinal) || text.Contains("授奖", StringComparison.Ordinal) || text.Contains("奖励决定", StringComparison.Ordinal)
        || text.Contains("获奖", StringComparison.Ordinal);

    private static int? YearOf(string text)
    {
        var stated = Year().Match(text) is { Success: true } year ? year : BareYear().Match(text);
        return stated.Success ? int.Parse(stated.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static DateOnly? DayOf(string text) =>
        Day().Match(text) is { Success: true } day
        && DateOnly.TryParseExact($"{day.Groups["y"].Value}-{day.Groups["m"].Value}-{day.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
            ? found
            : null;

    [GeneratedRegex(@"(?<y>(19|20)\d\d)(年|年度|－|度)(?!\d{1,2}月\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<!\d)(?<y>(19|20)\d\d)(?!\d)")]
    private static partial Regex BareYear();

    [GeneratedRegex(@"第[一二三四五六七八九十百\d]{1,4}批")]
    private static partial Regex Batch();

    [GeneratedRegex(@"拟(认定|立项|入库|授|奖|取消|撤销|更名|支持|资助|备案|推荐|终止|建议)|建议授奖")]
    private static partial Regex Proposed();

    [GeneratedRegex(@"^附件\d*[:：.]?|关于|公布|对|认定机构[:：]|[年度]|印发|发布")]
    private static partial Regex RegionStart();

    [GeneratedRegex(@"(?<y>(19|20)\d\d)(年|-|\.|/)(?<m>\d{1,2})(月|-|\.|/)(?<d>\d{1,2})日?(?!\d)|(?<!\d)(?<y>20\d\d)(?<m>0[1-9]|1[0-2])(?<d>[0-2]\d|3[01])(?!\d)")]
    private static partial Regex Day();

    [GeneratedRegex(@"(国家|省|市|自治区)?(自然科学奖|技术发明奖|科学技术进步奖|科技进步奖|科学技术奖|成果推广奖|科技型中小企业创新奖|国际科学技术合作奖|突出贡献奖|专利奖)|(国家|省|市)?(重点研发计划|重大专项|重大科技专项|技术创新计划|技术创新专项|成果转化项目|自然科学基金|揭榜挂帅项目|揭榜挂帅|科技计划项目|科技计划)")]
    private static partial Regex Kind();
}
