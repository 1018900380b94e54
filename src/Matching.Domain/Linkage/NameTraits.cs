using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>What linking asks of a name beyond its folded form.</summary>
/// <param name="TradeName">字号; empty when the name has none (有限公司, 科技有限公司, 无, /).</param>
/// <param name="IsBranch">Part of another legal person, which it must never be taken for.</param>
/// <param name="SaysWhere">A region stands in the name; 中国 is none.</param>
internal readonly record struct NameTraits(string TradeName, bool IsBranch, bool SaysWhere)
{
    private const int ShortestTradeName = 2;

    /// <summary>Words people write into a cell they cannot fill.</summary>
    private static readonly HashSet<string> Fillers = ["不详", "未知", "未填", "没有", "暂无", "其他", "个人", "NULL", "N/A", "NA", "同上"];

    /// <summary>A name without a trade name is borne by anybody and is never a key.</summary>
    public bool IsTelling => TradeName.Length >= ShortestTradeName;

    public static NameTraits Of(string foldedName)
    {
        if (Fillers.Contains(foldedName))
        {
            return new("", false, false);
        }

        var parts = FirmName.Parse(foldedName);
        // 科技有限公司 is borne by anybody; 武汉钢铁有限公司 is one firm, because a region registers a name once.
        var isPlain = parts.Regions.Count == 0 && (TradeNameSplit.IsTradeOnly(parts.TradeName) || LegalForms.IsRest(parts.TradeName));
        return new(isPlain ? "" : parts.TradeName, parts.IsBranch, parts.Regions.Any(region => !region.Code.IsNation));
    }
}
