using System.Security.Cryptography;
using System.Text;
using Matching.Domain.Codes;
using Matching.Ml.Training;

namespace Matching.Ml.Features;

/// <summary>One input of a model: a feature of the list as it is, or its place among peers.</summary>
/// <param name="Base">The feature it reads.</param>
/// <param name="Peers">Null = the value itself.</param>
public sealed record ModelFeature(string Name, string Title, Feature Base, PeerKind? Peers)
{
    /// <summary>A place among peers rises with the value, so the direction is that of the base.</summary>
    public bool IsRising => Base.Direction == FeatureDirection.Up;
}

/// <summary>What models learn from: every feature of <see cref="FeatureList.V1"/>, and six of them as a place within field, province or age band.</summary>
public sealed class ModelFeatures
{
    /// <summary>First ages that no longer belong to the band before; the last band is open.</summary>
    private static readonly int[] AgeCuts = [3, 5, 8, 15];

    private ModelFeatures(string version, IReadOnlyList<ModelFeature> all)
    {
        Version = version;
        All = all;
        Factors =
        [
            .. all.Select(feature => new Factor(feature.Name) { Title = feature.Title, Sign = feature.IsRising ? MonotoneSign.Rising : MonotoneSign.Free }),
        ];
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [
            version, FeatureList.V1.CanonicalText(), .. all.Select(feature => $"{feature.Name}|{feature.Base.Name}|{feature.Peers}")]))));
    }

    public static ModelFeatures V1 { get; } = new("model-features-1",
    [
        .. FeatureList.V1.Features.Select(feature => new ModelFeature(feature.Name, feature.Title, feature, null)),
        Among("award_best_5y", PeerKind.Field),
        Among("project_province_2y", PeerKind.Field),
        Among("venture_amount", PeerKind.Field),
        Among("project_money_3y", PeerKind.Region),
        Among("high_tech_years", PeerKind.Age),
        Among("sme_years", PeerKind.Age),
    ]);

    public string Version { get; }

    public IReadOnlyList<ModelFeature> All { get; }

    /// <summary>The same as inputs of a trainer, with their monotone signs.</summary>
    public IReadOnlyList<Factor> Factors { get; }

    /// <summary>SHA-256 over the feature list and this one; part of every model's record.</summary>
    public string Hash { get; }

    /// <summary>Adds a firm to the spreads its peers are compared with.</summary>
    public void Gather(FirmOnDay firm, PeerNorms.Builder norms)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ArgumentNullException.ThrowIfNull(norms);
        foreach (var feature in All)
        {
            if (feature.Peers is { } kind)
            {
                norms.Add(feature.Base.Name, kind, GroupOf(firm, kind), Value(feature.Base, firm));
            }
        }
    }

    /// <summary>The values of a firm on a day, in the order of <see cref="All"/>; NaN where not known.</summary>
    public float[] Read(FirmOnDay firm, PeerNorms norms)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ArgumentNullException.ThrowIfNull(norms);
        var values = new float[All.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Value(All[i].Base, firm);
            values[i] = All[i].Peers is { } kind ? norms.ShareOf(All[i].Base.Name, kind, GroupOf(firm, kind), value) : value;
        }

        return values;
    }

    /// <summary>Field 1–8, first two digits of the region, or age band from 1; 0 when not known.</summary>
    public static int GroupOf(FirmOnDay firm, PeerKind kind)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return kind switch
        {
            PeerKind.Field => (int)(firm.Profile.Field ?? 0),
            PeerKind.Region => firm.Profile.Region?.ProvincePrefix ?? 0,
            PeerKind.Age => firm.AgeYears is { } age ? 1 + AgeCuts.Count(cut => age >= cut) : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of peers"),
        };
    }

    /// <summary>A group in words, e.g. 新材料, 湖北, 成立3至5年.</summary>
    public static string GroupText(PeerKind kind, int group) => (kind, group) switch
    {
        (_, 0) => "未知",
        (PeerKind.Field, _) => TechnologyFields.ChineseName((TechnologyField)group),
        (PeerKind.Region, _) => RegionTable.ShortNameOf(new RegionCode(group * 10000)) ?? "未知",
        (PeerKind.Age, 1) => $"成立不足{AgeCuts[0]}年",
        (PeerKind.Age, var band) when band > AgeCuts.Length => $"成立{AgeCuts[^1]}年以上",
        (PeerKind.Age, var band) => $"成立{AgeCuts[band - 2]}至{AgeCuts[band - 1]}年",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of peers"),
    };

    private static float Value(Feature feature, FirmOnDay firm) => feature.Read(firm).Value is { } value ? (float)value : float.NaN;

    private static ModelFeature Among(string name, PeerKind kind)
    {
        var feature = FeatureList.V1.Features[FeatureList.V1.PlaceOf(name)];
        var (suffix, words) = kind switch
        {
            PeerKind.Field => ("field", "同领域"),
            PeerKind.Region => ("region", "同省"),
            _ => ("age", "同年龄段"),
        };
        return new ModelFeature($"{name}@{suffix}", $"{feature.Title}（在{words}企业中的位置）", feature, kind);
    }
}
