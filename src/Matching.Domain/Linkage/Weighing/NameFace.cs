using Matching.Domain.Codes;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Text;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>One way a group shows itself: a printed name with the region stated beside it.</summary>
/// <param name="Group">Place of the group.</param>
/// <param name="Code">Valid code its rows print; null for none.</param>
/// <param name="Region">The list's region, else the name's, else the office that issued the code.</param>
/// <param name="Lists">Lists that name a firm once and have a row of the group, as numbers, ascending.</param>
internal sealed record NameFace(int Group, string? Code, SpelledName Name, RegionCode? Region, int[] Lists)
{
    /// <summary>How the core is read, one number a syllable.</summary>
    public int[] Sounds { get; } = SoundsOf(Name);

    /// <summary>字号 as it stands in the core.</summary>
    public ReadOnlySpan<char> TradeName => Name.Core[..Math.Min(Name.TradeNameLength, Name.Core.Length)];

    /// <summary>First two digits of the region; 0 where none is known.</summary>
    public int Province => Region is { IsNation: false } region ? region.ProvincePrefix : 0;

    /// <summary>Two valid codes, or two rows of a list that names a firm once: whatever the names, two firms.</summary>
    public bool IsKnownApartFrom(NameFace other) => (Code is not null && other.Code is not null && Code != other.Code) || (Lists.Length > 0 && other.Lists.AsSpan().ContainsAny(Lists));

    private static int[] SoundsOf(SpelledName name)
    {
        var syllables = Pinyin.Syllables(name.Core.ToString());
        var sounds = new int[syllables.Count];
        for (var i = 0; i < sounds.Length; i++)
        {
            sounds[i] = (int)(NameHash.Of('S', syllables[i]) * 0x9E3779B97F4A7C15UL >> 32);
        }

        return sounds;
    }
}
