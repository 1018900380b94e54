using Matching.Domain.Codes;

namespace Matching.Domain.Firms;

/// <summary>A region named in a firm's name.</summary>
/// <param name="Code">The region; <see cref="RegionCode.Nation"/> for 中国.</param>
/// <param name="Text">As printed, e.g. 武汉市.</param>
/// <param name="IsInBrackets">True for X科技(武汉), false for a region in front.</param>
public readonly record struct RegionToken(RegionCode Code, string Text, bool IsInBrackets);

/// <summary>A firm's name taken apart: 行政区划, 字号, 行业, 组织形式, and what is not part of the name proper.</summary>
public sealed record FirmNameParts
{
    /// <summary>Name in plain spelling, notes on former names cut off, regions and form as printed.</summary>
    public required string Name { get; init; }

    /// <summary>In printed order, those in front first.</summary>
    public required IReadOnlyList<RegionToken> Regions { get; init; }

    /// <summary>字号; empty when the name has none of its own.</summary>
    public required string TradeName { get; init; }

    /// <summary>Industry words in printed order, e.g. 光电, 科技.</summary>
    public required IReadOnlyList<string> TradeWords { get; init; }

    public required LegalForm Form { get; init; }

    /// <summary>The form in its folded spelling, e.g. 有限公司; empty when none is printed.</summary>
    public required string FormText { get; init; }

    /// <summary>The name says 集团: another legal person than its members.</summary>
    public required bool IsGroup { get; init; }

    /// <summary>A part of another legal person: …分公司, …事业部, …公司研究院.</summary>
    public required bool IsBranch { get; init; }

    /// <summary>Name of the legal person a branch belongs to; null for no branch, or when it is not printed.</summary>
    public string? ParentName { get; init; }

    /// <summary>Name in a note such as （原X有限公司）; null when there is none.</summary>
    public string? FormerName { get; init; }

    /// <summary>The narrowest region in front of the name; null when none is.</summary>
    public RegionCode? PrefixRegion
    {
        get
        {
            RegionCode? region = null;
            foreach (var token in Regions)
            {
                region = token.IsInBrackets || token.Code.IsNation ? region : token.Code;
            }

            return region;
        }
    }
}
