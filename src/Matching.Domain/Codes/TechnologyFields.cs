using System.Collections.Frozen;
using Matching.Domain.Text;

namespace Matching.Domain.Codes;

/// <summary>Names of the eight fields as lists print them.</summary>
public static class TechnologyFields
{
    private static readonly FrozenDictionary<TechnologyField, string> ChineseNames = new Dictionary<TechnologyField, string>
    {
        [TechnologyField.ElectronicInformation] = "电子信息",
        [TechnologyField.BiologyAndMedicine] = "生物与新医药",
        [TechnologyField.Aerospace] = "航空航天",
        [TechnologyField.NewMaterials] = "新材料",
        [TechnologyField.HighTechServices] = "高技术服务",
        [TechnologyField.NewEnergy] = "新能源与节能",
        [TechnologyField.ResourcesAndEnvironment] = "资源与环境",
        [TechnologyField.AdvancedManufacturing] = "先进制造与自动化",
    }.ToFrozenDictionary();

    /// <summary>Words a field's text begins with, without 与, 及, 和. 高新技术改造传统产业 is the eighth field of the 2008 rules;
    /// most of it became advanced manufacturing in 2016, and nothing else of 2016 comes nearer.</summary>
    private static readonly (string Beginning, TechnologyField Field)[] Beginnings =
    [
        ("电子信息", TechnologyField.ElectronicInformation),
        ("生物新医药", TechnologyField.BiologyAndMedicine),
        ("生物医药", TechnologyField.BiologyAndMedicine),
        ("生物技术新医药", TechnologyField.BiologyAndMedicine),
        ("航空航天", TechnologyField.Aerospace),
        ("航天航空", TechnologyField.Aerospace),
        ("新材料", TechnologyField.NewMaterials),
        ("高技术服务", TechnologyField.HighTechServices),
        ("高新技术服务", TechnologyField.HighTechServices),
        ("新能源节能", TechnologyField.NewEnergy),
        ("新能源高效节能", TechnologyField.NewEnergy),
        ("新能源技术", TechnologyField.NewEnergy),
        ("资源环境", TechnologyField.ResourcesAndEnvironment),
        ("先进制造", TechnologyField.AdvancedManufacturing),
        ("高新技术改造传统产业", TechnologyField.AdvancedManufacturing),
    ];

    public static IReadOnlyList<TechnologyField> All { get; } = Enum.GetValues<TechnologyField>();

    public static string ChineseName(TechnologyField field) =>
        ChineseNames.TryGetValue(field, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(field), field, "Not one of the eight fields.");

    /// <summary>Reads an official name, a usual variant (电子信息技术, 新能源及节能, 一、电子信息), or one with its sub-field behind
    /// a dash or slash; false when the text names none of the eight.</summary>
    public static bool TryParse(string? text, out TechnologyField field)
    {
        var core = Core(text);
        foreach (var (beginning, candidate) in Beginnings)
        {
            if (core.StartsWith(beginning, StringComparison.Ordinal))
            {
                field = candidate;
                return true;
            }
        }

        if (core is "新能源")
        {
            field = TechnologyField.NewEnergy;
            return true;
        }

        field = default;
        return false;
    }

    private static string Core(string? text)
    {
        var folded = TextFold.Fold(text).AsSpan().TrimStart("一二三四五六七八0123456789()、. ");
        return folded.ToString()
            .Replace("与", "", StringComparison.Ordinal)
            .Replace("及", "", StringComparison.Ordinal)
            .Replace("和", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
    }
}
