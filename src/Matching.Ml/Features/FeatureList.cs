using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Scoring;
using static Matching.Ml.Features.FeatureDirection;
using static Matching.Ml.Features.FeatureReadings;

namespace Matching.Ml.Features;

/// <summary>A fixed list of features. A change of meaning makes a new list; its hash goes into the record of every model trained on it.</summary>
public sealed class FeatureList
{
    private readonly Dictionary<string, int> places;

    private FeatureList(string version, IReadOnlyList<Feature> features)
    {
        Version = version;
        Features = features;
        places = features.Select((feature, i) => (feature.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText())));
    }

    /// <summary>The first three are official indicators 16 to 18 of 创新积分制 with exactly their windows and levels.</summary>
    public static FeatureList V1 { get; } = new("features-1",
    [
        new("award_province_2y", "近两年省级及以上科技奖励数", FeatureUnit.Count, Library.Awards, 2, Up, "近期获奖说明成果得到政府认可", firm => AwardsSince(firm, 2, AuthorityLevel.Province)),
        new("project_province_2y", "近两年承担省级及以上科技计划项目数", FeatureUnit.Count, Library.Projects, 2, Up, "承担项目说明研发能力经过评审", firm => ProjectsSince(firm, 2, AuthorityLevel.Province)),
        new("venture_amount", "获得风险投资金额", FeatureUnit.Cny, Library.Ventures, null, Up, "专业投资人以资金认可企业", VentureMoney),
        new("award_national_5y", "近五年国家级科技奖励数", FeatureUnit.Count, Library.Awards, 5, Up, "国家级奖励最难取得", firm => AwardsSince(firm, 5, AuthorityLevel.National)),
        new("award_best_5y", "近五年最高奖励等次", FeatureUnit.Rank, Library.Awards, 5, Up, "级别和等次越高，成果水平越高", firm => BestAward(firm, 5)),
        new("award_first3_5y", "近五年排名前三的获奖数", FeatureUnit.Count, Library.Awards, 5, Up, "排名靠前的单位贡献更大", firm => AwardsSince(firm, 5, AuthorityLevel.Unknown, rankUpTo: 3)),
        new("award_first3_share", "近五年获奖中排名前三的比例", FeatureUnit.Share, Library.Awards, 5, Free, "区分主要完成与一般参与", firm => FirstThreeShare(firm, 5)),
        new("high_tech_valid", "高新技术企业证书有效", FeatureUnit.YesNo, Library.HighTechFirms, null, Up, "在有效期内的资格", HoldsCertificate),
        new("high_tech_years", "持有高新技术企业资格年数", FeatureUnit.Years, Library.HighTechFirms, null, Up, "长期保持资格说明研发持续", CertificateYears),
        new("high_tech_renewals", "高新技术企业重新认定次数", FeatureUnit.Count, Library.HighTechFirms, null, Up, "多次通过认定", CertificateRenewals),
        new("sme_valid", "当年科技型中小企业入库", FeatureUnit.YesNo, Library.TechSmes, 1, Up, "当年评价得分达标", HoldsSmeNumber),
        new("sme_years", "连续入库科技型中小企业年数", FeatureUnit.Years, Library.TechSmes, null, Up, "逐年达标说明投入稳定", SmeYears),
        new("project_running", "在研科技计划项目数", FeatureUnit.Count, Library.Projects, null, Up, "当前研发任务", ProjectsRunning),
        new("project_money_3y", "近三年科技计划项目经费", FeatureUnit.Cny, Library.Projects, 3, Up, "财政资助规模反映项目分量", firm => ProjectMoney(firm, 3)),
        new("venture_rounds", "获得投资轮次", FeatureUnit.Count, Library.Ventures, null, Up, "多轮融资说明持续获得认可", VentureRounds),
        new("venture_funds", "投资子基金数", FeatureUnit.Count, Library.Ventures, null, Up, "多家基金独立判断一致", VentureFunds),
        new("libraries_in_force", "有效入库数", FeatureUnit.Count, null, null, Up, "多方面认定相互印证", LibrariesInForce),
        new("age_years", "成立年限", FeatureUnit.Years, null, null, Free, "决定所处阶段", Age),
        new("capital", "注册资本", FeatureUnit.Cny, null, null, Free, "规模参考", Capital),
    ]);

    public string Version { get; }

    public IReadOnlyList<Feature> Features { get; }

    /// <summary>SHA-256 over <see cref="CanonicalText"/>, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <returns>Place in the list; −1 when it has no such feature.</returns>
    public int PlaceOf(string name) => places.GetValueOrDefault(name, -1);

    public FeatureVector Compute(FirmProfile profile) => Compute(profile, profile.AsOf);

    /// <summary>Computes every feature from the facts that count on the day; what the profile knows beyond that day is not looked at.</summary>
    public FeatureVector Compute(FirmProfile profile, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var firm = new FirmOnDay(profile, asOf);
        var values = new ObservedValue[Features.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Features[i].Read(firm);
        }

        return new FeatureVector(profile.Id, asOf, values);
    }

    /// <summary>The list as text, one feature a line: name, unit, window, library, direction, title, reason.</summary>
    public string CanonicalText() => string.Join('\n', Features.Select(feature => string.Create(
        CultureInfo.InvariantCulture,
        $"{feature.Name}|{feature.Unit}|{feature.WindowYears}|{feature.Library?.Info().Code}|{feature.Direction}|{feature.Title}|{feature.Reason}")));
}
