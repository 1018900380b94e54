using Matching.Ingest.Normalizing.Shape;

namespace Matching.Ingest.Normalizing;

/// <summary>Cells that name people and their units together: 张某（甲公司）、李某（乙大学）, or 张某、李某；甲公司、乙大学.</summary>
internal static class MixedUnitCell
{
    private static readonly char[] Separators = ['、', '；', ';', '，', ',', '\n', ' ', '(', '（', ')', '）', ':', '：'];

    /// <summary>The units in printed order, joined by 、; people are left out.</summary>
    public static string UnitsOnly(string cell) =>
        string.Join('、', cell.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(UnitShape.IsWholeName)
            .Distinct());
}
