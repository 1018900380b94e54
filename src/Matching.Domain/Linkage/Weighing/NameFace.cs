using Matching.Domain.Codes;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Text;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>One way a group shows itself: a printed name with the region stated beside it.</summary>
/// <param name="group">Place of the group.</param>
/// <param name="code">Valid code its rows print; null for none.</param>
/// <param name="region">The list's region, else the name's, else the office that issued the code.</param>
/// <param name="lists">Lists that name a firm once and have a row of the group, as numbers.</param>
internal sealed class NameFace(int group, string? code, SpelledName name, RegionCode? region, long[] lists)
{
    public int Group => group;

    public string? Code => code;

    public SpelledName Name => name;

    public RegionCode? Region => region;

    /// <summary>How the core is read, one number a syllable.</summary>
    public ushort[] Sounds { get; } = Pinyin.SyllableNumbers(name.Core);

    public ulong CoreKey { get; } = NameHash.Of('C', name.Core);

    public ulong TradeNameKey { get; } = NameHash.Of('T', TradeNameOf(name));

    /// <summary>字号 as it stands in the core.</summary>
    public ReadOnlySpan<char> TradeName => TradeNameOf(name);

    /// <summary>First two digits of the region; 0 where none is known.</summary>
    public int Province => region is { IsNation: false } known ? known.ProvincePrefix : 0;

    /// <summary>Two valid codes, or two rows of a list that names a firm once: whatever the names, two firms.</summary>
    public bool IsKnownApartFrom(NameFace other) => (code is not null && other.Code is not null && code != other.Code) || other.StandsInAny(lists);

    private static ReadOnlySpan<char> TradeNameOf(SpelledName name) => name.Core[..Math.Min(name.TradeNameLength, name.Core.Length)];

    private bool StandsInAny(long[] others) => lists.Length > 0 && others.Length > 0 && lists.AsSpan().ContainsAny(others);
}
