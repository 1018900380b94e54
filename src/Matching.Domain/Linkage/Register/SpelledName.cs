using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Text;

namespace Matching.Domain.Linkage.Register;

/// <summary>A folded name with the parts it is compared by.</summary>
internal sealed class SpelledName
{
    private const int ShortestCore = 3;
    private const int ShortestTradeName = 2;
    private const string Group = "集团";
    private readonly int bodyFrom;
    private readonly int coreLength;
    private readonly int coreFrom;

    /// <summary>The core where something stands between its parts; else it is read out of the name.</summary>
    private readonly string? partedCore;

    private ulong soundKey;

    /// <summary>Nothing of the name is left over beside its parts.</summary>
    private readonly bool isWhole;

    private SpelledName(string folded, FirmNameParts parts)
    {
        Folded = folded;
        Form = parts.FormText;
        IsGroup = parts.IsGroup;
        IsBranch = parts.IsBranch;
        IsNational = parts.Regions.Any(token => token.Code.IsNation);
        Region = parts.PrefixRegion ?? BracketRegion(parts);
        TailStarts = RegionTails.StartsOf(folded, parts);
        bodyFrom = TailStarts.Count > 0 ? TailStarts[^1] : 0;
        Bare = folded.Contains('(', StringComparison.Ordinal) ? folded.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal) : folded;

        var core = parts.TradeWords.Count == 0 ? parts.TradeName : parts.TradeName + string.Concat(parts.TradeWords);
        var from = core.Length > 0 ? folded.IndexOf(core, StringComparison.Ordinal) : -1;
        (TradeNameLength, coreLength, coreFrom, partedCore) = (parts.TradeName.Length, core.Length, from, from >= 0 ? null : core);
        var group = IsGroup && Body.Contains(Group, StringComparison.Ordinal) ? Group.Length : 0;
        isWhole = Body.Length == core.Length + Form.Length + group + parts.Regions.Sum(token => token.IsInBrackets ? token.Text.Length + 2 : 0);
    }

    public string Folded { get; }

    /// <summary>The name without brackets.</summary>
    public string Bare { get; }

    /// <summary>The name without the regions in front.</summary>
    public ReadOnlySpan<char> Body => Folded.AsSpan(bodyFrom);

    public bool HasBody => bodyFrom > 0;

    /// <summary>Where in the name the rest behind each of the regions in front starts, one after the other; the last is <see cref="Body"/>. Empty for a name without.</summary>
    public IReadOnlyList<int> TailStarts { get; }

    /// <summary>Characters of the 字号.</summary>
    public int TradeNameLength { get; }

    /// <summary>字号 and trade words: the name without regions and legal form.</summary>
    public ReadOnlySpan<char> Core => partedCore ?? Folded.AsSpan(coreFrom, coreLength);

    public string Form { get; }

    public bool IsGroup { get; }

    public bool IsBranch { get; }

    /// <summary>The name has 中国 where others have their region.</summary>
    public bool IsNational { get; }

    /// <summary>Region in the name itself.</summary>
    public RegionCode? Region { get; }

    /// <summary>Key of the core's sound, for looking up and comparing; equal for cores that are read alike.</summary>
    public ulong SoundKey => soundKey == 0 ? soundKey = NameHash.Of('S', Pinyin.Full(Core.ToString())) : soundKey;

    /// <summary>Long enough to be told from others by more than equality.</summary>
    public bool IsComparable => Core.Length >= ShortestCore && TradeNameLength >= 2 && !IsBranch && isWhole;

    /// <summary>Place of the core in the folded name; the length of the name when it does not stand there in one piece.</summary>
    public int CoreFrom => coreFrom >= 0 && coreLength > 0 ? coreFrom : Folded.Length;

    /// <summary>Where the trade name begins: with the core, and behind the regions that were told. One the parser takes for the trade name (上海 of 上海建设) counts as it:
    /// as a region, a wrong character in it would be believed.</summary>
    public int TradeNameFrom => CoreFrom == Folded.Length ? bodyFrom : Math.Max(CoreFrom, bodyFrom);

    /// <summary>Where the trade words begin. A trade name has two characters at least (企业名称登记管理规定 art. 8), whatever the parser made of them.</summary>
    public int TradeWordsFrom => Math.Max(TradeNameFrom + ShortestTradeName, CoreFrom == Folded.Length ? 0 : CoreFrom + TradeNameLength);

    /// <summary>Where the trade words end.</summary>
    public int TradeWordsTo => CoreFrom == Folded.Length ? Folded.Length - Form.Length : CoreFrom + coreLength;

    public static SpelledName Of(string folded)
    {
        var whole = LegalFormSlips.ReadBrokenOff(folded);
        return new(whole, FirmNameParser.Parse(whole, takesDistricts: true));
    }

    /// <summary>Whether this name begins with a region and goes on as the other one is whole, whatever regions the other seems to hold.</summary>
    public bool GoesOnAs(SpelledName other) => RegionTails.Hold(Folded, TailStarts, other.Folded);

    private static RegionCode? BracketRegion(FirmNameParts parts)
    {
        foreach (var token in parts.Regions)
        {
            if (!token.Code.IsNation)
            {
                return token.Code;
            }
        }

        return null;
    }
}
