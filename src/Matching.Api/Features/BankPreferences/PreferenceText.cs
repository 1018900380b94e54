using System.Globalization;
using Matching.Domain.Codes;
using Matching.Domain.Pushes.Preferences;

namespace Matching.Api.Features.BankPreferences;

/// <summary>Words for what a bank looks for.</summary>
internal static class PreferenceText
{
    public static string Of(TraitKind kind) => kind switch
    {
        TraitKind.Field => "技术领域",
        TraitKind.Province => "省份",
        TraitKind.Age => "成立年限",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Of(PreferenceTrait trait) => trait.Kind switch
    {
        TraitKind.Field => TechnologyFields.ChineseName((TechnologyField)int.Parse(trait.Code, CultureInfo.InvariantCulture)),
        TraitKind.Province => RegionCode.TryParse(trait.Code, out var region) && RegionTable.ShortNameOf(region) is { } name ? name : trait.Code,
        TraitKind.Age => trait.Code switch
        {
            "0-3" => "成立不满 3 年",
            "3-8" => "成立 3 到 8 年",
            "8+" => "成立 8 年以上",
            _ => trait.Code,
        },
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Of(PreferenceLevel level) => level switch
    {
        PreferenceLevel.Least => "明显靠后",
        PreferenceLevel.Less => "靠后",
        PreferenceLevel.Neutral => "不分先后",
        PreferenceLevel.More => "优先",
        PreferenceLevel.Most => "明显优先",
        var other => throw new System.Diagnostics.UnreachableException($"{other}"),
    };

    public static string Factor(PreferenceLevel level) => $"×{LendingPreference.FactorOf(level).ToString("0.##", CultureInfo.InvariantCulture)}";
}
